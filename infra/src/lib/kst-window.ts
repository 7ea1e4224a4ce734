/**
 * Backup and maintenance windows. People here plan them in Korean time (UTC+9, no summer time), AWS
 * takes them in UTC: most nights in Seoul are the day before in UTC.
 */

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const offsetMinutes = 9 * 60;
const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/**
 * A daily window in UTC from two Korean times `HH:MM`: `kstWindow('03:00', '04:00')` is
 * `18:00-19:00`. A window may pass midnight. Throws for times that do not exist or are the same.
 */
export function kstWindow(from: string, to: string): string {
  const [start, end] = windowOf(from, to);
  return `${timeOf(start)}-${timeOf(end)}`;
}

/**
 * A weekly window in UTC, whose day is that of its Korean start:
 * `kstWeeklyWindow('mon', '04:00', '05:00')` is `sun:19:00-sun:20:00`.
 */
export function kstWeeklyWindow(day: Weekday, from: string, to: string): string {
  const [start, end] = windowOf(from, to);
  const dayStart = weekdays.indexOf(day) * dayMinutes;
  return `${dayAndTimeOf(dayStart + start)}-${dayAndTimeOf(dayStart + end)}`;
}

/** Start and end in UTC, in minutes since the Korean day's start; the end is after the start. */
function windowOf(from: string, to: string): readonly [start: number, end: number] {
  const start = minutesOf(from);
  const end = minutesOf(to);
  if (start === end) throw new RangeError(`A window from ${from} to ${to} has no length.`);
  const passesMidnight = end < start ? dayMinutes : 0;
  return [start - offsetMinutes, end + passesMidnight - offsetMinutes];
}

function minutesOf(text: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) {
    throw new RangeError(`"${text}" is no time of a day (HH:MM).`);
  }
  return Number(hours) * 60 + Number(minutes);
}

const timeOf = (minutes: number): string => {
  const ofDay = modulo(minutes, dayMinutes);
  return `${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}`;
};

const dayAndTimeOf = (minutes: number): string => {
  const day = weekdays[Math.floor(modulo(minutes, weekMinutes) / dayMinutes)] ?? '';
  return `${day}:${timeOf(minutes)}`;
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');
/** Never negative, unlike `%`. */
const modulo = (number: number, by: number): number => ((number % by) + by) % by;
