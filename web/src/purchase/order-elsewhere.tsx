/**
 * An order that is not there for whoever asks. A guest's is in the browser that bought it, so the way to it is
 * named: the link in the mail, which works everywhere, or the account.
 */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { featuresQuery } from '../api/features.ts';
import { CallError } from '../api/outcome.ts';
import { useApp } from '../main/app-services.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session/use-session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

export const isElsewhere = (error: Error | null): boolean =>
  error instanceof CallError && error.refusal.code === 'order_not_found';

export function OrderElsewhere(): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const { isAccount } = useSession();
  const { pathname } = useLocation();
  const { data: features } = useQuery(featuresQuery(api));
  const title = t('guestElsewhere.orderTitle');
  return (
    <div className="page">
      <title>{`${title} · ${t('site.name')}`}</title>
      <meta name="robots" content="noindex" />
      <Notice
        level="h1"
        size="large"
        title={title}
        actions={
          <>
            {!isAccount && (
              <ButtonLink to={paths.signIn(pathname)} look="primary">
                {t('site.signIn')}
              </ButtonLink>
            )}
            <ButtonLink to={paths.tickets()}>{t('site.tickets')}</ButtonLink>
          </>
        }
      >
        {features?.mail !== false && <p>{t('guestElsewhere.orderMail')}</p>}
        <p>{t(isAccount ? 'guestElsewhere.orderOther' : 'guestElsewhere.orderAccount')}</p>
      </Notice>
    </div>
  );
}
