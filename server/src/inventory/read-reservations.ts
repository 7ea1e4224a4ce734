/** Reads reservations from the primary: a booking is visible to its buyer as soon as it is answered. */
import type { Queryable } from '../lib/db.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { toReservation } from './lock-ledger.ts';
import type { Reservation, SeatVersion } from './model/commands.ts';
import {
  type FoundReservation,
  listReservations,
  listRunning,
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

/** Undefined: the principal has no such reservation (in that event, of that buyer, where given). */
export async function readReservation(
  db: Queryable,
  wanted: { id: Uuid; principalId: number; eventId?: number; buyer?: string },
): Promise<Found | undefined> {
  const { id, principalId, eventId, buyer } = wanted;
  const values = [id, principalId, eventId ?? null, buyer ?? null];
  const [row] = await db.query(statement, values);
  return row && toFound(row);
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export type ListRequest = {
  readonly principalId: number;
  readonly buyer: string;
  readonly limit: number;
  /** The last reservation of the page before. */
  readonly before?: Uuid;
};
export type FoundPage = { readonly found: readonly Found[]; readonly more: boolean };

/** Newest first, at most `limit` of them. */
const lister =
  (list: typeof listReservations) =>
  async (db: Queryable, wanted: ListRequest): Promise<FoundPage> => {
    const { principalId, buyer, limit, before } = wanted;
    const rows = await db.query(list, [principalId, buyer, before ?? LAST, limit + 1]);
    return { found: rows.slice(0, limit).map(toFound), more: rows.length > limit };
  };

export const listReservationsOf = lister(listReservations);

/** Holds whose time is not over by the database's clock. */
export const listRunningHolds = lister(listRunning);
