/** Days of a calendar as texts (`2030-05-17`), and when they begin in a time zone. Pure. */

/** `2030-05-17` */
export type DayText = string;

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether it is a day of the calendar: the 30th of February is none. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const atUtc = (day: DayText): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (ms: number): DayText => new Date(ms).toISOString().slice(0, 10);

export const shiftDay = (day: DayText, days: number): DayText => textOf(atUtc(day) + days * DAY_MS);

/** 0 is Sunday. */
export const weekdayOf = (day: DayText): number => new Date(atUtc(day)).getUTCDay();

/** How far the clocks of a zone are ahead of UTC at a moment, in ms. */
function aheadMs(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(ms);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '00';
  const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  const shown = Date.parse(`${day}T${part('hour')}:${part('minute')}:${part('second')}Z`);
  return shown - Math.floor(ms / 1_000) * 1_000;
}

export const today = (nowMs: number, timeZone: string): DayText =>
  textOf(nowMs + aheadMs(nowMs, timeZone));

/** When a day begins there: its midnight, by the offset that holds then. */
export function dayStart(day: DayText, timeZone: string): number {
  const guess = atUtc(day) - aheadMs(atUtc(day), timeZone);
  return atUtc(day) - aheadMs(guess, timeZone);
}
