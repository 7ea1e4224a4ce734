/**
 * What search and home need to know of many events at once: which are wanted, and which have places left.
 * Measured by a worker twice a minute; what a page shows of one event is read from what its process knows.
 */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { measurePlaces, measureTaken } from './sql/measure-demand.ts';

export type DemandDeps = { readonly db: Db; readonly clock: Pick<Clock, 'nowMs'> };

const LATELY_MS = 24 * 3_600_000;
/** Beyond so many bookings in a day it is the latest of them that count. */
const BOOKINGS_MAX = 500_000;
const PLACES_EVERY_MS = 25_000;
const EVENTS_MAX = 200;

export async function measureDemand({ db, clock }: DemandDeps): Promise<void> {
  const sinceMs = clock.nowMs() - LATELY_MS;
  await db.query(measureTaken, [leastIdAt(sinceMs), sinceMs, BOOKINGS_MAX]);
}

/** One bounded step. `more`: there may be others that are due. */
export async function measurePlacesLeft({ db, clock }: DemandDeps): Promise<'more' | 'rest'> {
  const nowMs = clock.nowMs();
  const measured = await db.query(measurePlaces, [nowMs - PLACES_EVERY_MS, nowMs, EVENTS_MAX]);
  return measured.length === EVENTS_MAX ? 'more' : 'rest';
}

/** No UUIDv7 of that moment or later is before it. */
function leastIdAt(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
