/**
 * Whether an order that its buyer would give to the list is what somebody waits for: all of it or nothing,
 * so a party of exactly its size.
 */
import { takesTier, type Wish } from './wish.ts';

/** One place of the order. Seats without a drawing have no run and are nobody's protected ones. */
export type ReturnedPlace = {
  readonly seatNo: number | null;
  readonly tierCode: string | null;
  /** Seats of one run with consecutive numbers are neighbours. */
  readonly run: number;
  /** A wheelchair space; `isCompanion`: the seat beside one. */
  readonly isAccessible: boolean;
  readonly isCompanion: boolean;
};

export function fitsReturn(
  wish: Wish,
  places: readonly ReturnedPlace[],
  firstTier: string | null,
): boolean {
  if (places.length !== wish.party) return false;
  if (!places.every(({ tierCode }) => takesTier(wish, tierCode, firstTier))) return false;
  const spaces = places.filter(({ isAccessible }) => isAccessible).length;
  if (spaces !== wish.wheelchairs) return false;
  // Seats of companions are for those who come with somebody in a wheelchair.
  if (wish.wheelchairs === 0 && places.some(({ isCompanion }) => isCompanion)) return false;
  return !wish.together || areNeighbours(places);
}

function areNeighbours(places: readonly ReturnedPlace[]): boolean {
  const seats = places.toSorted((a, b) => (a.seatNo ?? 0) - (b.seatNo ?? 0));
  return seats.every(({ seatNo, run }, at) => {
    const before = seats[at - 1];
    if (seatNo === null || before === undefined) return true;
    return before.seatNo !== null && before.run === run && seatNo === before.seatNo + 1;
  });
}
