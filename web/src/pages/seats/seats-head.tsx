/** What stands above the map: the way back, the event, and what is chosen with. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { EventTime } from '../../event/event-time.tsx';
import { useEventText } from '../../event/event-text.ts';
import { paths } from '../../paths.ts';

type SeatsHeadProps = {
  readonly event: Event;
  readonly clock?: ReactNode;
  readonly children: ReactNode;
};

export function SeatsHead({ event, clock, children }: SeatsHeadProps): ReactNode {
  const t = useTranslations();
  const { name } = useEventText(event);
  return (
    <>
      <title>{`${t('seats.title')} · ${name} · ${t('site.name')}`}</title>
      <header className="seats-head">
        <Link to={paths.event(event.id)} className="seats-back" aria-label={t('seats.backToEvent')}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M15 5l-7 7 7 7" />
          </svg>
        </Link>
        <div>
          <h1>
            <span className="unseen">{t('seats.title')}: </span>
            {name}
          </h1>
          <p>
            <EventTime instant={event.startsAt} timeZone={event.timeZone} />
          </p>
        </div>
        {clock}
        <div className="seats-tools">{children}</div>
      </header>
    </>
  );
}
