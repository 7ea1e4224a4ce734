/** For addresses that do not exist. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

export function NotFoundPage(): ReactNode {
  const t = useTranslations();
  return (
    <div className="page">
      <title>{`${t('problem.notFoundTitle')} · ${t('site.name')}`}</title>
      <meta name="robots" content="noindex" />
      <Notice
        level="h1"
        size="large"
        title={t('problem.notFoundTitle')}
        actions={
          <ButtonLink to={paths.home()} look="primary">
            {t('problem.toHome')}
          </ButtonLink>
        }
      >
        <p>{t('problem.notFoundText')}</p>
      </Notice>
    </div>
  );
}
