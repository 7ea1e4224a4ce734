/**
 * Waiting lists: counts, one place a person, offers that are holds, and nobody passed over by somebody with
 * the very same wish. What the outbox has told of a hold and lists have not heard is in flight.
 */
import type { Check } from './check.ts';

const entry = `n.event_id AS "eventId", n.id AS "entryId", n.number`;
const offer = `o.event_id AS "eventId", o.reservation_id AS "reservationId", o.entry_id AS "entryId"`;
const joinEntry = `JOIN waitlist_entries n ON n.event_id = o.event_id AND n.id = o.entry_id`;

/** Events with news that a consumer has not heard. */
const unheard = (consumer: string): string => `unheard AS MATERIALIZED (
  SELECT DISTINCT x.event_id FROM outbox x
   WHERE x.position IS NULL
      OR x.position > coalesce((SELECT position FROM outbox_cursors WHERE consumer = '${consumer}'), 0))`;
const heard = (alias: string): string =>
  `NOT EXISTS (SELECT FROM unheard u WHERE u.event_id = ${alias}.event_id)`;

export const waitlistChecks: readonly Check[] = [
  {
    id: 'waitlist-counts',
    statement: 'A list has counted those who wait, and numbered everybody up to its last number.',
    severity: 'violation',
    violating: `
      SELECT l.event_id AS "eventId", l.waiting, coalesce(n.waiting, 0) AS entries,
             l.last_number AS "lastNumber", n.last
        FROM waiting_lists l
        LEFT JOIN (SELECT event_id, count(*) FILTER (WHERE state = 0) AS waiting, max(number) AS last
                     FROM waitlist_entries GROUP BY event_id) n USING (event_id)
       WHERE l.waiting <> coalesce(n.waiting, 0) OR coalesce(n.last, 0) > l.last_number
       UNION ALL
      SELECT n.event_id, NULL, count(*), NULL, max(n.number) FROM waitlist_entries n
       WHERE NOT EXISTS (SELECT FROM waiting_lists l WHERE l.event_id = n.event_id) GROUP BY n.event_id`,
  },
  {
    id: 'waitlist-only-while-waiting',
    statement: 'Only the list of an event is served only while somebody waits on it.',
    severity: 'violation',
    violating: `
      SELECT e.id AS "eventId", l.waiting FROM events e
        LEFT JOIN waiting_lists l ON l.event_id = e.id
       WHERE e.list_only AND coalesce(l.waiting, 0) = 0`,
  },
  {
    id: 'waitlist-entry-once',
    statement: 'A person waits once for an event.',
    severity: 'violation',
    violating: `
      SELECT event_id AS "eventId", min(number) AS number, count(*)::int AS entries
        FROM waitlist_entries WHERE state < 2
       GROUP BY event_id, person_id HAVING count(*) > 1`,
  },
  {
    id: 'waitlist-offer-fits-entry',
    statement: 'An entry is OFFERED while one offer of it stands, and no other has one.',
    severity: 'violation',
    violating: `
      SELECT ${entry}, n.state, count(o.reservation_id)::int AS offers
        FROM waitlist_entries n
        LEFT JOIN waitlist_offers o ON o.event_id = n.event_id AND o.entry_id = n.id AND o.state = 1
       GROUP BY n.event_id, n.id
      HAVING n.end_reason IS DISTINCT FROM 'merged'
         AND count(o.reservation_id) <> CASE n.state WHEN 1 THEN 1 ELSE 0 END`,
  },
  {
    id: 'waitlist-offer-is-a-hold',
    statement:
      'What an offer says is held is a running hold of that person, of as many places as wished ' +
      '(or its end is yet to be heard).',
    severity: 'violation',
    violating: `
      WITH ${unheard('waitlist')}
      SELECT ${offer}, r.state AS "reservationState"
        FROM waitlist_offers o ${joinEntry}
        LEFT JOIN reservations r ON r.id = o.reservation_id AND r.event_id = o.event_id
       WHERE o.state = 1
         AND (r.id IS NULL OR r.principal_id <> 0 OR r.quantity <> n.party
              OR (r.buyer <> n.person_id AND n.state = 1)
              OR (r.state <> 0 AND ${heard('o')}))`,
  },
  {
    id: 'waitlist-taken-was-bought',
    statement: 'An offer that was taken is a reservation that was bought.',
    severity: 'violation',
    violating: `
      SELECT ${offer}, r.state AS "reservationState"
        FROM waitlist_offers o
        LEFT JOIN reservations r ON r.id = o.reservation_id AND r.event_id = o.event_id
       WHERE o.state = 2 AND r.confirmed_at IS NULL`,
  },
  {
    // Their own order is not offered to anybody.
    id: 'waitlist-nobody-passed-over',
    statement: 'Nobody was offered places while somebody before them waited for the very same.',
    severity: 'violation',
    violating: `
      SELECT ${offer}, n.number, b.number AS "before"
        FROM waitlist_offers o ${joinEntry}
        JOIN waitlist_entries b ON b.event_id = n.event_id AND b.number < n.number
         AND b.party = n.party AND b.together = n.together AND b.wheelchairs = n.wheelchairs
         AND (SELECT array_agg(t ORDER BY t) FROM unnest(b.tiers) t)
             IS NOT DISTINCT FROM (SELECT array_agg(t ORDER BY t) FROM unnest(n.tiers) t)
       WHERE (b.ended_at IS NULL OR b.ended_at > o.made_at)
         AND NOT EXISTS (SELECT FROM waitlist_offers x
                          WHERE x.event_id = b.event_id AND x.entry_id = b.id AND x.made_at < o.made_at)
         AND NOT EXISTS (SELECT FROM orders s
                           JOIN reservations r ON r.id = s.reservation_id AND r.event_id = s.event_id
                          WHERE s.event_id = o.event_id AND s.id = o.order_id AND r.buyer = b.person_id)`,
  },
  {
    id: 'returned-order-was-taken-over',
    statement: 'An order that was passed on was taken over by an offer, and is being given back.',
    severity: 'violation',
    violating: `
      WITH ${unheard('orders')}
      SELECT s.event_id AS "eventId", s.id AS "orderId", s.state, s.end_reason AS "endReason"
        FROM orders s
        LEFT JOIN waitlist_offers o ON o.event_id = s.event_id AND o.reservation_id = s.returned_to
        LEFT JOIN reservations r ON r.id = s.reservation_id AND r.event_id = s.event_id
       WHERE (s.end_reason = 'returned' AND s.returned_to IS NULL)
          OR (s.returned_to IS NOT NULL AND s.state = 3 AND r.state IS DISTINCT FROM 1 AND ${heard('s')})
          OR (s.returned_to IS NOT NULL AND s.state = 3 AND r.state = 1
              AND o.state IS DISTINCT FROM 0)`,
  },
];
