/**
 * Reads that may be a moment old. Where there is a replica they go there; what must be seen is named
 * by a moment, so nobody has to know how far behind the replica is.
 */
import type { Queryable } from './db.ts';

export type Reads = Queryable & {
  /** Whether they may be old at all: what is not found may be there. */
  readonly mayLag: boolean;
  /**
   * Reads that see everything committed before `monotonicMs`, a moment of this process's monotonic
   * clock: the one at which it heard of a change, or made it.
   */
  after(monotonicMs: number): Queryable;
};

/** The reads of a process without a replica: nothing is old. */
export const primaryReads = (db: Queryable): Reads => ({
  mayLag: false,
  query: (statement, values) => db.query(statement, values),
  after: () => db,
});
