/**
 * Follows the outbox in memory, from its end at the start of the process: what views and caches need.
 * It keeps no cursor; who must not miss anything is a consumer (`consume.ts`).
 */
import type { Db } from '../lib/db.ts';
import { type OutboxDbRow, readAfter, readEnd } from './sql/read.ts';

export type OutboxRow = OutboxDbRow;

export type Tail = {
  /** Reads what is new and hands it on, in order. Answers how many rows there were. */
  step(): Promise<number>;
};

const ROWS_MAX = 500;

/** `onEnd` is called when everything stamped so far has been handed on. */
export function createTail(db: Db, onRow: (row: OutboxRow) => void, onEnd: () => void): Tail {
  let position: number | undefined;
  return {
    async step() {
      position ??= (await db.query(readEnd))[0]?.position ?? 0;
      const rows = await db.query(readAfter, [position, ROWS_MAX]);
      for (const row of rows) {
        onRow(row);
        position = row.position;
      }
      if (rows.length < ROWS_MAX) onEnd();
      return rows.length;
    },
  };
}
