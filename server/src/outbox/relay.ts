/**
 * The relay: one process at a time numbers what has been committed. Leadership is a row with an expiry,
 * so it survives failovers and needs no session.
 */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { giveLease, readLag, stamp, takeLease } from './sql/relay.ts';

const LEASE_MS = 5_000;
const ROWS_MAX = 1_000;

export type Relay = {
  /** Stamps what waits. Answers how many rows, or undefined when another process leads. */
  step(): Promise<number | undefined>;
  lag(): Promise<{ lagMs: number; waiting: number }>;
  /** Gives the lease back. */
  resign(): Promise<void>;
};

/** `holder` names this process and must be unique. */
export function createRelay(db: Db, holder: string, clock: Clock): Relay {
  let renewAtMs = Number.NEGATIVE_INFINITY;
  return {
    async step() {
      const nowMs = clock.monotonicMs();
      if (nowMs >= renewAtMs) {
        const [lease] = await db.query(takeLease, [holder, LEASE_MS]);
        if (lease === undefined) return undefined;
        renewAtMs = nowMs + LEASE_MS / 2;
      }
      const [answer] = await db.query(stamp, [holder, ROWS_MAX]);
      return answer?.stamped ?? 0;
    },
    async lag() {
      const [answer] = await db.query(readLag);
      return answer ?? { lagMs: 0, waiting: 0 };
    },
    async resign() {
      renewAtMs = Number.NEGATIVE_INFINITY;
      await db.query(giveLease, [holder]);
    },
  };
}
