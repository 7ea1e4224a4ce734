/** Reading reservations, always within the principal that made them. */
import { sql } from '../../lib/db.ts';
import { type ReservationDbRow, reservationColumns } from './lock-reservations.ts';

export type FoundReservation = ReservationDbRow & {
  eventId: number;
  /** Versions of the seats it has now, in order of the seats; empty once they are given back. */
  seatVersions: { seat: number; version: number }[];
};

const columns = `${reservationColumns}, r.event_id AS "eventId",
  coalesce((SELECT json_agg(json_build_object('seat', s.seat_no, 'version', s.version) ORDER BY s.seat_no)
              FROM seats s WHERE s.event_id = r.event_id AND s.seat_no = ANY (r.seat_nos)
                AND s.reservation_id = r.id), '[]')
    AS "seatVersions"`;

/** Parameters: id, principal, event or null, buyer or null. */
export const readReservation = sql<FoundReservation>(
  'inventory_read_reservation',
  `SELECT ${columns} FROM reservations r
    WHERE r.id = $1 AND r.principal_id = $2 AND ($3::bigint IS NULL OR r.event_id = $3)
      AND ($4::text IS NULL OR r.buyer = $4)
    ORDER BY r.event_id LIMIT 1`,
);

/** Newest first. Parameters: principal, buyer, before this id, rows at most. */
export const listReservations = sql<FoundReservation>(
  'inventory_list_reservations',
  `SELECT ${columns} FROM reservations r
    WHERE r.principal_id = $1 AND r.buyer = $2 AND r.id < $3
    ORDER BY r.id DESC LIMIT $4`,
);

/** Holds whose time is not over, newest first. Parameters: principal, buyer, before this id, rows at most. */
export const listRunning = sql<FoundReservation>(
  'inventory_list_running',
  `SELECT ${columns} FROM reservations r
    WHERE r.principal_id = $1 AND r.buyer = $2 AND r.id < $3
      AND r.state = 0 AND r.expires_at > clock_timestamp()
    ORDER BY r.id DESC LIMIT $4`,
);

/** Whatever state they are in. Parameters: principal, buyer, after this id, rows at most. */
export const listOwned = sql<{ eventId: number; id: string }>(
  'inventory_list_owned',
  `SELECT r.event_id AS "eventId", r.id FROM reservations r
    WHERE r.principal_id = $1 AND r.buyer = $2 AND r.id > $3
    ORDER BY r.id, r.event_id LIMIT $4`,
);
