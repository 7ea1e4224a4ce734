/**
 * The rule against single seats, for seats that people pick by hand.
 *
 * A pick leaves a *single* where a free seat that is not picked has no free neighbour left, though it
 * had one before. Neighbours are those of one run: the end of a run (an aisle, a wall), a seat that
 * is taken and a protected seat (see free-segments.ts) all count as walls, because a couple cannot
 * buy the seat at the aisle either. Protected seats may be left single and never make a pick wrong.
 *
 *     X . . P P X      allowed: two seats are left together
 *     X . P P . . X    refused: the first seat is left alone; one place to the left it is not
 *     X . P P X        one seat too many for a couple, no place in here avoids it
 *
 * The rule relaxes where it cannot be met. The picked seats of one segment are a group; a group of n
 * is excused if n neighbours that leave no single are nowhere to be had
 *
 *   - in the section and the tier of the group (`section`, the default): odd leftovers are bought
 *     last, but nobody is sent to another part of the house;
 *   - in its tier (`tier`): the strict form, which fills a tier before it leaves a single;
 *   - in the segment itself (`segment`): the lenient form.
 *
 * Only a group that leaves exactly one seat of its segment can be excused: in any longer segment
 * there is another place for it. The rule is advice about the states as they were, no invariant.
 */
import { freeSegments, leavesNoSingle, type Segments, singlesLeft } from './free-segments.ts';
import { wayCm } from './place-distance.ts';
import { seatsFrom, taking } from './search.ts';
import type { SeatIndex } from './seat-index.ts';

export type GapRule = {
  /** The event sells wheelchair spaces and companions' seats to everybody. */
  readonly accessibleReleased?: boolean | undefined;
  /** Where an alternative must exist for a group to be refused. Default `section`. */
  readonly relaxWithin?: 'segment' | 'section' | 'tier' | undefined;
};

export type GapVerdict =
  /** `excused`: singles that could not be avoided. */
  | { readonly ok: true; readonly excused: readonly number[] }
  /**
   * `gaps`: the singles that can be avoided, ascending. `instead`: as many seats that avoid them,
   * see `suggestShift`.
   */
  | { readonly ok: false; readonly gaps: readonly number[]; readonly instead: readonly number[] };

const ascending = (a: number, b: number): number => a - b;

/** The picked seats of one segment, ascending. */
type Group = readonly number[];

/**
 * Whether a pick leaves single seats that it need not leave.
 *
 * @param states One byte a seat, see `seatStates`, before the pick.
 * @param picked Seat numbers in any order. Those that are not AVAILABLE or protected are ignored.
 */
export function leavesSingleGap(
  index: SeatIndex,
  states: Uint8Array,
  picked: readonly number[],
  rule: GapRule = {},
): GapVerdict {
  const released = rule.accessibleReleased ?? false;
  const segments = freeSegments(index, states, { released });
  const singlesOf = (seats: readonly number[]): number[] => singlesLeft(segments, seats);
  let instead = [...picked];
  // Every round leaves one group fewer that is wrong: it moves to where it leaves no single.
  for (;;) {
    const groups = groupsOf(segments, instead);
    const wrong = groups.filter((seats) => singlesOf(seats).length > 0);
    const move = firstMove(index, { states, picked: instead, wrong, rule });
    if (move === undefined) break;
    const stay = instead.filter((seat) => !move.seats.includes(seat));
    instead = [...stay, ...move.to].toSorted(ascending);
  }
  const unavoidable = new Set(singlesOf(instead));
  const gaps = singlesOf(picked).filter((seat) => !unavoidable.has(seat));
  return gaps.length === 0 ? { ok: true, excused: [...unavoidable] } : { ok: false, gaps, instead };
}

type Situation = {
  readonly states: Uint8Array;
  readonly picked: readonly number[];
  /** The groups that leave singles. */
  readonly wrong: readonly Group[];
  readonly rule: GapRule;
};

/** The first group that can do better, and where. */
function firstMove(
  index: SeatIndex,
  { states, picked, wrong, rule }: Situation,
): { readonly seats: Group; readonly to: readonly number[] } | undefined {
  const { accessibleReleased: released = false, relaxWithin: within = 'section' } = rule;
  for (const seats of wrong) {
    const others = taking(
      states,
      picked.filter((seat) => !seats.includes(seat)),
    );
    const runs = runsInScope(index, index.run[seats[0] ?? -1] ?? -1, within);
    const left = freeSegments(index, others, { released, runs });
    const to = nearestPlace(index, left, seats, within === 'segment');
    if (to !== undefined) return { seats, to };
  }
  return undefined;
}

/**
 * The nearest pick of the same size that the rule allows: each group that the rule refuses moves as
 * a whole, in its own row if possible, and the others stay. Undefined if the pick is allowed.
 */
export function suggestShift(
  index: SeatIndex,
  states: Uint8Array,
  picked: readonly number[],
  rule: GapRule = {},
): readonly number[] | undefined {
  const verdict = leavesSingleGap(index, states, picked, rule);
  return verdict.ok ? undefined : verdict.instead;
}

function groupsOf(segments: Segments, picked: readonly number[]): Group[] {
  const bySegment = new Map<number, number[]>();
  for (const seat of new Set(picked.toSorted(ascending))) {
    const segment = segments.of[seat] ?? -1;
    if (segment >= 0) bySegment.set(segment, [...(bySegment.get(segment) ?? []), seat]);
  }
  return [...bySegment.values()];
}

/** Where the rule looks for another place: one byte a run. */
function runsInScope(
  index: SeatIndex,
  home: number,
  within: NonNullable<GapRule['relaxWithin']>,
): Uint8Array {
  const { runSection, runTier } = index;
  return Uint8Array.from(runTier, (tier, run) => {
    if (within === 'segment') return run === home ? 1 : 0;
    const near = within === 'tier' || runSection[run] === runSection[home];
    return near && tier === runTier[home] ? 1 : 0;
  });
}

/** The nearest neighbours without a single for the whole group, or undefined if there are none. */
function nearestPlace(
  index: SeatIndex,
  segments: Segments,
  seats: Group,
  ownSegmentOnly: boolean,
): number[] | undefined {
  const size = seats.length;
  const [first = 0] = seats;
  const last = seats.at(-1) ?? 0;
  let best: { start: number; cm: number } | undefined;
  for (let segment = 0; segment < segments.count; segment++) {
    if (ownSegmentOnly && segment !== segments.of[first]) continue;
    const from = segments.from[segment] ?? 0;
    const to = segments.to[segment] ?? 0;
    for (let start = from; start + size <= to; start++) {
      if (!leavesNoSingle(from, to, start, size)) continue;
      const cm = wayCm(index, [first, last], start, size);
      if (best === undefined || cm < best.cm) best = { start, cm };
    }
  }
  return best && seatsFrom(best.start, size);
}
