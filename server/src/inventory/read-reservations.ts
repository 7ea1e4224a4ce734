/** Reads reservations from the primary: a booking is visible to its buyer as soon as it is answered. */
import type { Queryable } from '../lib/db.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { toReservation } from './lock-ledger.ts';
import type { Reservation, SeatVersion } from './model/commands.ts';
import {
  type FoundReservation,
  listReservations,
  readReservation as statement,
} from './sql/read-reservations.ts';

export type Found = {
  readonly eventId: number;
  readonly reservation: Reservation;
  readonly seats: readonly SeatVersion[];
};

const toFound = (row: FoundReservation): Found => ({
  eventId: row.eventId,
  reservation: toReservation(row),
  seats: row.seatVersions,
});

/** Undefined: the principal has no such reservation (in that event, when one is given). */
export async function readReservation(
  db: Queryable,
  wanted: { id: Uuid; principalId: number; eventId?: number },
): Promise<Found | undefined> {
  const values = [wanted.id, wanted.principalId, wanted.eventId ?? null];
  const [row] = await db.query(statement, values);
  return row && toFound(row);
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Newest first, at most `limit` of them, before the reservation `before`. */
export async function listReservationsOf(
  db: Queryable,
  wanted: { principalId: number; buyer: string; limit: number; before?: Uuid },
): Promise<{ readonly found: readonly Found[]; readonly more: boolean }> {
  const values = [wanted.principalId, wanted.buyer, wanted.before ?? LAST, wanted.limit + 1];
  const rows = await db.query(listReservations, values);
  return { found: rows.slice(0, wanted.limit).map(toFound), more: rows.length > wanted.limit };
}
