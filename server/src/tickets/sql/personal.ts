/** Tickets of a person, for the person: without codes, which open doors. */
import { sql } from '../../lib/db.ts';

// Bought and not given away, or received: each side has an index.
const own = `
   SELECT t.id, t.event_id, t.state, t.admission, t.issued_at, t.holder_name
     FROM reservations r JOIN tickets t ON t.reservation_id = r.id AND t.event_id = r.event_id
    WHERE r.principal_id = $1 AND r.buyer = $2 AND coalesce(t.holder, $2) = $2
    UNION
   SELECT t.id, t.event_id, t.state, t.admission, t.issued_at, t.holder_name
     FROM tickets t WHERE t.holder = $2`;

/** Parameters: principal, person, rows at most. */
export const exportTickets = sql<{ ticket: unknown }>(
  'tickets_export',
  `SELECT json_build_object(
            'id', o.id, 'eventId', o.event_id, 'event', e.name, 'startsAt', e.starts_at,
            'admission', o.admission, 'attendee', o.holder_name, 'issuedAt', o.issued_at,
            'state', CASE o.state WHEN 0 THEN 'VALID' ELSE 'REVOKED' END) AS ticket
     FROM (${own}) o JOIN events e ON e.id = o.event_id
    ORDER BY o.id DESC LIMIT $3`,
);

/** Valid ones of events to come. Parameters: principal, person. */
export const countUpcoming = sql<{ tickets: number }>(
  'tickets_count_upcoming',
  `SELECT count(*)::int AS tickets
     FROM (${own}) o JOIN events e ON e.id = o.event_id
    WHERE o.state = 0 AND e.starts_at > now()`,
);

/** Names of events that are over. Parameter: person. */
export const forgetHolderNames = sql(
  'tickets_forget_holder_names',
  `UPDATE tickets t SET holder_name = NULL FROM events e
    WHERE t.holder = $1 AND e.id = t.event_id AND t.holder_name IS NOT NULL
      AND e.starts_at < now() - interval '30 days'`,
);

/** Parameter: person. */
export const findHolderName = sql<{ id: string }>(
  'tickets_find_holder_name',
  `SELECT id FROM tickets WHERE holder = $1 AND holder_name IS NOT NULL LIMIT 1`,
);
