/** The waiting room: where one stands, what can be done, and what one should know while waiting. */
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { EventArt } from '../../art/event-art.tsx';
import { EventTime } from '../../event/event-time.tsx';
import { useEventText } from '../../event/event-text.ts';
import { paths } from '../../paths.ts';
import { useRoom } from '../../queue/use-room.ts';
import { useAlerts } from '../../queue/use-alerts.ts';
import { AlertsBox } from './alerts-box.tsx';
import { HowBox } from './how-box.tsx';
import { LeaveLine } from './leave-line.tsx';
import { NoScript } from './no-script.tsx';
import { Notices } from './notices.tsx';
import { StageCard } from './stage-card.tsx';
import { StockList } from './stock-list.tsx';
import { useAnnouncements } from './use-announcements.ts';

export function Room({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations();
  const { name } = useEventText(event);
  const alerts = useAlerts();
  const room = useRoom(event.id, alerts.isWanted);
  const { status, standing, mine } = room;
  const { stage, ahead } = standing;
  useAnnouncements(standing, mine !== undefined);
  const { tell } = alerts;
  const isIn = stage === 'in';
  const isKnown = mine !== undefined;
  useEffect(
    () => tell(isKnown, isIn, t('queue.turn.title'), `${name}. ${t('queue.alerts.body')}`),
    [tell, isKnown, isIn, name, t],
  );
  const sign = isIn
    ? `● ${t('queue.turn.title')}`
    : stage === 'line' && ahead !== undefined && standing.hasPlace
      ? t('queue.line.aheadSaid', { count: ahead })
      : t('queue.title');
  const showsStock = stage !== 'free' && stage !== 'ended' && stage !== 'closed';
  return (
    <div className="queue">
      <title>{`${sign} · ${name} · ${t('site.name')}`}</title>
      <meta name="robots" content="noindex" />
      <header className="queue-head">
        <div className="queue-art">
          <EventArt eventId={event.id} genre={event.genre} place="poster" />
        </div>
        <div>
          <Link to={paths.event(event.id)} className="way-back">
            {t('queue.back')}
          </Link>
          <h1>
            <span className="unseen">{t('queue.title')}: </span>
            {name}
          </h1>
          <p>
            <EventTime instant={event.startsAt} timeZone={event.timeZone} />
          </p>
        </div>
      </header>
      <div className="queue-main">
        <Notices room={room} />
        <StageCard event={event} room={room} />
        <NoScript eventId={event.id} access={status.access} />
      </div>
      <aside className="queue-side" aria-label={t('queue.how.title')}>
        {showsStock && <StockList event={event} status={status} />}
        {standing.hasPlace && !isIn && stage !== 'ended' && stage !== 'free' && (
          <AlertsBox alerts={alerts} />
        )}
        {stage !== 'free' && <HowBox eventId={event.id} status={status} />}
        {standing.hasPlace && stage !== 'ended' && <LeaveLine eventId={event.id} stage={stage} />}
      </aside>
    </div>
  );
}
