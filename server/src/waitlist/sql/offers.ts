/** Places that are held for somebody of the list. */
import { sql } from '../../lib/db.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

/** As stored: the index is the value in the database. */
export const offerStates = ['MAKING', 'HELD', 'TAKEN', 'DECLINED', 'LAPSED'] as const;

export type OfferDbRow = {
  eventId: number;
  reservationId: string;
  entryId: string;
  orderId: string | null;
  state: number;
  endsAtMs: number | null;
};

const columns = `o.event_id AS "eventId", o.reservation_id AS "reservationId", o.entry_id AS "entryId",
  o.order_id AS "orderId", o.state, ${ms('o.ends_at')} AS "endsAtMs"`;

/** Written down before the hold is asked for. Parameters: event, reservation, entry, order or null. */
export const insertOffer = sql(
  'waitlist_insert_offer',
  `INSERT INTO waitlist_offers (event_id, reservation_id, entry_id, order_id) VALUES ($1, $2, $3, $4)`,
);

/** No row: it is in another state. Parameters: event, reservation, end (ms). */
export const holdOffer = sql<OfferDbRow>(
  'waitlist_hold_offer',
  `UPDATE waitlist_offers o SET state = 1, ends_at = to_timestamp($3::bigint / 1000.0)
    WHERE o.event_id = $1 AND o.reservation_id = $2 AND o.state = 0
   RETURNING ${columns}`,
);

/** Nothing came of it. Parameters: event, reservation. */
export const dropOffer = sql<OfferDbRow>(
  'waitlist_drop_offer',
  `DELETE FROM waitlist_offers o WHERE o.event_id = $1 AND o.reservation_id = $2 AND o.state = 0
   RETURNING ${columns}`,
);

/** Parameters: event, reservation. */
export const deleteOffer = sql(
  'waitlist_delete_offer',
  `DELETE FROM waitlist_offers WHERE event_id = $1 AND reservation_id = $2 AND state IN (0, 1)`,
);

/** Parameter: event. */
export const listMaking = sql<OfferDbRow>(
  'waitlist_list_making',
  `SELECT ${columns} FROM waitlist_offers o
     JOIN waitlist_entries n ON n.event_id = o.event_id AND n.id = o.entry_id
    WHERE o.event_id = $1 AND o.state = 0 ORDER BY n.number LIMIT 100`,
);

/** Parameters: event, reservation, state (2 TAKEN, 3 DECLINED, 4 LAPSED). */
export const settleOffer = sql<{ entryId: string }>(
  'waitlist_settle_offer',
  `UPDATE waitlist_offers
      SET state = $3::smallint, settled_at = clock_timestamp()
    WHERE event_id = $1 AND reservation_id = $2
      AND (state = 1 OR (state = 4 AND $3::smallint = 2))
   RETURNING entry_id AS "entryId"`,
);

/** Offers among these holds. Parameters: events, reservations. */
export const findOffers = sql<OfferDbRow>(
  'waitlist_find_offers',
  `SELECT ${columns} FROM unnest($1::bigint[], $2::uuid[]) AS w (event_id, id)
     JOIN waitlist_offers o ON o.event_id = w.event_id AND o.reservation_id = w.id
    WHERE o.state > 0 ORDER BY o.event_id`,
);

export type ShownOfferDbRow = OfferDbRow & {
  seatNos: number[] | null;
  poolId: number | null;
  buyer: string;
  heldUntilMs: number | null;
};

/** Offers that stand, with what is held. Parameters: events, entries. */
export const readHeld = sql<ShownOfferDbRow>(
  'waitlist_read_held',
  `SELECT ${columns}, r.seat_nos AS "seatNos", r.pool_id AS "poolId", r.buyer,
          ${ms('r.expires_at')} AS "heldUntilMs"
     FROM unnest($1::bigint[], $2::uuid[]) AS w (event_id, id)
     JOIN waitlist_offers o ON o.event_id = w.event_id AND o.entry_id = w.id AND o.state = 1
     JOIN reservations r ON r.id = o.reservation_id AND r.event_id = o.event_id`,
);

/** Those that stand or are being made, of one entry. Parameters: event, entry. */
export const readOpen = sql<OfferDbRow>(
  'waitlist_read_open',
  `SELECT ${columns} FROM waitlist_offers o
    WHERE o.event_id = $1 AND o.entry_id = $2 AND o.state IN (0, 1)`,
);

export type OfferOfDbRow = OfferDbRow & { madeAtMs: number; settledAtMs: number | null };

/** For the export of what is kept about a person. Parameter: person. */
export const listOffersOf = sql<OfferOfDbRow>(
  'waitlist_list_offers_of',
  `SELECT ${columns}, ${ms('o.made_at')} AS "madeAtMs", ${ms('o.settled_at')} AS "settledAtMs"
     FROM waitlist_entries n JOIN waitlist_offers o ON o.event_id = n.event_id AND o.entry_id = n.id
    WHERE n.person_id = $1 ORDER BY o.made_at LIMIT 10000`,
);
