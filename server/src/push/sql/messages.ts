/** What devices have still to be told. */
import { sql } from '../../lib/db.ts';

/** Parameters: buyer, key, kind, content, when it is news no more or null, devices at most. */
export const insertMessages = sql(
  'push_insert_messages',
  `INSERT INTO push_messages (subscription_id, key, kind, content, expires_at)
   SELECT id, $2, $3, $4::jsonb,
          least(coalesce($5::timestamptz, now() + interval '1 day'), now() + interval '1 day')
     FROM push_subscriptions WHERE buyer = $1
    ORDER BY seen_at DESC, id LIMIT $6
   ON CONFLICT DO NOTHING`,
);

export type DueDbRow = {
  subscriptionId: string;
  key: string;
  kind: string;
  content: unknown;
  attempts: number;
  /** Milliseconds until it is news no more; below 0: it is none any more. */
  leftMs: number;
  endpoint: string;
  p256dh: Buffer;
  auth: Buffer;
  language: string;
};

/**
 * Takes messages that are due, by putting their next look into the future: whoever looks at the same
 * time gets others, and who dies while sending is followed by the next. Parameters: rows at most, first
 * pause (ms), which has to be longer than sending may take, longest pause (ms).
 */
export const claimDue = sql<DueDbRow>(
  'push_claim_due',
  `WITH due AS (
     SELECT subscription_id, key FROM push_messages
      WHERE state = 0 AND due_at <= clock_timestamp()
      ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
   )
   UPDATE push_messages m
      SET attempts = least(m.attempts + 1, 1000),
          due_at = clock_timestamp()
            + least($3::bigint, $2::bigint * 2 ^ least(m.attempts, 20))::bigint * interval '1 ms'
     FROM due d JOIN push_subscriptions s ON s.id = d.subscription_id
    WHERE m.subscription_id = d.subscription_id AND m.key = d.key
   RETURNING m.subscription_id AS "subscriptionId", m.key, m.kind, m.content, m.attempts,
     floor(extract(epoch FROM m.expires_at - clock_timestamp()) * 1000)::bigint AS "leftMs",
     s.endpoint, s.p256dh, s.auth, s.language`,
);

/**
 * Sent (1) or given up (2); what it said is forgotten. Parameters: subscription, key, attempts as they
 * were claimed, state.
 */
export const settleMessage = sql(
  'push_settle_message',
  `UPDATE push_messages SET state = $4, content = '{}'
    WHERE subscription_id = $1 AND key = $2 AND attempts = $3 AND state = 0`,
);

/** Parameters: subscription, key, attempts as they were claimed, pause (ms). */
export const postponeMessage = sql(
  'push_postpone_message',
  `UPDATE push_messages SET due_at = clock_timestamp() + $4::bigint * interval '1 ms'
    WHERE subscription_id = $1 AND key = $2 AND attempts = $3 AND state = 0`,
);

/** Parameters: age (ms), rows at most. */
export const forgetMessages = sql<{ key: string }>(
  'push_forget_messages',
  `DELETE FROM push_messages
    WHERE (subscription_id, key) IN (
      SELECT subscription_id, key FROM push_messages
       WHERE created_at < now() - $1::bigint * interval '1 ms'
       ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING key`,
);

/** How much waits, and for how long the oldest has been due. */
export const measureMessages = sql<{ waiting: number; oldestMs: number }>(
  'push_measure_messages',
  `SELECT count(*)::int AS waiting,
          coalesce(floor(extract(epoch FROM now() - min(created_at)) * 1000), 0)::bigint AS "oldestMs"
     FROM push_messages WHERE state = 0`,
);
