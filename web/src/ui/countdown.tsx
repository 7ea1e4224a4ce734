/**
 * How long until a moment, by the server's time. Sighted people see it tick; screen readers are told
 * the moment itself where it is shown, not every second of the way.
 */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { countdownTo } from '../lib/countdown.ts';
import { useNow } from '../main/app-services.ts';

export function CountdownClock({ untilMs }: { readonly untilMs: number }): ReactNode {
  const t = useTranslations('countdown');
  const { days, clock, duration, isOver } = countdownTo(untilMs, useNow());
  if (isOver) return <span>{t('now')}</span>;
  return (
    <time dateTime={duration} role="timer" className="countdown">
      {days > 0 && <span className="countdown-days">{t('days', { days })} </span>}
      {clock}
    </time>
  );
}
