/** Epochs of sessions, and the secrets that sign them when none is configured. */
import { sql } from '../../lib/db.ts';

/** Ends every token of the account made so far. Parameter: account. */
export const moveEpoch = sql<{ epoch: number }>(
  'identity_move_epoch',
  `INSERT INTO session_epochs AS s (account_id, epoch, revoked_at) VALUES ($1, 1, clock_timestamp())
   ON CONFLICT (account_id) DO UPDATE SET epoch = s.epoch + 1, revoked_at = clock_timestamp()
   RETURNING epoch`,
);

/** Oldest first, so that memory keeps their order. Parameters: how far back (ms), rows at most. */
export const readRecentEpochs = sql<{ accountId: string; epoch: number }>(
  'identity_read_recent_epochs',
  `SELECT account_id AS "accountId", epoch FROM session_epochs
    WHERE revoked_at > clock_timestamp() - $1::bigint * interval '1 ms'
    ORDER BY revoked_at LIMIT $2`,
);

/** All devices of an account. Parameter: account. */
export const deleteSignIns = sql(
  'identity_delete_sign_ins',
  `DELETE FROM auth.session WHERE "userId" = $1`,
);

/** Devices that nobody used for too long. Parameter: rows at most. */
export const deleteEndedSignIns = sql<{ id: string }>(
  'identity_delete_ended_sign_ins',
  `DELETE FROM auth.session WHERE id IN (
     SELECT id FROM auth.session WHERE "expiresAt" < now() ORDER BY "expiresAt" LIMIT $1)
   RETURNING id`,
);

/** The first process wins; the others read what it made. Parameters: name, 32 random bytes. */
export const insertSecret = sql(
  'identity_insert_secret',
  `INSERT INTO deployment_secrets (name, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
);

/** Parameter: name. */
export const readSecret = sql<{ secret: Buffer }>(
  'identity_read_secret',
  `SELECT secret FROM deployment_secrets WHERE name = $1`,
);
