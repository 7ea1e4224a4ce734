/**
 * What is left of a hold, by the server's time. Sighted people see every second; screen readers are
 * told at two minutes and at thirty seconds, and everybody finds it in the title of the window.
 */
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { countdownTo } from '../lib/countdown.ts';
import { useNow } from '../main/app-services.ts';
import { useToasts } from '../ui/toasts.tsx';

/** When to speak, in seconds before the end. */
const WARNINGS = [120, 30] as const;

export type HoldLeft = {
  readonly clock: string;
  readonly seconds: number;
  readonly isOver: boolean;
  /** Calm, soon (two minutes), now (thirty seconds). */
  readonly urgency: 'calm' | 'soon' | 'now';
};

export function useHoldLeft(expiresAt: string | undefined): HoldLeft {
  const nowMs = useNow();
  const untilMs = expiresAt === undefined ? nowMs : Date.parse(expiresAt);
  const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1_000));
  const { clock, isOver } = countdownTo(untilMs, nowMs);
  const urgency = seconds <= WARNINGS[1] ? 'now' : seconds <= WARNINGS[0] ? 'soon' : 'calm';
  return { clock, seconds, isOver, urgency };
}

/** Speaks once per warning and hold; an extension lets it speak again. */
export function useHoldWarnings(left: HoldLeft, canExtend: boolean): void {
  const t = useTranslations('hold');
  const { say } = useToasts();
  const last = useRef(left.urgency);
  const { urgency, seconds, isOver } = left;
  useEffect(() => {
    if (last.current === urgency) return;
    last.current = urgency;
    if (urgency === 'calm' || isOver) return;
    const warning = urgency === 'now' ? t('warnSeconds', { seconds }) : t('warnMinutes');
    say(canExtend ? `${warning} ${t('canExtend')}` : warning);
  }, [urgency, seconds, isOver, canExtend, say, t]);
}

export function HoldClock({ left }: { readonly left: HoldLeft }): ReactNode {
  const t = useTranslations('hold');
  return (
    <span className="hold-clock" data-urgency={left.urgency}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="13" r="8" />
        <path d="M12 9v4l2.5 2.5M9.5 2.5h5" />
      </svg>
      <span className="unseen">{t('left')}</span>
      <time role="timer" dateTime={`PT${left.seconds}S`}>
        {left.clock}
      </time>
    </span>
  );
}
