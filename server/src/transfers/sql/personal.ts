/** What offers of tickets keep about a person: handed out to them, and forgotten when nobody needs it. */
import { sql } from '../../lib/db.ts';

/** Of tickets that they bought, and such as they accepted. Parameters: principal, person, rows at most. */
export const exportTransfers = sql<{ transfer: unknown }>(
  'transfers_export',
  `SELECT json_build_object(
            'id', x.id, 'eventId', x.event_id, 'ticketId', x.ticket_id,
            'state', (ARRAY['OFFERED','ACCEPTED','WITHDRAWN','LAPSED'])[x.state + 1],
            'offeredAt', x.offered_at, 'endsAt', x.ends_at, 'settledAt', x.settled_at,
            'fromName', CASE WHEN r.buyer = $2 THEN x.from_name END,
            'toEmail', CASE WHEN r.buyer = $2 THEN x.to_email END,
            'received', x.receiver IS NOT DISTINCT FROM $2,
            'email', CASE WHEN x.receiver = $2 THEN x.receiver_email END) AS transfer
     FROM ticket_transfers x
     JOIN reservations r ON r.id = x.reservation_id AND r.event_id = x.event_id
    WHERE x.receiver = $2
       OR (x.reservation_id, x.event_id) IN (
            SELECT id, event_id FROM reservations WHERE principal_id = $1 AND buyer = $2)
    ORDER BY x.id DESC LIMIT $3`,
);

/** They are told nothing more of tickets that they pass on. Parameter: person. */
export const forgetReceiver = sql(
  'transfers_forget_receiver',
  `UPDATE ticket_transfers SET receiver_email = NULL
    WHERE receiver = $1 AND receiver_email IS NOT NULL`,
);

/** Names in offers that are over, of tickets that they bought. Parameters: principal, person. */
export const forgetGiver = sql(
  'transfers_forget_giver',
  `UPDATE ticket_transfers x
      SET from_name = '-', to_email = NULL, state = CASE WHEN x.state = 0 THEN 3 ELSE x.state END,
          settled_at = coalesce(x.settled_at, clock_timestamp())
     FROM reservations r
    WHERE r.principal_id = $1 AND r.buyer = $2 AND x.reservation_id = r.id AND x.event_id = r.event_id
      AND x.from_name <> '-' AND (x.state <> 0 OR x.ends_at <= clock_timestamp())`,
);

/** Offers that still run. Parameters: principal, person. */
export const findGiver = sql<{ id: string }>(
  'transfers_find_giver',
  `SELECT x.id FROM reservations r
     JOIN ticket_transfers x ON x.reservation_id = r.id AND x.event_id = r.event_id
    WHERE r.principal_id = $1 AND r.buyer = $2 AND x.from_name <> '-' LIMIT 1`,
);
