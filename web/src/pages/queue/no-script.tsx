/** Without scripts: the page is loaded anew by itself, and a place is taken by a mailed link. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import type { QueueStatus } from '../../queue/queries.ts';

const REFRESH_SECONDS = 20;

type NoScriptProps = { readonly eventId: number; readonly access: QueueStatus['access'] };

export function NoScript({ eventId, access }: NoScriptProps): ReactNode {
  const t = useTranslations('queue.noScript');
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`${REFRESH_SECONDS}`} />
      <p>{t('text', { seconds: REFRESH_SECONDS })}</p>
      {access !== 'accounts' && <a href={paths.queueMail(eventId)}>{t('mail')}</a>}
    </noscript>
  );
}
