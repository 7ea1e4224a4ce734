/** An event in my tickets: how long until it begins, its tickets, their orders. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { EventArt } from '../../art/event-art.tsx';
import { EventTime } from '../../event/event-time.tsx';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { countdownTo } from '../../lib/countdown.ts';
import { useNow } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import type { Ticket } from '../../purchase/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { CountdownClock } from '../../ui/countdown.tsx';
import type { TicketGroup } from './group-tickets.ts';

type GroupProps = { readonly group: TicketGroup; readonly isPast: boolean };

export function Group({ group, isPast }: GroupProps): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { event, eventId, tickets } = group;
  const venue = translated(event.venue, language);
  const orders = [
    ...new Set(tickets.flatMap((one) => (one.received === true ? [] : (one.orderId ?? [])))),
  ];
  const isOff = event.status === 'cancelled' || event.status === 'postponed';
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
        {isOff && (
          <Badge tone={event.status === 'cancelled' ? 'danger' : 'warning'}>
            {t(`status.${event.status === 'cancelled' ? 'cancelled' : 'postponed'}`)}
          </Badge>
        )}
        {!isPast && !isOff && <ToGo startsAt={event.startsAt} />}
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

/** Days from afar, a clock on the last one. */
function ToGo({ startsAt }: { readonly startsAt: string }): ReactNode {
  const t = useTranslations('ticketState');
  const startsAtMs = Date.parse(startsAt);
  const { days, isOver } = countdownTo(startsAtMs, useNow());
  if (isOver) return <Badge tone="accent">{t('begun')}</Badge>;
  if (days > 0) return <Badge tone="accent">{t('toGo', { days })}</Badge>;
  return (
    <Badge tone="accent">
      {t('startsIn')} <CountdownClock untilMs={startsAtMs} />
    </Badge>
  );
}

function TicketRow({ ticket }: { readonly ticket: Ticket }): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { id, eventId, label, admission, of, status, attendee, offer } = ticket;
  const isRevoked = status === 'revoked';
  const about = isRevoked
    ? t('ticket.revokedTitle')
    : offer !== undefined
      ? t('ticketState.offeredTitle')
      : t('order.admission', { admission, of });
  return (
    <li>
      <Link to={paths.ticket(eventId, id)} className="stub" data-revoked={isRevoked || undefined}>
        <span>
          <strong>{translated(label, language)}</strong>
          <span>{attendee === undefined ? about : `${attendee} · ${about}`}</span>
        </span>
        <span className="stub-go">{t('order.showTicket')}</span>
      </Link>
    </li>
  );
}
