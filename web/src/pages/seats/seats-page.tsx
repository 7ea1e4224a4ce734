/** Choosing seats: loads the event and its plan, and says when there is nothing to choose. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { Navigate, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { eventQuery } from '../../api/queries.ts';
import { saleOf } from '../../event/sale.ts';
import { useEventText } from '../../event/event-text.ts';
import { PageSkeleton } from '../../layout/client-page.tsx';
import { LiveContext } from '../../live/use-event-state.ts';
import { useApp, useNow } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { useHolds } from '../../purchase/hold-bar.tsx';
import { BrokenPage } from '../../purchase/page-states.tsx';
import { useGate } from '../../queue/use-gate.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CountdownClock } from '../../ui/countdown.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AdmissionOver } from './admission-over.tsx';
import { liveOf } from '../../live/live-of.ts';
import { mapQuery } from './map-query.ts';
import { Picker } from './picker.tsx';
import { LoadingOf } from './seats-loading.tsx';
import type { Event } from '../../api/queries.ts';
import './seats-page.css';

/** What is told of an event besides its places: its times, and whether it is still on. */
const REFRESH_MS = 30_000;

export function Component(): ReactNode {
  const { api } = useApp();
  const eventId = Number(useParams()['eventId']);
  const event = useQuery({ ...eventQuery(api, eventId), refetchInterval: REFRESH_MS });
  const version = event.data?.seatingPlan?.version;
  const map = useQuery({ ...mapQuery(api, eventId, version), enabled: version !== undefined });
  // In slices, while the page keeps answering: a large hall is a lot at once for a phone.
  const shown = useDeferredValue(map.data);
  const failed = event.data === undefined ? event : map;
  if (failed.isError && failed.data === undefined) {
    return <BrokenPage error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (event.data === undefined) return <PageSkeleton />;
  if (version !== undefined && shown === undefined) return <LoadingOf event={event.data} />;
  return (
    <LiveContext value={liveOf(api)}>
      <SeatsOf event={event.data}>
        <Picker event={event.data} map={shown} />
      </SeatsOf>
    </LiveContext>
  );
}

/** The picker while the sale is on, and what to wait for otherwise. Whoever holds something may go on. */
function SeatsOf(props: { readonly event: Event; readonly children: ReactNode }): ReactNode {
  const { event, children } = props;
  const t = useTranslations();
  const { name } = useEventText(event);
  const sale = saleOf(event, useNow());
  const holds = useHolds().some(({ eventId }) => eventId === event.id);
  const gate = useGate(event.id);
  if (!holds && gate.state === 'loading') return <LoadingOf event={event} />;
  if (!holds && gate.state === 'room') return <Navigate replace to={paths.queue(event.id)} />;
  if (!holds && gate.state === 'over') return <AdmissionOver eventId={event.id} />;
  // Sold out is not the end: what others hold may come back, and the picker says so.
  if (sale.kind === 'on_sale' || sale.kind === 'sold_out' || holds) return children;
  return (
    <div className="page">
      <title>{`${name} · ${t('site.name')}`}</title>
      <Notice
        level="h1"
        size="large"
        title={t(`status.${sale.kind}`)}
        actions={<ButtonLink to={paths.event(event.id)}>{t('seats.backToEvent')}</ButtonLink>}
      >
        <p>{name}</p>
        {sale.kind === 'upcoming' && (
          <p className="seats-opening">
            <CountdownClock untilMs={sale.opensAtMs} />
          </p>
        )}
      </Notice>
    </div>
  );
}
