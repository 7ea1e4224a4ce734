/**
 * An order: what is bought, what is still being waited for, what was given back. It asks the server
 * until the order rests, ever more seldom; a reload or a second tab shows the same.
 */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { eventQuery } from '../../api/queries.ts';
import { useApp } from '../../main/app-services.ts';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { isElsewhere, OrderElsewhere } from '../../purchase/order-elsewhere.tsx';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { type Order, orderQuery } from '../../purchase/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import type { Event } from '../../api/queries.ts';
import { CompleteOrder } from './complete-order.tsx';
import { EndedOrder } from './ended-order.tsx';
import { OpenOrder } from './open-order.tsx';
import { WaitingOrder } from './waiting-order.tsx';
import './order-page.css';

const ASK_MIN_MS = 600;
const ASK_MAX_MS = 5_000;

/** Whether something is still to come by itself. */
function isMoving(order: Order): boolean {
  const { status, tickets, lines, paidMinor, refundedMinor } = order;
  // Somebody of the waiting list may take it over at any moment.
  if (order.return !== undefined) return true;
  if (status === 'complete') return tickets < lines.length;
  if (status === 'ended') return refundedMinor < paidMinor;
  return status !== 'open';
}

export function Component(): ReactNode {
  const { api } = useApp();
  const { eventId: eventText, orderId = '' } = useParams();
  const eventId = Number(eventText);
  const event = useQuery(eventQuery(api, eventId));
  const order = useQuery({
    ...orderQuery(api, eventId, orderId),
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) =>
      state.data !== undefined && isMoving(state.data)
        ? Math.min(ASK_MAX_MS, ASK_MIN_MS * 1.25 ** Math.min(20, state.dataUpdateCount))
        : false,
  });
  const failed = [order, event].find((one) => one.isError && one.data === undefined);
  if (failed !== undefined) {
    if (isElsewhere(failed.error)) return <OrderElsewhere />;
    return <BrokenPage error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (order.data === undefined || event.data === undefined) return <LoadingPage />;
  return <OrderView order={order.data} event={event.data} />;
}

function OrderView({ order, event }: { readonly order: Order; readonly event: Event }): ReactNode {
  const t = useTranslations();
  const { name } = useEventText(event);
  const { status } = order;
  return (
    <div className="page order">
      <title>{`${t(`order.title.${status}`)} · ${name} · ${t('site.name')}`}</title>
      <OfflineBanner />
      {status === 'open' && <OpenOrder order={order} />}
      {(status === 'paying' || status === 'paid') && <WaitingOrder order={order} event={event} />}
      {status === 'complete' && <CompleteOrder order={order} event={event} />}
      {(status === 'ending' || status === 'ended') && <EndedOrder order={order} event={event} />}
    </div>
  );
}
