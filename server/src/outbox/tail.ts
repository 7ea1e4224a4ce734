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

/** Every so many steps the end is looked at: it must never lie before us, and somebody must be stamping. */
const LOOK_EVERY = 16;
/** Rows that wait longer to be stamped mean that the relay stands still: then nothing is up to date. */
const STANDS_MS = 1_000;

export type TailHandlers = {
  readonly onRow: (row: OutboxRow) => void;
  /** Everything committed until about now has been handed on. */
  readonly onEnd: () => void;
  /** The outbox is shorter than it was (a replica that lagged was promoted): forget what was heard. */
  readonly onReset: () => void;
};

export function createTail(db: Db, { onRow, onEnd, onReset }: TailHandlers): Tail {
  let position: number | undefined;
  let steps = 0;
  let isStamped = true;

  async function look(heard: number): Promise<void> {
    const [end] = await db.query(readEnd);
    isStamped = (end?.waitingMs ?? 0) < STANDS_MS;
    if (end === undefined || end.position >= heard) return;
    position = end.position;
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
      steps += 1;
      if (steps % LOOK_EVERY === 0) await look(position);
      if (rows.length < ROWS_MAX && isStamped) onEnd();
      return rows.length;
    },
  };
}
