/** An event as a poster with its title. The whole card is the link. */
import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../api/queries.ts';
import { Poster } from '../art/poster.tsx';
import { useEventText } from '../event/event-text.ts';
import { EventTime } from '../event/event-time.tsx';
import { isNearlySoldOut } from '../event/sale.ts';
import { StatusBadge } from '../event/status-badge.tsx';
import { useSale } from '../event/use-sale.ts';
import { paths } from '../paths.ts';
import { Badge } from '../ui/badge.tsx';
import { PriceFrom } from './price-from.tsx';
import './cards.css';

type EventCardProps = {
  readonly event: Event;
  /** Names the list: the same event may be in another one on the same page. */
  readonly list: string;
  /** Seen at once when the page opens. */
  readonly isFirst?: boolean;
};

/** One of many, in lists that look at the clock. */
export const EventCard = memo(function EventCard(props: EventCardProps): ReactNode {
  const { event, list, isFirst = false } = props;
  const t = useTranslations();
  const { name, venue } = useEventText(event);
  const sale = useSale(event);
  const isOpen = sale.kind === 'on_sale';
  return (
    <li className="event-card" data-over={!(isOpen || sale.kind === 'upcoming') || undefined}>
      <div className="event-card-art">
        <Poster event={event} place={list} isFirst={isFirst} />
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
});
