/** For an event that does not exist, or no longer. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

export function EventNotFound(): ReactNode {
  const t = useTranslations();
  return (
    <div className="page">
      <title>{`${t('event.notFoundTitle')} · ${t('site.name')}`}</title>
      <meta name="robots" content="noindex" />
      <Notice
        level="h1"
        size="large"
        title={t('event.notFoundTitle')}
        actions={
          <ButtonLink to={paths.home()} look="primary">
            {t('problem.toHome')}
          </ButtonLink>
        }
      >
        <p>{t('event.notFoundText')}</p>
      </Notice>
    </div>
  );
}
