/** Reservations of a person, for the person. */
import { sql } from '../../lib/db.ts';

/** Newest first. Parameters: principal, buyer, rows at most. */
export const exportReservations = sql<{ reservation: unknown }>(
  'inventory_export_reservations',
  `SELECT json_build_object('id', r.id, 'eventId', r.event_id, 'quantity', r.quantity,
                            'seats', r.seat_nos, 'heldUntil', r.expires_at) AS reservation
     FROM reservations r WHERE r.principal_id = $1 AND r.buyer = $2
    ORDER BY r.id DESC LIMIT $3`,
);
