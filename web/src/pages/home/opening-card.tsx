/** An event whose sale opens soon: when, in the visitor's own time, how long until then, and a reminder. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { Poster } from '../../art/poster.tsx';
import { OpeningTime } from '../../discover/opening-time.tsx';
import { useEventText } from '../../event/event-text.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CountdownClock } from '../../ui/countdown.tsx';

type OpeningCardProps = { readonly event: Event; readonly opensAtMs: number };

export function OpeningCard({ event, opensAtMs }: OpeningCardProps): ReactNode {
  const t = useTranslations('discover');
  const { name, venue } = useEventText(event);
  return (
    <li className="opening-card">
      <div className="opening-card-art">
        <Poster event={event} place="opening" shape="fill" />
      </div>
      <div className="opening-card-text">
        <h3>
          <Link to={paths.event(event.id)}>{name}</Link>
        </h3>
        <p className="event-card-facts">{venue}</p>
        <OpeningTime opensAtMs={opensAtMs} timeZone={event.timeZone} />
        <p className="opening-card-clock">
          <CountdownClock untilMs={opensAtMs} />
        </p>
        <p className="opening-card-action">
          <ButtonLink
            to={paths.reminder(event.id)}
            size="small"
            aria-label={t('remindEvent', { name })}
          >
            {t('remind')}
          </ButtonLink>
        </p>
      </div>
    </li>
  );
}
