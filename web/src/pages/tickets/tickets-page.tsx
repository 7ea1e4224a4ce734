/** My tickets: what is to come, what is under way, what has been. Opens without a network. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { useApp, useNow } from '../../main/app-services.ts';
import { InstallHint } from '../../offline/install-hint.tsx';
import { KeptNote } from '../../offline/kept-note.tsx';
import { useMyTickets } from '../../offline/use-tickets.ts';
import { paths } from '../../paths.ts';
import { LoadingPage, BrokenPage } from '../../purchase/page-states.tsx';
import { type Order, ordersQuery, type Ticket } from '../../purchase/queries.ts';
import { useOnline } from '../../purchase/use-online.ts';
import { PushSwitch } from '../../push/push-switch.tsx';
import { useSession } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { byEvent, isUnderWay, type TicketGroup } from './group-tickets.ts';
import { OrderRow } from './order-row.tsx';
import { Group } from './ticket-group.tsx';
import '../../purchase/stub.css';
import './tickets.css';

const REFRESH_MS = 4_000;

export function Component(): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const isOnline = useOnline();
  const mine = useMyTickets();
  const orders = useQuery({
    ...ordersQuery(api),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? REFRESH_MS : false),
  });
  const { tickets, error, retry } = mine;
  if (tickets === undefined) {
    if (error !== null && isOnline) return <BrokenPage error={error} onRetry={retry} />;
    return error === null && isOnline ? <LoadingPage /> : <NothingKept onRetry={retry} />;
  }
  return (
    <div className="page tickets">
      <title>{`${t('site.tickets')} · ${t('site.name')}`}</title>
      <h1>{t('site.tickets')}</h1>
      {(tickets.length > 0 || !isOnline) && <KeptNote {...mine} />}
      <AsGuest />
      <Lists tickets={tickets} orders={orders.data ?? []} isKnown={orders.data !== undefined} />
      {tickets.length > 0 && <InstallHint />}
      {tickets.length > 0 && isOnline && <PushSwitch />}
    </div>
  );
}

type ListsProps = {
  readonly tickets: readonly Ticket[];
  readonly orders: readonly Order[];
  /** The orders have been read. */
  readonly isKnown: boolean;
};

function Lists({ tickets, orders, isKnown }: ListsProps): ReactNode {
  const t = useTranslations('tickets');
  const { upcoming, past } = byEvent(tickets, useNow());
  const underWay = orders.filter(isUnderWay);
  const refunded = orders.filter(({ status, paidMinor }) => status === 'ended' && paidMinor > 0);
  const isEmpty = tickets.length + underWay.length + refunded.length === 0;
  return (
    <>
      {isEmpty && isKnown && <NoTickets />}
      <Orders title={t('underWay')} orders={underWay} />
      <Groups title={t('upcoming')} groups={upcoming} />
      <Groups title={t('past')} groups={past} isPast />
      <Orders title={t('refunded')} orders={refunded} />
    </>
  );
}

/** Offline, and nothing is kept here. */
function NothingKept({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  const t = useTranslations();
  return (
    <div className="page">
      <title>{`${t('site.tickets')} · ${t('site.name')}`}</title>
      <Notice
        level="h1"
        size="large"
        title={t('offline.nothing')}
        actions={
          <Button look="primary" onClick={onRetry}>
            {t('site.retry')}
          </Button>
        }
      >
        <p>{t('offline.nothingText')}</p>
      </Notice>
    </div>
  );
}

function AsGuest(): ReactNode {
  const t = useTranslations();
  const { session, isAccount } = useSession();
  const { pathname } = useLocation();
  if (isAccount || !session) return null;
  return (
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
  );
}

function Groups(props: {
  readonly title: string;
  readonly groups: readonly TicketGroup[];
  readonly isPast?: boolean;
}): ReactNode {
  if (props.groups.length === 0) return null;
  return (
    <section>
      <h2>{props.title}</h2>
      <ul className="ticket-groups">
        {props.groups.map((group) => (
          <Group key={group.eventId} group={group} isPast={props.isPast ?? false} />
        ))}
      </ul>
    </section>
  );
}

function Orders(props: { readonly title: string; readonly orders: readonly Order[] }): ReactNode {
  if (props.orders.length === 0) return null;
  return (
    <section>
      <h2>{props.title}</h2>
      <ul className="tickets-list">
        {props.orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
    </section>
  );
}

function NoTickets(): ReactNode {
  const t = useTranslations('tickets');
  return (
    <div className="tickets-empty">
      <svg viewBox="0 0 120 80" aria-hidden="true">
        <path d="M10 18a8 8 0 0 1 8-8h84a8 8 0 0 1 8 8v12a10 10 0 0 0 0 20v12a8 8 0 0 1-8 8H18a8 8 0 0 1-8-8V50a10 10 0 0 0 0-20z" />
        <path d="M78 12v56" strokeDasharray="5 6" />
      </svg>
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
      <ButtonLink look="primary" to={paths.home()}>
        {t('toEvents')}
      </ButtonLink>
    </div>
  );
}
