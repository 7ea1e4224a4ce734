/** What a party asks for when it lets the house choose, and what it is offered. */

export const partyMax = 20;

export type AccessibleWish = {
  /** Wheelchair spaces, >= 1. */
  readonly wheelchairs: number;
  /** People who accompany them, >= 0; they sit beside the wheelchairs if at all possible. */
  readonly companions: number;
};

export type Spread = {
  /** Any integer; equal salts choose equally. */
  readonly salt: number;
  /** How much worse a seat may be to count as equally good, centimetres of viewCm. Default 300. */
  readonly toleranceCm?: number | undefined;
};

export type Wish = {
  /** Everybody, wheelchairs and companions included: 1..20. */
  readonly party: number;
  /** Tier codes; default all. Without it the seats nearest to the stage win, whatever they cost. */
  readonly tiers?: readonly string[] | undefined;
  /** Section codes; default all. */
  readonly sections?: readonly string[] | undefined;
  readonly accessible?: AccessibleWish | undefined;
  /** The event sells wheelchair spaces and companions' seats to everybody. */
  readonly accessibleReleased?: boolean | undefined;
  /** Seats that have been suggested already: none of them is suggested again. */
  readonly avoid?: readonly (readonly number[])[] | undefined;
  /** Lets simultaneous parties get different seats of about the same quality. */
  readonly spread?: Spread | undefined;
  /** How many suggestions, 1..40; default 3. They share no seat. */
  readonly count?: number | undefined;
};

/** The steps of the ladder, see best-available.ts. */
export type Rung = 1 | 2 | 3 | 4 | 5;

export type Suggestion = {
  /** Ascending. */
  readonly seats: readonly number[];
  /** The same seats, neighbours together. */
  readonly groups: readonly (readonly number[])[];
  /** The single seats it leaves, ascending; empty on rung 1. */
  readonly singles: readonly number[];
  /** Mean of viewCm over the seats, centimetres: smaller is better. */
  readonly viewCm: number;
};

/** What a tier still has, for those whose wish is impossible. */
export type TierRoom = {
  readonly tier: string;
  /** Seats that this party could take, one by one. */
  readonly available: number;
  /** The most neighbours among them. */
  readonly largestBlock: number;
  /** Free wheelchair spaces. */
  readonly wheelchairSpaces: number;
};

export type Choice =
  | { readonly ok: true; readonly rung: Rung; readonly suggestions: readonly Suggestion[] }
  | { readonly ok: false; readonly possible: readonly TierRoom[] };
