/** An event whose sale opens soon: when, in the visitor's own time, and how long until then. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { EventArt } from '../../art/event-art.tsx';
import { useEventText } from '../../event/event-text.ts';
import { useFormats } from '../../language/use-formats.ts';
import { useVisitorZone } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { CountdownClock } from '../../ui/countdown.tsx';

type OpeningCardProps = { readonly event: Event; readonly opensAtMs: number };

export function OpeningCard({ event, opensAtMs }: OpeningCardProps): ReactNode {
  const t = useTranslations('home');
  const { date } = useFormats();
  const { name, venue } = useEventText(event);
  const zone = useVisitorZone() ?? event.timeZone;
  return (
    <li className="opening-card">
      <div className="opening-card-art">
        <EventArt eventId={event.id} genre={event.genre} place="opening" />
      </div>
      <div className="opening-card-text">
        <h3>
          <Link to={paths.event(event.id)}>{name}</Link>
        </h3>
        <p className="event-card-facts">{venue}</p>
        <p className="opening-card-date">{t('opens', { date: date(opensAtMs, 'short', zone) })}</p>
        <p className="opening-card-clock">
          <CountdownClock untilMs={opensAtMs} />
        </p>
      </div>
    </li>
  );
}
