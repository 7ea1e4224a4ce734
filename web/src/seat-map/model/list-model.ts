/**
 * The hall as a list to choose from: sections with what is left, their rows, their seats. Only what can
 * be chosen is in it, so that nobody steps through hundreds of sold seats.
 */
import { seatStates } from '@onsale/contract/seat-state.ts';
import type { MapPlan, MapRow, MapSection } from './map-plan.ts';
import { areNeighbours } from './party.ts';

export type ListSection = {
  readonly section: MapSection;
  readonly free: number;
  /** Indexes of the tiers that have something left, in the order of the plan. */
  readonly tiers: readonly number[];
};

export type ListRow = {
  readonly row: MapRow;
  readonly free: number;
  /** Most free seats side by side. */
  readonly together: number;
};

/** What may be chosen: free, and not filtered out. */
export type Choosable = (seat: number) => boolean;

export const choosable =
  (map: MapPlan, states: Uint8Array, isTierShown: (tier: number) => boolean): Choosable =>
  (seat) =>
    states[seat] === seatStates.AVAILABLE && isTierShown(map.seats.tier[seat] ?? 0);

export function listSections(map: MapPlan, canChoose: Choosable): ListSection[] {
  return map.sections
    .map((section): ListSection => {
      const tiers = new Set<number>();
      let free = 0;
      for (const seat of seatsOf(section)) {
        if (!canChoose(seat)) continue;
        free += 1;
        tiers.add(map.seats.tier[seat] ?? 0);
      }
      return { section, free, tiers: [...tiers].sort((a, b) => a - b) };
    })
    .filter(({ free }) => free > 0);
}

export function listRows(map: MapPlan, section: MapSection, canChoose: Choosable): ListRow[] {
  return section.rows
    .map((row): ListRow => {
      let free = 0;
      let run = 0;
      let together = 0;
      for (const seat of seatsOf(row)) {
        const isFree = canChoose(seat);
        const goesOn = run > 0 && areNeighbours(map, seat - 1, seat);
        run = isFree ? (goesOn ? run + 1 : 1) : 0;
        free += isFree ? 1 : 0;
        together = Math.max(together, run);
      }
      return { row, free, together };
    })
    .filter(({ free }) => free > 0);
}

/** The seats of a row that can be chosen; what is selected already can be given up again. */
export const listSeats = (
  row: MapRow,
  canChoose: Choosable,
  selected: readonly number[],
): number[] => seatsOf(row).filter((seat) => canChoose(seat) || selected.includes(seat));

const seatsOf = ({ firstSeat, seatCount }: MapRow | MapSection): number[] =>
  Array.from({ length: seatCount }, (_, index) => firstSeat + index);
