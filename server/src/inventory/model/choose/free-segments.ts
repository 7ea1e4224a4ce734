/**
 * What is left to choose from: segments, the longest rows of free neighbours within a run. A run's
 * ends, seats that are not AVAILABLE and protected seats are walls.
 *
 * Wheelchair spaces and their companions' seats are protected: they are not for parties that do not
 * ask for them, unless the event has released them to everybody.
 */
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { seatStates } from '@onsale/contract/seat-state.ts';
import type { SeatIndex } from './seat-index.ts';

export const PROTECTED: number = seatFlags.accessible | seatFlags.companion;

export type Segments = {
  readonly count: number;
  /** First seat. */
  readonly from: readonly number[];
  /** The seat after the last one. */
  readonly to: readonly number[];
  /** Segment of each seat of the plan, -1 where nobody can sit. */
  readonly of: Int32Array;
};

export type SegmentOptions = {
  /** Wheelchair spaces and companions' seats are seats like any other. */
  readonly released: boolean;
  /** One byte a run: only runs with 1 are looked at. Default: all. */
  readonly runs?: Uint8Array;
};

/** @param states One byte a seat, see `seatStates`. */
export function freeSegments(
  index: SeatIndex,
  states: Uint8Array,
  { released, runs }: SegmentOptions,
): Segments {
  const from: number[] = [];
  const to: number[] = [];
  const of = new Int32Array(index.seatCount).fill(-1);
  const closed = released ? 0 : PROTECTED;
  for (let run = 0; run < index.runCount; run++) {
    if (runs !== undefined && runs[run] !== 1) continue;
    const end = index.runFrom[run + 1] ?? 0;
    let begun = false;
    for (let seat = index.runFrom[run] ?? 0; seat < end; seat++) {
      const free =
        states[seat] === seatStates.AVAILABLE && ((index.flags[seat] ?? 0) & closed) === 0;
      if (free && !begun) from.push(seat);
      if (free) of[seat] = from.length - 1;
      if (!free && begun) to.push(seat);
      begun = free;
    }
    if (begun) to.push(end);
  }
  return { count: from.length, from, to, of };
}

/** Whether `size` seats from `start` on leave no single seat in the segment `from`..`to` - 1. */
export function leavesNoSingle(from: number, to: number, start: number, size: number): boolean {
  return start - from !== 1 && to - start - size !== 1;
}

/**
 * The single seats that picking `picked` would leave: free, not picked, without a free neighbour
 * that is not picked, and not single before. In ascending order. Seats of `picked` that are not in
 * any segment are ignored.
 */
export function singlesLeft(segments: Segments, picked: readonly number[]): number[] {
  const gone = new Set(picked);
  const touched = new Set([...gone].map((seat) => segments.of[seat] ?? -1));
  const left = (seat: number, segment: number): boolean =>
    segments.of[seat] === segment && !gone.has(seat);
  const singles: number[] = [];
  for (const segment of touched) {
    if (segment < 0) continue;
    const end = segments.to[segment] ?? 0;
    for (let seat = segments.from[segment] ?? 0; seat < end; seat++) {
      const alone = !left(seat - 1, segment) && !left(seat + 1, segment);
      if (left(seat, segment) && alone) singles.push(seat);
    }
  }
  return singles.toSorted((a, b) => a - b);
}
