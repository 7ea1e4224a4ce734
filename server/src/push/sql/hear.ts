/** News for devices about orders that were heard of. */
import { sql } from '../../lib/db.ts';

/**
 * Bought, and still so. Nobody is told of a rehearsal, nor of what was bought a day ago: a worker that
 * hears of the past (the first of a release, one that was away) says nothing that people know. It is
 * sent when the tickets are there, which takes their worker two seconds at most. Parameters: events,
 * orders, the state that is COMPLETE, devices of a person at most.
 */
export const insertOrderNews = sql<{ key: string }>(
  'push_insert_of_orders',
  `INSERT INTO push_messages (subscription_id, key, kind, content, due_at, expires_at)
   SELECT s.id, 'order_confirmed:' || o.event_id || ':' || o.id, 'order_confirmed',
          jsonb_build_object('eventId', o.event_id, 'orderId', o.id),
          clock_timestamp() + interval '2 seconds', now() + interval '1 day'
     FROM unnest($1::bigint[], $2::uuid[]) AS h (event_id, id)
     JOIN orders o ON o.event_id = h.event_id AND o.id = h.id
     JOIN events e ON e.id = o.event_id AND e.rehearsal_of IS NULL
     JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id
    CROSS JOIN LATERAL (SELECT id FROM push_subscriptions
                         WHERE buyer = r.buyer ORDER BY seen_at DESC, id LIMIT $4) s
    WHERE o.state = $3 AND o.completed_at > now() - interval '1 day'
    ORDER BY 1, 2
   ON CONFLICT DO NOTHING
   RETURNING key`,
);
