/** What a worker does for the inventory: expiry, and the removal of what is kept for a while only. */
import type { Db } from '../lib/db.ts';
import { forgetOutbox } from '../outbox/forget.ts';
import { expireHolds } from './expire-holds.ts';
import type { Inventory } from './inventory.ts';
import { deleteFinishedHolds, deleteOldKeys } from './sql/expire.ts';

export type Retention = {
  readonly outboxMs: number;
  readonly idempotencyMs: number;
  readonly finishedHoldsMs: number;
};

/** Small enough that no delete holds its locks for long. */
const ROWS_MAX = 1_000;

export const sweep = (db: Db, inventory: Inventory): Promise<boolean> => expireHolds(db, inventory);

/** Deletes one batch of each kind. Answers true when there may be more. */
export async function tidy(db: Db, retention: Retention): Promise<boolean> {
  const outboxRows = await forgetOutbox(db, retention.outboxMs, ROWS_MAX);
  const batches = [
    await db.query(deleteOldKeys, [retention.idempotencyMs, ROWS_MAX]),
    await db.query(deleteFinishedHolds, [retention.finishedHoldsMs, ROWS_MAX]),
  ];
  return outboxRows === ROWS_MAX || batches.some((rows) => rows.length === ROWS_MAX);
}
