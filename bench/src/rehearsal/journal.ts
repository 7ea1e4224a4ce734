/**
 * What one virtual buyer was told, written down as it was told: the audit holds these lines against each
 * other, without believing the server in anything. Times in ms since the sale opened, on our clock.
 */

export type Place = {
  readonly number: number;
  readonly joinedMs: number;
  /** As the server said, once it was drawn. */
  readonly position?: number;
  /** Repeating the request answered another number: must not happen. */
  readonly otherNumber?: number;
};

export type Entrance = {
  readonly id: string;
  readonly position: number;
  /** The last one seen before it was asked for. */
  readonly servedUpTo: number;
  /** The answer was there: from now on the person surely counts as active... */
  readonly fromMs: number;
  /** ...until here at least: when they left, or paid, or the time was up. */
  readonly untilMs: number;
};

/** Somebody who asked before the turn: what came of it, and how far it was right afterwards. */
export type Push = {
  readonly position: number;
  readonly granted: boolean;
  readonly servedUpToAfter: number;
};

export type Hold = {
  readonly id: string;
  readonly seats: readonly number[];
  readonly pool?: number;
  readonly quantity: number;
  /** Surely held from here (the answer was there) until here (its end, or when it was given back). */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Bought: from here on it is theirs for good. A late payment can come after the hold has ended. */
  readonly soldMs?: number;
  /** What reading it at the end said: its status, or the code of a refusal. */
  readonly readBack: string;
};

export type Purchase = {
  readonly orderId: string;
  readonly reservationId: string;
  /** `complete`, `open`, `ended`, ... as last read. */
  readonly status: string;
  readonly quantity: number;
  readonly totalMinor: number;
  /** What the prices of the event come to. */
  readonly shownMinor: number;
  readonly tickets: readonly { readonly id: string; readonly code: string }[];
};

export const outcomes = [
  'bought',
  'sold_out',
  'no_show',
  'browsed',
  'lapsed',
  'not_paid',
  'too_late',
  'gave_up',
  'time_was_up',
  'failed',
] as const;
export type Outcome = (typeof outcomes)[number];

export type Line = {
  readonly index: number;
  readonly arrivedMs: number;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly places: readonly Place[];
  readonly entrance?: Entrance;
  readonly push?: Push;
  readonly holds: readonly Hold[];
  readonly purchase?: Purchase;
  /** Answers that no sale should give. */
  readonly unexpected: readonly string[];
};
