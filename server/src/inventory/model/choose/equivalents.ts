/**
 * When somebody else was faster: the nearest equivalents of a pick that lost some of its seats, so
 * that the answer to "taken" is an offer.
 *
 * What is near: for each seat the way from where the group was (place-distance.ts) plus half of the
 * difference in viewCm. The ladder of best-available.ts then finds the party together, in the same
 * tier if that is possible at all, else in any. Groups of a pick that lost nothing stay where they
 * are while the others move next to where they were; if that fails everybody moves together.
 */
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { neighbours } from './accessible.ts';
import { climb } from './best-available.ts';
import { wayCm } from './place-distance.ts';
import { prepareSearch, type Search, suggest, taking } from './search.ts';
import { runningSum, type SeatIndex } from './seat-index.ts';
import type { AccessibleWish, Choice, Rung, Suggestion, Wish } from './wish.ts';

const VIEW_WEIGHT = 0.5;

export type Loss = {
  /** All seats that the party picked, 1..20, in any order; each once. */
  readonly picked: readonly number[];
  /** Those of them that somebody else has, at least one. */
  readonly lost: readonly number[];
  readonly accessibleReleased?: boolean | undefined;
  /** How many suggestions, 1..40; default 3. */
  readonly count?: number | undefined;
  readonly spread?: Wish['spread'];
};

/** How a suggestion differs from what was picked. Lengths are centimetres. */
export type Difference = {
  /** Seats that are in both, ascending. */
  readonly kept: readonly number[];
  /** Seats more or fewer by tier, without tiers where nothing changes: what the price depends on. */
  readonly tiers: Readonly<Record<string, number>>;
  /** Whether every seat is in a section, and in a row, where the party had picked a seat. */
  readonly sameSections: boolean;
  readonly sameRows: boolean;
  /** From the middle of the one to the middle of the other, as the crow flies on the plan. */
  readonly movedCm: number;
  /** Change of the mean viewCm: negative is better than what was picked. */
  readonly viewCm: number;
};

export type Equivalent = {
  readonly rung: Rung;
  readonly suggestion: Suggestion;
  readonly difference: Difference;
};

/**
 * The nearest equivalents, best first; empty when nothing in the house would do.
 *
 * @param states One byte a seat, see `seatStates`; the lost seats count as taken, whatever it says,
 *   the others that were picked have to be AVAILABLE to be offered again.
 * Throws AssertionError when the loss is outside of the ranges given with `Loss`.
 */
export function equivalents(index: SeatIndex, states: Uint8Array, loss: Loss): Equivalent[] {
  const now = taking(states, loss.lost);
  const picked = loss.picked.toSorted((a, b) => a - b);
  const lost = new Set(loss.lost);
  const groups = neighbours({ index }, picked);
  const moving = groups.filter((group) => group.some((seat) => lost.has(seat)));
  const staying = groups.filter((group) => !moving.includes(group)).flat();
  const tiers = [...new Set(picked.map((seat) => tierOf(index, seat)))];
  const { accessibleReleased, count, spread } = loss;
  const options = { accessibleReleased, count, spread };
  const found =
    movingGroups(index, now, { ...options, moving, staying }) ??
    near(index, now, picked, { ...options, tiers }) ??
    near(index, now, picked, options);
  if (found === undefined) return [];
  return found.suggestions.map((suggestion) => ({
    rung: found.rung,
    suggestion,
    difference: differenceOf(index, picked, suggestion.seats),
  }));
}

type Found = Omit<Extract<Choice, { ok: true }>, 'ok'>;
type Options = Pick<Wish, 'tiers' | 'accessibleReleased' | 'count' | 'spread'>;

/** The ladder around the place where `group` was. */
function near(
  index: SeatIndex,
  states: Uint8Array,
  group: readonly number[],
  options: Options,
): Found | undefined {
  const accessible = options.accessibleReleased ? undefined : accessibleOf(index, group);
  const wish = { ...options, party: group.length, accessible };
  const search = prepareSearch(index, states, wish);
  const choice = climb({ ...search, costSum: runningSum(awayFrom(search, group)) }, wish);
  return choice.ok ? choice : undefined;
}

