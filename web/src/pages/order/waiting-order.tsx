/** The bank has not said yet: what that means, and that nothing has to be done. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useNow } from '../../main/app-services.ts';
import type { Order } from '../../purchase/queries.ts';
import { OrderLines } from './order-lines.tsx';

/** After so long it is worth saying that it takes longer than usual. */
const LONG_MS = 20_000;

export function WaitingOrder({
  order,
  event,
}: {
  readonly order: Order;
  readonly event: Event;
}): ReactNode {
  const t = useTranslations('order');
  const since = order.payments.at(-1)?.createdAt ?? order.createdAt;
  const isLong = useNow() - Date.parse(since) > LONG_MS;
  return (
    <>
      <div className="order-head" role="status">
        <span className="order-mark order-mark-waiting" />
        <h1>{t(`title.${order.status}`)}</h1>
        <p>{t(order.status === 'paid' ? 'paidText' : 'waitingText')}</p>
        <p>{t('waitingHeld')}</p>
        {isLong && <p>{t('waitingLong')}</p>}
      </div>
      <OrderLines order={order} event={event} />
    </>
  );
}
