/** The times of a show's date, relative to today in the zone of its house. */
import { formatLocal, parseLocal } from '../../lib/time.ts';
import { DAY_MS, type DemoShow } from '../show.ts';

/** Far enough for any day of the week in any month. */
const DAYS_MAX = 400;

/** When it starts: the first day that fits, after `afterMs` if that is given. */
export function startOf(
  date: DemoShow['date'],
  timeZone: string,
  nowMs: number,
  afterMs: number = Number.NEGATIVE_INFINITY,
): number {
  const midnightMs = Date.parse(`${formatLocal(nowMs, timeZone).slice(0, 10)}T00:00:00Z`);
  for (let days = date.inDays; days < date.inDays + DAYS_MAX; days++) {
    const day = new Date(midnightMs + days * DAY_MS);
    if (date.weekdays?.includes(day.getUTCDay()) === false) continue;
    if (date.months?.includes(day.getUTCMonth() + 1) === false) continue;
    const local = `${day.toISOString().slice(0, 10)}T${date.at}:00`;
    const startsAtMs = parseLocal(local, timeZone);
    if (startsAtMs !== undefined && startsAtMs > afterMs) return startsAtMs;
  }
  throw new RangeError('no day fits this show');
}

/** Until when tickets can be given back. */
export const refundableUntil = (show: DemoShow, startsAtMs: number): number | undefined =>
  show.refundableDays === undefined ? undefined : startsAtMs - show.refundableDays * DAY_MS;

export type LatestDate = {
  readonly startsAtMs: number;
  readonly saleOpensAtMs: number;
  readonly isCancelled: boolean;
};

/** An ended show stays on the page for so long. */
const MEMORY_MS = 14 * DAY_MS;

/**
 * Whether a show needs another date, because its latest one no longer shows what it is there for. A
 * sale that was to open soon has opened a day ago, a show on sale is tomorrow or was cancelled by
 * somebody who tried that out.
 */
export function needsAnother(
  show: Pick<DemoShow, 'stage' | 'openedMs'>,
  latest: LatestDate | undefined,
  nowMs: number,
): boolean {
  if (latest === undefined) return true;
  const { startsAtMs, saleOpensAtMs, isCancelled } = latest;
  if (show.stage === 'ended') return startsAtMs < nowMs - MEMORY_MS;
  if (show.stage !== 'selling') return startsAtMs < nowMs;
  if (isCancelled || startsAtMs < nowMs + DAY_MS) return true;
  return show.openedMs < 0 && saleOpensAtMs < nowMs - DAY_MS;
}
