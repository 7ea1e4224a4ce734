/** The time to choose is over: others are in now, and the way back is the waiting room. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

export function AdmissionOver({ eventId }: { readonly eventId: number }): ReactNode {
  const t = useTranslations();
  return (
    <div className="page">
      <title>{`${t('admission.overTitle')} · ${t('site.name')}`}</title>
      <Notice
        level="h1"
        size="large"
        title={t('admission.overTitle')}
        actions={
          <ButtonLink look="primary" size="large" to={paths.queue(eventId)}>
            {t('admission.again')}
          </ButtonLink>
        }
      >
        <p>{t('admission.overText')}</p>
      </Notice>
    </div>
  );
}
