/** A countdown in the server's time, and the moment itself in the event's time and in one's own. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useFormats } from '../../language/use-formats.ts';
import { countdownTo } from '../../lib/countdown.ts';
import { useNow, useVisitorZone } from '../../main/app-services.ts';

type OpeningProps = {
  readonly event: Event;
  readonly instant: string;
  readonly of: 'opens' | 'sale';
};

export function Opening({ event, instant, of }: OpeningProps): ReactNode {
  const t = useTranslations();
  const { date, zone } = useFormats();
  const visitorZone = useVisitorZone();
  const { days, clock, duration, isOver } = countdownTo(Date.parse(instant), useNow());
  const here = date(instant, 'full', event.timeZone);
  const yours = visitorZone === undefined ? here : date(instant, 'full', visitorZone);
  const named = `${here} (${zone(instant, event.timeZone)})`;
  return (
    <div className="queue-opening">
      <p className="queue-opening-label">{t(`queue.clock.${of}`)}</p>
      {isOver ? (
        <p className="queue-clock">{t('queue.clock.soon')}</p>
      ) : (
        <time className="queue-clock" dateTime={duration} role="timer">
          {days > 0 && <span>{t('countdown.days', { days })} </span>}
          {clock}
        </time>
      )}
      <p className="queue-moment" suppressHydrationWarning>
        {t(of === 'sale' ? 'queue.clock.saleAt' : 'queue.clock.opensAt', { date: named })}
      </p>
      {yours !== here && (
        <p className="queue-moment">{t('queue.clock.yourTime', { date: yours })}</p>
      )}
    </div>
  );
}
