/** Bought: the tickets and what can be done with each, what was paid, and giving it back while that is allowed. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { featuresQuery } from '../../api/features.ts';
import type { Event } from '../../api/queries.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { type Order, ticketsQuery } from '../../purchase/queries.ts';
import { useSession } from '../../session/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AttendeeEditor } from './attendee-editor.tsx';
import { ReturnOrder } from '../../waitlist/return-order.tsx';
import { CancelOrder } from './cancel-order.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderPapers } from './order-papers.tsx';
import { OrderTickets } from './order-tickets.tsx';

type CompleteOrderProps = { readonly order: Order; readonly event: Event };

export function CompleteOrder({ order, event }: CompleteOrderProps): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const { isAccount } = useSession();
  const { pathname } = useLocation();
  const { data: features } = useQuery(featuresQuery(api));
  const given = order.lines.filter((line) => line.given === true).length;
  const own = order.lines.length - given;
  const { data: tickets = [] } = useQuery({
    ...ticketsQuery(api, order.reservationId),
    enabled: order.tickets > 0,
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) < own ? 1_000 : false),
  });
  return (
    <>
      <div className="order-head" role="status">
        <span className="order-mark order-mark-done">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M5 12.5l4.5 4.5L19 7.5" />
          </svg>
        </span>
        <h1>{t('order.title.complete')}</h1>
        {own > 0 && <p>{t('order.completeText', { count: own })}</p>}
      </div>
      <OrderTickets tickets={tickets} isNone={own === 0} canGive={order.return === undefined} />
      {given > 0 && (
        <Notice title={t('transfer.given')}>
          <p>{t('transfer.givenText', { count: given })}</p>
        </Notice>
      )}
      <OrderLines order={order} event={event} />
      <AttendeeEditor order={order} event={event} />
      <OrderPapers order={order} />
      {!isAccount && (
        <Notice
          title={t('order.guestTitle')}
          actions={<ButtonLink to={paths.signUp(pathname)}>{t('order.signUp')}</ButtonLink>}
        >
          <p>{t(features?.mail === false ? 'order.guestText' : 'guestElsewhere.mailed')}</p>
        </Notice>
      )}
      <div className="order-actions">
        <ButtonLink to={paths.tickets()}>{t('order.allTickets')}</ButtonLink>
        {given === 0 && <CancelOrder order={order} event={event} />}
        {given === 0 && <ReturnOrder order={order} event={event} />}
      </div>
    </>
  );
}
