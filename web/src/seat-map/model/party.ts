/**
 * From one tap to seats for the whole party: neighbours in the row, if they are free. What is chosen
 * can be given up one by one; then the next tap fills the gap.
 */
import { seatStates } from '@onsale/contract/seat-state.ts';
import { seatDistance, type MapPlan } from './map-plan.ts';

export type PartyWish = {
  readonly selected: readonly number[];
  readonly partySize: number;
  /** Most places in one order. */
  readonly placesMax: number;
};

export type PartyChoice = {
  readonly selected: readonly number[];
  readonly outcome:
    | 'added'
    | 'moved'
    | 'removed'
    /** The party does not fit here: only the one seat was chosen. */
    | 'not_together'
    | 'taken'
    | 'limit';
};

/** Further apart than this many seats' widths is an aisle. */
const AISLE = 1.7;

export function chooseSeat(
  map: MapPlan,
  states: Uint8Array,
  seat: number,
  { selected, partySize, placesMax }: PartyWish,
): PartyChoice {
  if (selected.includes(seat)) {
    return { selected: selected.filter((one) => one !== seat), outcome: 'removed' };
  }
  if (states[seat] !== seatStates.AVAILABLE) return { selected, outcome: 'taken' };
  const party = Math.max(1, Math.min(partySize, placesMax));
  if (placesMax < 1) return { selected, outcome: 'limit' };
  // A complete party that taps elsewhere moves there.
  const isComplete = selected.length >= party;
  const kept = isComplete ? [] : selected;
  const missing = party - kept.length;
  const together = adjacentSeats(map, states, seat, missing, kept);
  const added = together ?? [seat];
  const outcome = together === undefined ? 'not_together' : isComplete ? 'moved' : 'added';
  return { selected: [...kept, ...added].sort((a, b) => a - b), outcome };
}

/**
 * `count` free seats side by side that contain `seat`, none of them in `except`. Of several choices
 * the one that leaves no single seat behind, then the one that is nearest around the tap.
 */
export function adjacentSeats(
  map: MapPlan,
  states: Uint8Array,
  seat: number,
  count: number,
  except: readonly number[] = [],
): readonly number[] | undefined {
  const run = freeRun(map, states, seat, except);
  if (run === undefined || run.to - run.from + 1 < count) return undefined;
  let best = Number.POSITIVE_INFINITY;
  let start = run.from;
  const first = Math.max(run.from, seat - count + 1);
  const last = Math.min(seat, run.to - count + 1);
  for (let from = first; from <= last; from++) {
    const leftOver = [from - run.from, run.to - (from + count - 1)];
    const gaps = leftOver.filter((rest) => rest === 1).length;
    const aside = Math.abs(from + (count - 1) / 2 - seat);
    const cost = gaps * 1_000 + aside;
    if (cost < best) [best, start] = [cost, from];
  }
  return Array.from({ length: count }, (_, index) => start + index);
}

/** The free seats around `seat` without an aisle between them; both ends belong to it. */
export function freeRun(
  map: MapPlan,
  states: Uint8Array,
  seat: number,
  except: readonly number[] = [],
): { readonly from: number; readonly to: number } | undefined {
  const row = map.rows[map.rowOf[seat] ?? -1];
  const isFree = (one: number): boolean =>
    states[one] === seatStates.AVAILABLE && !except.includes(one);
  if (row === undefined || !isFree(seat)) return undefined;
  let from = seat;
  while (from > row.firstSeat && isFree(from - 1) && areNeighbours(map, from - 1, from)) from -= 1;
  let to = seat;
  const last = row.firstSeat + row.seatCount - 1;
  while (to < last && isFree(to + 1) && areNeighbours(map, to, to + 1)) to += 1;
  return { from, to };
}

/** Two seats that follow each other in a row, without an aisle between them. */
export const areNeighbours = (map: MapPlan, a: number, b: number): boolean =>
  map.rowOf[a] === map.rowOf[b] && seatDistance(map.seats, a, b) < AISLE * map.pitchCm;

/** The selected seats in groups that sit together: each gets one label. */
export function seatGroups(map: MapPlan, selected: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const seat of selected.toSorted((a, b) => a - b)) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group !== undefined && before === seat - 1 && areNeighbours(map, before, seat)) {
      group.push(seat);
    } else {
      groups.push([seat]);
    }
  }
  return groups;
}
