/** What is kept about a person here, for whoever asks. */
import type { Queryable } from '../lib/db.ts';
import { type Entry, toEntry, toOffer } from './entry.ts';
import { listMine } from './sql/entries.ts';
import { listOffersOf, type OfferOfDbRow } from './sql/offers.ts';

const ROWS_MAX = 10_000;
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const instant = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

export type ExportedWaitlist = {
  readonly entries: readonly object[];
  readonly offers: readonly object[];
};

export async function exportWaitlist(db: Queryable, personId: string): Promise<ExportedWaitlist> {
  const [entries, offers] = await Promise.all([
    db.query(listMine, [personId, LAST, ROWS_MAX]),
    db.query(listOffersOf, [personId]),
  ]);
  return { entries: entries.map(toEntry).map(exportEntry), offers: offers.map(exportOffer) };
}

const exportEntry = ({ eventId, id, state, endReason, wish, ...more }: Entry): object => ({
  eventId,
  id,
  state,
  endReason,
  ...wish,
  email: more.email,
  language: more.language,
  joinedAt: instant(more.joinedAtMs),
  endedAt: instant(more.endedAtMs),
});

function exportOffer(row: OfferOfDbRow): object {
  const { eventId, reservationId, entryId, orderId, state, endsAtMs } = toOffer(row);
  const [madeAt, endsAt] = [instant(row.madeAtMs), instant(endsAtMs)];
  const settledAt = instant(row.settledAtMs);
  return { eventId, reservationId, entryId, orderId, state, madeAt, endsAt, settledAt };
}
