/** How long until a moment, in the parts that a clock face shows. */

export type Countdown = {
  readonly days: number;
  /** `07:05:09`; `05:09` below an hour. */
  readonly clock: string;
  readonly isOver: boolean;
  /** For `<time datetime>`: an ISO-8601 duration. */
  readonly duration: string;
};

/** A part of a second counts as a whole one: zero is shown when it is over, not before. */
export function countdownTo(targetMs: number, nowMs: number): Countdown {
  const seconds = Math.max(0, Math.ceil((targetMs - nowMs) / 1_000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3_600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const parts = seconds < 3_600 ? [minutes, seconds % 60] : [hours, minutes, seconds % 60];
  return {
    days,
    clock: parts.map((part) => String(part).padStart(2, '0')).join(':'),
    isOver: seconds === 0,
    duration: `P${days}DT${hours}H${minutes}M${seconds % 60}S`,
  };
}
