/** What a worker asks of reminders: which are due, and which may go. */
import { sql } from '../../lib/db.ts';
import type { ReminderChannel } from '@onsale/contract/product-reminders.ts';

export type DueDbRow = {
  id: string;
  eventId: number;
  person: string;
  channel: ReminderChannel;
  email: string | null;
  language: 'ko' | 'en';
  saleOpensAtMs: number;
};

/**
 * Marks those that are due as told and answers them, a bounded number; of several workers each gets others.
 * Begins with the events whose sales open within a day (the longest lead), which are few. Parameters: now
 * (ms), how late it is still worth telling (ms after the opening), rows at most.
 */
export const takeDue = sql<DueDbRow>(
  'reminders_take_due',
  `WITH moment AS (SELECT to_timestamp($1::bigint / 1000.0) AS at),
   due AS MATERIALIZED (
     SELECT r.id, e.sale_opens_at
       FROM moment m
            JOIN events e ON e.sale_opens_at > m.at - $2::bigint * interval '1 ms'
                         AND e.sale_opens_at <= m.at + interval '1440 minutes'
            JOIN reminders r ON r.event_id = e.id
      WHERE e.cancelled_at IS NULL AND e.postponed_at IS NULL AND r.confirmed_at IS NOT NULL
        AND r.told_for IS DISTINCT FROM e.sale_opens_at
        AND e.sale_opens_at - r.lead_minutes * interval '1 minute' <= m.at
      ORDER BY e.sale_opens_at, r.id LIMIT $3
        FOR UPDATE OF r SKIP LOCKED)
   UPDATE reminders r SET told_for = due.sale_opens_at, told_at = now()
     FROM due WHERE r.id = due.id
   RETURNING r.id, r.event_id AS "eventId", r.person, r.channel, r.email, r.language,
             floor(extract(epoch FROM due.sale_opens_at) * 1000)::bigint AS "saleOpensAtMs"`,
);

/**
 * Addresses that nobody confirmed, and reminders whose sale has been open for a while. Parameters: now
 * (ms), unconfirmed for (ms), open for (ms), rows at most.
 */
export const purgeReminders = sql<{ id: string }>(
  'reminders_purge',
  `DELETE FROM reminders WHERE id IN (
     SELECT r.id FROM reminders r JOIN events e ON e.id = r.event_id
      WHERE (r.confirmed_at IS NULL
             AND r.created_at < to_timestamp($1::bigint / 1000.0) - $2::bigint * interval '1 ms')
         OR e.sale_opens_at < to_timestamp($1::bigint / 1000.0) - $3::bigint * interval '1 ms'
         OR e.cancelled_at < to_timestamp($1::bigint / 1000.0) - $3::bigint * interval '1 ms'
      LIMIT $4)
   RETURNING id`,
);
