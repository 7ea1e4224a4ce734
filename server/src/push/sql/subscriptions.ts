/** The devices that are notified, and whose they are. */
import { sql } from '../../lib/db.ts';

export type SubscriptionDbRow = { id: string; createdAtMs: number; lastOkAtMs: number | null };

const view = `id, floor(extract(epoch FROM created_at) * 1000)::bigint AS "createdAtMs",
  floor(extract(epoch FROM last_ok_at) * 1000)::bigint AS "lastOkAtMs"`;

/**
 * What somebody else was to be told on this device is not for whoever uses it now. Parameters:
 * subscription, buyer.
 */
export const forgetOthersMessages = sql(
  'push_forget_others_messages',
  `DELETE FROM push_messages m USING push_subscriptions s
    WHERE s.id = $1 AND s.buyer <> $2 AND m.subscription_id = s.id`,
);

/** Parameters: id, buyer, endpoint, p256dh, auth, language. */
export const putSubscription = sql<SubscriptionDbRow>(
  'push_put_subscription',
  `INSERT INTO push_subscriptions (id, buyer, endpoint, p256dh, auth, language)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (id) DO UPDATE
      SET buyer = excluded.buyer, p256dh = excluded.p256dh, auth = excluded.auth,
          language = excluded.language, seen_at = now()
   RETURNING ${view}`,
);

/** Those that were not seen for longest go first. Parameters: buyer, devices at most. */
export const dropOldest = sql(
  'push_drop_oldest',
  `DELETE FROM push_subscriptions
    WHERE id IN (SELECT id FROM push_subscriptions WHERE buyer = $1
                  ORDER BY seen_at DESC, id OFFSET $2)`,
);

/** Parameters: buyer, rows at most. */
export const listSubscriptions = sql<SubscriptionDbRow>(
  'push_list_subscriptions',
  `SELECT ${view} FROM push_subscriptions WHERE buyer = $1 ORDER BY seen_at DESC, id LIMIT $2`,
);

/** Parameters: id, buyer. */
export const deleteSubscription = sql<{ id: string }>(
  'push_delete_subscription',
  `DELETE FROM push_subscriptions WHERE id = $1 AND buyer = $2 RETURNING id`,
);

/** Parameter: buyer. */
export const deleteSubscriptionsOf = sql(
  'push_delete_subscriptions_of',
  `DELETE FROM push_subscriptions WHERE buyer = $1`,
);

/** Parameters: from, to. */
export const moveSubscriptions = sql<{ id: string }>(
  'push_move_subscriptions',
  `UPDATE push_subscriptions SET buyer = $2 WHERE buyer = $1 RETURNING id`,
);

/** Its push service says that it is gone. Parameter: id. */
export const removeGone = sql('push_remove_gone', `DELETE FROM push_subscriptions WHERE id = $1`);

/** Parameter: id. */
export const noteOk = sql(
  'push_note_ok',
  `UPDATE push_subscriptions SET last_ok_at = now() WHERE id = $1`,
);

/** Pages say now and then that they still want it. Parameters: age (ms), rows at most. */
export const forgetSubscriptions = sql<{ id: string }>(
  'push_forget_subscriptions',
  `DELETE FROM push_subscriptions
    WHERE id IN (SELECT id FROM push_subscriptions
                  WHERE seen_at < now() - $1::bigint * interval '1 ms'
                  ORDER BY seen_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);
