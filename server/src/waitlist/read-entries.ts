/** Entries as their owners see them: where they stand, told without promises, and what is held for them. */
import type { WaitlistEntry } from '@onsale/contract/product-waitlist.ts';
import type { Queryable } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import type { WaitlistDeps } from './deps.ts';
import { type Entry, toEntry } from './entry.ts';
import { nextPollMs } from './model/next-poll.ts';
import { countAhead, countPassed, listMine, readMine } from './sql/entries.ts';
import { readHeld, type ShownOfferDbRow } from './sql/offers.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

/** The one that has not ended, else the last one. */
export async function findMine(
  db: Queryable,
  eventId: number,
  personId: string,
): Promise<Entry | undefined> {
  const [row] = await db.query(readMine, [eventId, personId]);
  return row && toEntry(row);
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Latest first. */
export async function listEntriesOf(
  db: Queryable,
  personId: string,
  limit: number,
  before?: string,
): Promise<{ readonly entries: readonly Entry[]; readonly more: boolean }> {
  const rows = await db.query(listMine, [personId, before ?? LAST, limit + 1]);
  return { entries: rows.slice(0, limit).map(toEntry), more: rows.length > limit };
}

type Shown = Pick<WaitlistDeps, 'db' | 'offerMs'>;

/** Each with its standing, asked for one by one: somebody waits for a handful of events. */
export async function presentEntries(
  deps: Shown,
  entries: readonly Entry[],
): Promise<WaitlistEntry[]> {
  if (entries.length === 0) return [];
  const held = await deps.db.query(readHeld, [
    plainArray(entries.map(({ eventId }) => eventId)),
    plainArray(entries.map(({ id }) => id)),
  ]);
  const offers = new Map(held.map((offer) => [offer.entryId, offer]));
  return Promise.all(entries.map((entry) => present(deps, entry, offers.get(entry.id))));
}

async function present(
  { db, offerMs }: Shown,
  entry: Entry,
  offer: ShownOfferDbRow | undefined,
): Promise<WaitlistEntry> {
  const { eventId, id, number, state, endReason, wish, email, joinedAtMs, endedAtMs } = entry;
  const { party, tiers, together, wheelchairs } = wish;
  const [ahead, passed] = await Promise.all([
    state === 'WAITING' ? db.query(countAhead, [eventId, number, party, tiers]) : [],
    db.query(countPassed, [eventId, number, id]),
  ]);
  const [standing] = ahead;
  const pollMs = nextPollMs({ state, rivals: standing?.rivals ?? 0, offerMs });
  return {
    id,
    eventId,
    status: ({ WAITING: 'waiting', OFFERED: 'offered', ENDED: 'ended' } as const)[state],
    ...(endReason !== null && { endReason }),
    party,
    ...(tiers !== null && { tiers: [...tiers] }),
    together,
    accessible: wheelchairs,
    ...(email !== null && { email }),
    joinedAt: instant(joinedAtMs),
    ...(endedAtMs !== null && { endedAt: instant(endedAtMs) }),
    ...(standing !== undefined && { ahead: { all: standing.all, rivals: standing.rivals } }),
    passedOver: passed[0]?.passed ?? 0,
    ...(pollMs !== undefined && { nextPollMs: pollMs }),
    ...(offer !== undefined && state === 'OFFERED' && { offer: presentOffer(offer) }),
  };
}

/** The end is that of the hold, which its owner may have extended. */
function presentOffer(offer: ShownOfferDbRow): NonNullable<WaitlistEntry['offer']> {
  const { reservationId, endsAtMs, heldUntilMs, seatNos, poolId } = offer;
  return {
    reservationId,
    endsAt: instant(heldUntilMs ?? endsAtMs ?? 0),
    seats: seatNos ?? [],
    ...(poolId !== null && { pool: poolId }),
  };
}
