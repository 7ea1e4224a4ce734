/** An event as a poster with its title. The whole card is the link. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { EventArt } from '../../art/event-art.tsx';
import { useEventText } from '../../event/event-text.ts';
import { EventTime } from '../../event/event-time.tsx';
import { isNearlySoldOut } from '../../event/sale.ts';
import { StatusBadge } from '../../event/status-badge.tsx';
import { paths } from '../../paths.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Listed } from './home-page.tsx';
import { PriceFrom } from './price-from.tsx';

export function EventCard({ event, sale }: Listed): ReactNode {
  const t = useTranslations();
  const { name, venue } = useEventText(event);
  const isOpen = sale.kind === 'on_sale';
  return (
    <li className="event-card" data-over={!isOpen || undefined}>
      <div className="event-card-art">
        <EventArt eventId={event.id} genre={event.genre} place="card" />
        <p className="event-card-badge">
          {!isOpen && <StatusBadge kind={sale.kind} />}
          {isOpen && isNearlySoldOut(event) && (
            <Badge tone="warning">{t('event.fewLeft', { count: event.available })}</Badge>
          )}
        </p>
      </div>
      <p className="event-card-genre">{t(`genre.${event.genre ?? 'other'}`)}</p>
      <h3>
        <Link to={paths.event(event.id)}>{name}</Link>
      </h3>
      <p className="event-card-facts">
        <EventTime instant={event.startsAt} timeZone={event.timeZone} />
        {venue !== '' && <span>{venue}</span>}
      </p>
      {isOpen && <PriceFrom event={event} />}
    </li>
  );
}
