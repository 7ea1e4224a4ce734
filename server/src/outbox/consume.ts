/**
 * A durable consumer: handles rows in order and moves its cursor in the same transaction, so that an
 * effect in the database happens exactly once; effects outside happen at least once.
 */
import type { Db, Tx } from '../lib/db.ts';
import { createCursor, lockCursor, moveCursor, readAfter, readEventAfter } from './sql/read.ts';
import type { OutboxRow } from './tail.ts';

const ROWS_MAX = 200;

export type Consumer = {
  /**
   * Handles at most `rowsMax` rows (200 unless told otherwise). Answers how many there were; 0 too
   * while another process holds the cursor.
   */
  step(rowsMax?: number): Promise<number>;
};

export function createConsumer(
  db: Db,
  name: string,
  handle: (tx: Tx, rows: readonly OutboxRow[]) => Promise<void>,
): Consumer {
  let exists = false;
  return {
    async step(rowsMax = ROWS_MAX) {
      if (!exists) await db.query(createCursor, [name, 0]);
      exists = true;
      return db.transaction(async (tx) => {
        const [cursor] = await tx.query(lockCursor, [name]);
        if (cursor === undefined) return 0;
        const rows = await tx.query(readAfter, [cursor.position, rowsMax]);
        const last = rows.at(-1);
        if (last === undefined) return 0;
        await handle(tx, rows);
        await tx.query(moveCursor, [name, last.position]);
        return rows.length;
      });
    },
  };
}

/** Sets a consumer back (or forward) to a position: everything after it is handled again. */
export async function replayFrom(db: Db, name: string, position: number): Promise<void> {
  await db.query(createCursor, [name, position]);
  await db.query(moveCursor, [name, position]);
}

/** The history of one event after a sequence number, oldest first, at most `limit` rows. */
export const readHistory = (
  db: Db,
  eventId: number,
  afterSeq: number,
  limit: number,
): Promise<OutboxRow[]> => db.query(readEventAfter, [eventId, afterSeq, limit]);
