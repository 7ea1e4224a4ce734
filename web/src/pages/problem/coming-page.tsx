/** Stands where a page is going to be. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

export function ComingPage(): ReactNode {
  const t = useTranslations();
  return (
    <div className="page">
      <title>{`${t('problem.comingTitle')} · ${t('site.name')}`}</title>
      <Notice
        level="h1"
        size="large"
        title={t('problem.comingTitle')}
        actions={<ButtonLink to={paths.home()}>{t('problem.toHome')}</ButtonLink>}
      >
        <p>{t('problem.comingText')}</p>
      </Notice>
    </div>
  );
}
