/**
 * The sweeper: tidies holds whose time is over. It is never needed for correctness (a lapsed hold
 * counts as free by the clock), only for readers and for the size of the tables.
 */
import type { Db } from '../lib/db.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { Inventory } from './inventory.ts';
import { findLapsed } from './sql/expire.ts';

const ROWS_MAX = 500;

/** Expires a batch of lapsed holds. Answers true when there is more to do, and it can be done. */
export async function expireHolds(db: Db, inventory: Inventory): Promise<boolean> {
  const lapsed = await db.query(findLapsed, [ROWS_MAX]);
  const outcomes = await Promise.all(
    lapsed.map(({ eventId, id }) =>
      inventory.submit(eventId, { kind: 'expire', id: id as Uuid }, false),
    ),
  );
  return lapsed.length === ROWS_MAX && outcomes.some((outcome) => outcome.ok);
}
