/**
 * How far a replica is behind, measured without trusting any clock but our own: at a moment of ours we
 * ask the primary for its place in the log; once the replica has replayed up to there, it shows
 * everything that was committed before that moment. Lag is the age of the latest such moment, so a
 * primary on which nothing happens never looks like lag.
 */
import type { Clock } from '../lib/clock.ts';
import type { Queryable, Statement } from '../lib/db.ts';
import { withDeadline } from '../lib/deadline.ts';
import type { Wait } from '../lib/wait.ts';
import { primaryPlace, replicaPlace } from './sql/replica.ts';

export type WatchOptions = {
  readonly primary: Queryable;
  readonly replica: Queryable;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly wait: Wait;
  /** A replica further behind is not read from, in milliseconds. */
  readonly lagMaxMs: number;
  /** The longest a question to either server may take, in milliseconds. */
  readonly timeoutMs: number;
};

/** Why the replica cannot be read from: it is behind, does not answer, or is none (any more). */
export type Obstacle = 'lag' | 'away' | 'no_replica' | 'recent';

export type ReplicaWatch = {
  /** Asks both servers once. Never rejects. */
  measure(): Promise<void>;
  /** What stands against reading what was committed before `afterMs`; undefined: nothing. */
  obstacle(afterMs?: number): Obstacle | undefined;
  /** A read failed: it is not read from until the next measurement. */
  suspend(): void;
  /** How old what it shows may be, in milliseconds; Infinity while nothing is known. */
  lagMs(): number;
};

type Mark = { readonly atMs: number; readonly place: number };

const MARKS_MAX = 64;
/** A replica is a few milliseconds behind a busy primary: it is asked again before it counts as late. */
const AGAIN_MS = [10, 50, 200] as const;

export function watchReplica(options: WatchOptions): ReplicaWatch {
  const { primary, replica, clock, wait, lagMaxMs, timeoutMs } = options;
  let marks: Mark[] = [];
  let state: 'up' | 'away' | 'no_replica' = 'away';
  let shownMs = Number.NEGATIVE_INFINITY;
  /** Until when the primary is known; undefined: it answers. */
  let primaryLeftMs: number | undefined;
  let answeredMs = Number.NEGATIVE_INFINITY;

  async function ask<Row>(server: Queryable, statement: Statement<Row>): Promise<Row | undefined> {
    return (await withDeadline(server.query(statement), timeoutMs))[0];
  }

  async function mark(): Promise<void> {
    const atMs = clock.monotonicMs();
    try {
      const row = await ask(primary, primaryPlace);
      if (row === undefined) return;
      // A replica that does not move: thinning out keeps the oldest and the newest.
      if (marks.length >= MARKS_MAX) marks = marks.filter((_, at) => at % 2 === 0);
      marks.push({ atMs, place: row.place });
      answeredMs = atMs;
      primaryLeftMs = undefined;
    } catch {
      primaryLeftMs = answeredMs;
    }
  }

  /** Answers whether the replica has everything that was marked. */
  async function look(): Promise<boolean> {
    const row = await ask(replica, replicaPlace);
    if (row === undefined || row.place === null) {
      state = 'no_replica';
      return true;
    }
    const { place } = row;
    for (const one of marks) if (one.place <= place) shownMs = Math.max(shownMs, one.atMs);
    marks = marks.filter((one) => one.place > place);
    state = 'up';
    return marks.length === 0;
  }

  function lagMs(): number {
    // Nothing is committed while nobody reaches the primary: what the replica shows does not age.
    return (primaryLeftMs ?? clock.monotonicMs()) - shownMs;
  }

  return {
    lagMs,
    async measure() {
      await mark();
      try {
        for (const againMs of AGAIN_MS) {
          if (await look()) return;
          await wait(againMs);
        }
        await look();
      } catch {
        state = 'away';
      }
    },
    obstacle(afterMs = Number.NEGATIVE_INFINITY) {
      if (state !== 'up') return state;
      if (lagMs() > lagMaxMs) return 'lag';
      return afterMs > shownMs ? 'recent' : undefined;
    },
    suspend: () => (state = 'away'),
  };
}
