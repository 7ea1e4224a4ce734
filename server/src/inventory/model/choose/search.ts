/**
 * One search for seats: the wish against the present states, prepared so that the steps of the
 * ladder need not look at single seats again.
 */
import { seatStates } from '@onsale/contract/seat-state.ts';
import { assert } from '../../../lib/assert.ts';
import { freeSegments, type Segments, singlesLeft } from './free-segments.ts';
import { runningSum, type SeatIndex } from './seat-index.ts';
import type { Spread, Suggestion, Wish } from './wish.ts';
import { partyMax } from './wish.ts';

export type Search = {
  readonly index: SeatIndex;
  readonly states: Uint8Array;
  readonly party: number;
  readonly count: number;
  readonly released: boolean;
  readonly spread: Spread | undefined;
  /** One byte a run: 1 where tier and section are wished for. */
  readonly runs: Uint8Array;
  /** Free seats in the wished runs; those to avoid are among them, because they are free. */
  readonly segments: Segments;
  /** `costSum[b] - costSum[a]` is what the seats a..b-1 cost, what the search makes small: viewCm. */
  readonly costSum: Float64Array;
  /** Likewise the number of seats to avoid. */
  readonly avoidedSum: Float64Array | undefined;
};

const COUNT_MAX = 40;

const within = (value: number, min: number, max: number): boolean =>
  Number.isSafeInteger(value) && value >= min && value <= max;

/**
 * @param states One byte a seat, see `seatStates`.
 * Throws AssertionError unless party, count and the numbers of `accessible` are in their ranges.
 */
export function prepareSearch(index: SeatIndex, states: Uint8Array, wish: Wish): Search {
  const { party, count = 3, accessible, accessibleReleased: released = false } = wish;
  assert(states.length === index.seatCount, 'one state per seat');
  assert(within(party, 1, partyMax), `a party of ${party}`);
  assert(within(count, 1, COUNT_MAX), `${count} suggestions`);
  if (accessible) {
    const { wheelchairs, companions } = accessible;
    assert(within(wheelchairs, 1, party), `${wheelchairs} wheelchairs in a party of ${party}`);
    assert(within(companions, 0, party - wheelchairs), `${companions} companions of ${party}`);
  }
  const runs = wishedRuns(index, wish);
  const segments = freeSegments(index, states, { released, runs });
  const avoidedSum = wish.avoid?.some((seats) => seats.length > 0)
    ? runningSum(marked(index.seatCount, wish.avoid.flat()))
    : undefined;
  const { spread } = wish;
  const costSum = index.viewSum;
  return { index, states, party, count, released, spread, runs, segments, costSum, avoidedSum };
}

function wishedRuns(index: SeatIndex, { tiers, sections }: Wish): Uint8Array {
  const tierWished = index.tiers.map((code) => tiers === undefined || tiers.includes(code));
  const sectionWished = index.sections.map(
    ({ code }) => sections === undefined || sections.includes(code),
  );
  return Uint8Array.from(index.runTier, (tier, run) =>
    tierWished[tier] && sectionWished[index.runSection[run] ?? -1] ? 1 : 0,
  );
}

/** Ones at the seats, zeros elsewhere. */
export function marked(seatCount: number, seats: readonly number[]): Uint8Array {
  const marks = new Uint8Array(seatCount);
  for (const seat of seats) marks[seat] = 1;
  return marks;
}

/** The states with some seats taken: the original stays as it is. */
export function taking(states: Uint8Array, seats: readonly number[]): Uint8Array {
  const after = states.slice();
  for (const seat of seats) after[seat] = seatStates.SOLD;
  return after;
}

/** What the seats `from`..`to` - 1 cost. */
export const costOf = ({ costSum }: Search, from: number, to: number): number =>
  (costSum[to] ?? 0) - (costSum[from] ?? 0);

/** Whether one of the seats `from`..`to` - 1 has been suggested already. */
export const anyAvoided = ({ avoidedSum }: Search, from: number, to: number): boolean =>
  avoidedSum !== undefined && avoidedSum[to] !== avoidedSum[from];

/** `size` consecutive numbers. */
export const seatsFrom = (from: number, size: number): number[] =>
  Array.from({ length: size }, (_, offset) => from + offset);

/** Puts a suggestion together; `groups` are neighbours each, in any order. */
export function suggest(search: Search, groups: readonly (readonly number[])[]): Suggestion {
  const seats = groups.flat().toSorted((a, b) => a - b);
  const views = seats.map((seat) => search.index.viewCm[seat] ?? 0);
  return {
    seats,
    groups: groups.toSorted(([a = 0], [b = 0]) => a - b),
    singles: singlesLeft(search.segments, seats),
    viewCm: Math.round(views.reduce((sum, view) => sum + view, 0) / Math.max(1, seats.length)),
  };
}
