/**
 * The page for choosing seats before there is a map: the server sends it as soon as it knows the event,
 * and it stays until the hall is drawn, so that nothing moves when that comes.
 */
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { type Event, eventQuery } from '../../api/queries.ts';
import { PageSkeleton } from '../../layout/client-page.tsx';
import { useApp } from '../../main/app-services.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SeatsHead } from './seats-head.tsx';

export function SeatsLoading(): ReactNode {
  const { api, queries } = useApp();
  const eventId = Number(useParams()['eventId']);
  const event = queries.getQueryData(eventQuery(api, eventId).queryKey);
  return event === undefined ? <PageSkeleton /> : <LoadingOf event={event} />;
}

export function LoadingOf({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations();
  return (
    <div className="seats">
      <SeatsHead event={event}>
        <Skeleton shape="line" />
      </SeatsHead>
      <div className="seats-map" role="status" aria-label={t('site.loading')}>
        <noscript>
          <p className="seats-none">{t('seats.needsScripts')}</p>
        </noscript>
        <Skeleton shape="block" />
      </div>
    </div>
  );
}
