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
  /**
   * The name under which this process leads, which is in `outbox_relay.holder` too; undefined while
   * another one does. Each time somebody begins to lead there is a new one, also when rows that had
   * been stamped were lost (a replica that lagged was promoted): what was told of them is of another
   * term than what is stamped now.
   */
  term(): string | undefined;
  lag(): Promise<{ lagMs: number; waiting: number }>;
  /** Gives the lease back. */
  resign(): Promise<void>;
};

/** `holder` names this process and must be unique. */
export function createRelay(db: Db, holder: string, clock: Clock): Relay {
  let renewAtMs = Number.NEGATIVE_INFINITY;
  let name = holder;
  let terms = 1;
  let leads = false;
  let known = 0;

  /** No two terms have the same name. */
  function endTerm(): void {
    if (leads) name = `${holder}/${++terms}`;
    leads = false;
    known = 0;
  }

  async function resign(): Promise<void> {
    const led = name;
    renewAtMs = Number.NEGATIVE_INFINITY;
    endTerm();
    await db.query(giveLease, [led]);
  }

  return {
    async step() {
      const nowMs = clock.monotonicMs();
      if (nowMs >= renewAtMs) {
        const [lease] = await db.query(takeLease, [name, LEASE_MS]);
        if (lease === undefined) {
          endTerm();
          return undefined;
        }
        leads = true;
        renewAtMs = nowMs + LEASE_MS / 2;
      }
      const [answer] = await db.query(stamp, [name, ROWS_MAX]);
      const { stamped, position } = answer ?? { stamped: 0, position: 0 };
      // The end was before what this term has stamped: that history is over. (Zero is also what is
      // answered to somebody who has lost the lease.)
      if (position > 0 && position - stamped < known) await resign();
      else known = Math.max(known, position);
      return stamped;
    },
    term: () => (leads ? name : undefined),
    async lag() {
      const [answer] = await db.query(readLag);
      return answer ?? { lagMs: 0, waiting: 0 };
    },
    resign,
  };
}
