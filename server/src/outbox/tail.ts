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

/** Every so many steps without news the end is compared: it must never lie before us. */
const COMPARE_EVERY = 64;

export type TailHandlers = {
  readonly onRow: (row: OutboxRow) => void;
  /** Everything stamped so far has been handed on. */
  readonly onEnd: () => void;
  /** The outbox is shorter than it was (a replica that lagged was promoted): forget what was heard. */
  readonly onReset: () => void;
};

export function createTail(db: Db, { onRow, onEnd, onReset }: TailHandlers): Tail {
  let position: number | undefined;
  let quiet = 0;

  async function compare(heard: number): Promise<void> {
    const end = (await db.query(readEnd))[0]?.position ?? 0;
    if (end >= heard) return;
    position = end;
    onReset();
  }

  return {
    async step() {
      position ??= (await db.query(readEnd))[0]?.position ?? 0;
      const rows = await db.query(readAfter, [position, ROWS_MAX]);
      for (const row of rows) {
        onRow(row);
        position = row.position;
      }
      quiet = rows.length === 0 ? quiet + 1 : 0;
      if (quiet % COMPARE_EVERY === COMPARE_EVERY - 1) await compare(position);
      if (rows.length < ROWS_MAX) onEnd();
      return rows.length;
    },
  };
}
