/** Compares what a server acknowledged with what the database holds, for every variant alike. */
import type { LoadResult } from './load/plan.ts';

/** What the database says about the events of one run. */
export type BookedFacts = {
  readonly reservations: number;
  readonly tickets: number;
  readonly capacity: number;
  /** What the stock counter (or the seats' own state) says is left. */
  readonly remaining: number;
  readonly seatsSoldTwice: number;
};

export type Verification = {
  readonly acknowledged: number;
  readonly found: number;
  /** Acknowledged, but not in the database. */
  readonly lost: number;
  /** In the database, but neither acknowledged nor among the requests without an answer. */
  readonly unexplained: number;
  /** Tickets beyond the capacity, and named seats that belong to two reservations. */
  readonly oversold: number;
  /**
   * Tickets in reservations that the stock counter does not know of: overselling waiting to happen.
   */
  readonly counterDrift: number;
};

type Acknowledged = Pick<LoadResult['total'], 'accepted' | 'unknown'>;

/** An outcome nobody learned may have been booked or not; both are sound. */
export function verify(total: Acknowledged, facts: BookedFacts): Verification {
  return {
    acknowledged: total.accepted,
    found: facts.reservations,
    lost: Math.max(0, total.accepted - facts.reservations),
    unexplained: Math.max(0, facts.reservations - total.accepted - total.unknown),
    oversold: Math.max(0, facts.tickets - facts.capacity) + facts.seatsSoldTwice,
    counterDrift: facts.tickets - (facts.capacity - facts.remaining),
  };
}

/** True when nothing was lost, invented or sold twice. */
export const isSound = (v: Verification): boolean =>
  v.lost === 0 && v.unexplained === 0 && v.oversold === 0 && v.counterDrift === 0;
