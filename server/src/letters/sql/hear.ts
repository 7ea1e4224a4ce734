/**
 * Letters about orders that were heard of. Nobody is written to about a rehearsal, about an order that
 * came to nothing (it never was bought and no money was given back), or at an address that simulated
 * buyers use.
 */
import { sql } from '../../lib/db.ts';

/** Parameters: events, orders, kinds. */
export const insertOrderLetters = sql<{ id: number }>(
  'letters_insert_of_orders',
  `INSERT INTO letters (kind, recipient, language, content, key)
   SELECT h.kind, o.email, o.language,
          jsonb_build_object('eventId', o.event_id, 'orderId', o.id),
          h.kind || ':' || o.event_id || ':' || o.id
     FROM unnest($1::bigint[], $2::uuid[], $3::text[]) AS h (event_id, id, kind)
     JOIN orders o ON o.event_id = h.event_id AND o.id = h.id
     JOIN events e ON e.id = o.event_id AND e.rehearsal_of IS NULL
    WHERE lower(o.email) NOT LIKE '%.invalid'
      AND (h.kind = 'order_confirmed' OR o.completed_at IS NOT NULL
           OR EXISTS (SELECT FROM refunds f
                       WHERE f.event_id = o.event_id AND f.order_id = o.id AND f.state = 2))
    ORDER BY 5
   ON CONFLICT (key) DO NOTHING
   RETURNING id`,
);
