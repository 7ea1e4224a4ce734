/** My tickets: what is to come, what is under way, what has been. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { EventArt } from '../../art/event-art.tsx';
import { EventTime } from '../../event/event-time.tsx';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp, useNow } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { ordersQuery, type Ticket, ticketsQuery } from '../../purchase/queries.ts';
import { useSession } from '../../session/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { byEvent, isUnderWay, type TicketGroup } from './group-tickets.ts';
import { OrderRow } from './order-row.tsx';
import '../../purchase/stub.css';
import './tickets.css';

const REFRESH_MS = 4_000;

export function Component(): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const { session, isAccount } = useSession();
  const { pathname } = useLocation();
  const nowMs = useNow();
  const tickets = useQuery({ ...ticketsQuery(api), refetchOnMount: 'always' });
  const orders = useQuery({
    ...ordersQuery(api),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? REFRESH_MS : false),
  });
  const failed = [tickets, orders].find((one) => one.isError && one.data === undefined);
  if (failed !== undefined) {
    return <BrokenPage error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (tickets.data === undefined || orders.data === undefined) return <LoadingPage />;
  const { upcoming, past } = byEvent(tickets.data, nowMs);
  const underWay = orders.data.filter(isUnderWay);
  const refunded = orders.data.filter(
    ({ status, paidMinor }) => status === 'ended' && paidMinor > 0,
  );
  const isEmpty = tickets.data.length + underWay.length + refunded.length === 0;
  return (
    <div className="page tickets">
      <title>{`${t('site.tickets')} · ${t('site.name')}`}</title>
      <OfflineBanner />
      <h1>{t('site.tickets')}</h1>
      {!isAccount && session !== undefined && (
        <Notice
          title={t('tickets.guestTitle')}
          actions={
            <>
              <ButtonLink to={paths.signIn(pathname)}>{t('site.signIn')}</ButtonLink>
              <ButtonLink look="quiet" to={paths.signUp(pathname)}>
                {t('account.signUp')}
              </ButtonLink>
            </>
          }
        >
          <p>{t('tickets.guestText')}</p>
        </Notice>
      )}
      {isEmpty && (
        <div className="tickets-empty">
          <EmptyTicket />
          <h2>{t('tickets.emptyTitle')}</h2>
          <p>{t('tickets.emptyText')}</p>
          <ButtonLink look="primary" to={paths.home()}>
            {t('tickets.toEvents')}
          </ButtonLink>
        </div>
      )}
      {underWay.length > 0 && (
        <section>
          <h2>{t('tickets.underWay')}</h2>
          <ul className="tickets-list">
            {underWay.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </ul>
        </section>
      )}
      <Groups title={t('tickets.upcoming')} groups={upcoming} />
      <Groups title={t('tickets.past')} groups={past} />
      {refunded.length > 0 && (
        <section>
          <h2>{t('tickets.refunded')}</h2>
          <ul className="tickets-list">
            {refunded.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Groups(props: {
  readonly title: string;
  readonly groups: readonly TicketGroup[];
}): ReactNode {
  if (props.groups.length === 0) return null;
  return (
    <section>
      <h2>{props.title}</h2>
      <ul className="ticket-groups">
        {props.groups.map((group) => (
          <Group key={group.eventId} group={group} />
        ))}
      </ul>
    </section>
  );
}

function Group({ group }: { readonly group: TicketGroup }): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { event, eventId, tickets } = group;
  const venue = translated(event.venue, language);
  const orders = [...new Set(tickets.flatMap(({ orderId }) => orderId ?? []))];
  return (
    <li className="ticket-group">
      <div className="ticket-group-art">
        <EventArt eventId={eventId} genre={undefined} place="poster" />
      </div>
      <div className="ticket-group-body">
        <h3>
          <Link to={paths.event(eventId)}>
            {translated(event.translations, language, event.name)}
          </Link>
        </h3>
        <p>
          <EventTime instant={event.startsAt} timeZone={event.timeZone} style="full" />
          {venue !== '' && <span> · {venue}</span>}
        </p>
        {(event.status === 'cancelled' || event.status === 'postponed') && (
          <Badge tone={event.status === 'cancelled' ? 'danger' : 'warning'}>
            {t(`status.${event.status}`)}
          </Badge>
        )}
        <ul className="tickets-list">
          {tickets.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} />
          ))}
        </ul>
        {orders.map((orderId) => (
          <Link key={orderId} to={paths.order(eventId, orderId)} className="ticket-group-order">
            {t('tickets.order', { number: orderId.slice(-8).toUpperCase() })}
          </Link>
        ))}
      </div>
    </li>
  );
}

function TicketRow({ ticket }: { readonly ticket: Ticket }): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { id, eventId, label, admission, of, status } = ticket;
  const isRevoked = status === 'revoked';
  return (
    <li>
      <Link to={paths.ticket(eventId, id)} className="stub" data-revoked={isRevoked || undefined}>
        <span>
          <strong>{translated(label, language)}</strong>
          <span>
            {isRevoked ? t('ticket.revokedTitle') : t('order.admission', { admission, of })}
          </span>
        </span>
        <span className="stub-go">{t('order.showTicket')}</span>
      </Link>
    </li>
  );
}

const EmptyTicket = (): ReactNode => (
  <svg viewBox="0 0 120 80" aria-hidden="true">
    <path d="M10 18a8 8 0 0 1 8-8h84a8 8 0 0 1 8 8v12a10 10 0 0 0 0 20v12a8 8 0 0 1-8 8H18a8 8 0 0 1-8-8V50a10 10 0 0 0 0-20z" />
    <path d="M78 12v56" strokeDasharray="5 6" />
  </svg>
);