/** How far each wished seat is from the group, by place and by view. */
function awayFrom({ index, runs }: Search, group: readonly number[]): Float64Array {
  const [first = 0] = group;
  const last = group.at(-1) ?? first;
  const view = meanView(index, group);
  const away = new Float64Array(index.seatCount);
  for (let run = 0; run < index.runCount; run++) {
    if (runs[run] !== 1) continue;
    const end = index.runFrom[run + 1] ?? 0;
    for (let seat = index.runFrom[run] ?? 0; seat < end; seat++) {
      const worse = Math.abs((index.viewCm[seat] ?? 0) - view);
      away[seat] = wayCm(index, [first, last], seat, 1) + VIEW_WEIGHT * worse;
    }
  }
  return away;
}

/** Wheelchairs and companions are counted by the seats that the party had picked. */
function accessibleOf(index: SeatIndex, group: readonly number[]): AccessibleWish | undefined {
  const having = (flag: number): number =>
    group.filter((seat) => ((index.flags[seat] ?? 0) & flag) !== 0).length;
  const wheelchairs = having(seatFlags.accessible);
  if (wheelchairs === 0) return undefined;
  return {
    wheelchairs,
    companions: Math.min(having(seatFlags.companion), group.length - wheelchairs),
  };
}

type Moving = Options & {
  readonly moving: readonly (readonly number[])[];
  readonly staying: readonly number[];
};

/** One suggestion: each group that lost a seat moves near to where it was, the others stay. */
function movingGroups(index: SeatIndex, states: Uint8Array, loss: Moving): Found | undefined {
  const { moving, staying, ...others } = loss;
  if (staying.length === 0) return undefined;
  let seats = [...staying];
  let worst: Rung = 1;
  for (const group of moving) {
    const tiers = [...new Set(group.map((seat) => tierOf(index, seat)))];
    const found = near(index, taking(states, seats), group, { ...others, tiers, count: 1 });
    const [best] = found?.suggestions ?? [];
    if (found === undefined || best === undefined) return undefined;
    if (found.rung > worst) worst = found.rung;
    seats = [...seats, ...best.seats].toSorted((a, b) => a - b);
  }
  const { accessibleReleased } = others;
  const search = prepareSearch(index, states, { party: seats.length, accessibleReleased });
  return { rung: worst, suggestions: [suggest(search, neighbours({ index }, seats))] };
}

function differenceOf(
  index: SeatIndex,
  before: readonly number[],
  after: readonly number[],
): Difference {
  const tiers: Record<string, number> = {};
  for (const seat of after) tiers[tierOf(index, seat)] = (tiers[tierOf(index, seat)] ?? 0) + 1;
  for (const seat of before) tiers[tierOf(index, seat)] = (tiers[tierOf(index, seat)] ?? 0) - 1;
  const sectionOf = (seat: number): number => index.runSection[index.run[seat] ?? -1] ?? -1;
  const rowOf = (seat: number): string =>
    `${sectionOf(seat)}/${index.runRow[index.run[seat] ?? -1]}`;
  const sections = new Set(before.map(sectionOf));
  const rows = new Set(before.map(rowOf));
  const x = mean(index.x, after) - mean(index.x, before);
  const y = mean(index.y, after) - mean(index.y, before);
  return {
    kept: after.filter((seat) => before.includes(seat)),
    tiers: Object.fromEntries(Object.entries(tiers).filter(([, change]) => change !== 0)),
    sameSections: after.every((seat) => sections.has(sectionOf(seat))),
    sameRows: after.every((seat) => rows.has(rowOf(seat))),
    movedCm: Math.round(Math.hypot(x, y)),
    viewCm: Math.round(meanView(index, after) - meanView(index, before)),
  };
}

const tierOf = (index: SeatIndex, seat: number): string =>
  index.tiers[index.runTier[index.run[seat] ?? -1] ?? -1] ?? '';

const mean = (column: Int32Array, seats: readonly number[]): number =>
  seats.reduce((sum, seat) => sum + (column[seat] ?? 0), 0) / Math.max(1, seats.length);

const meanView = (index: SeatIndex, seats: readonly number[]): number => mean(index.viewCm, seats);
