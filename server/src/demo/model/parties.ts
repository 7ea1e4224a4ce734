/**
 * Who sits where in a house that has been on sale for a while: couples and small groups, the best seats
 * first though not strictly, and no single seat left between them. Wheelchair spaces stay free.
 */
import type { Wanted } from '../../inventory/model/commands.ts';
import type { SeatIndex } from '../../inventory/model/choose/seat-index.ts';
import type { Random } from '../../lib/random.ts';
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';

const PROTECTED = seatFlags.accessible | seatFlags.companion;
/** No larger than the limit of any show. */
const PARTY_MAX = 4;

/** How large parties are: mostly two. */
export function partySize(random: Random, most: number): number {
  const lot = random.fraction();
  const size = lot < 0.55 ? 2 : lot < 0.75 ? 4 : lot < 0.9 ? 3 : 1;
  return Math.max(1, Math.min(size, most));
}

/**
 * Parties for about `share` of the seats, in the order in which they bought. With a share of 1 it is
 * every seat, the protected ones too.
 */
export function seatedParties(index: SeatIndex, share: number, random: Random): number[][] {
  const all = allParties(index, share >= 1, random);
  const wanted = Math.round(index.seatCount * share);
  const nearest = nearestByTier(index);
  const ranked = all
    .map((seats) => ({ seats, rank: rankOf(index, nearest, seats) * (0.5 + random.fraction()) }))
    .sort((a, b) => a.rank - b.rank);
  const chosen: number[][] = [];
  let sold = 0;
  for (const { seats } of ranked) {
    if (sold >= wanted) break;
    chosen.push(seats);
    sold += seats.length;
  }
  return chosen;
}

/** Every run of neighbours, cut into parties. */
function allParties(index: SeatIndex, released: boolean, random: Random): number[][] {
  const parties: number[][] = [];
  let free: number[] = [];
  for (let seat = 0; seat <= index.seatCount; seat++) {
    const isNew = seat === index.seatCount || index.run[seat] !== index.run[seat - 1];
    const isProtected = !released && ((index.flags[seat] ?? 0) & PROTECTED) !== 0;
    if ((isNew || isProtected) && free.length > 0) {
      parties.push(...cut(free, random));
      free = [];
    }
    if (!isProtected && seat < index.seatCount) free.push(seat);
  }
  return parties;
}

/** Into groups of two to four; nobody is left over unless there was only one. */
function cut(seats: readonly number[], random: Random): number[][] {
  const parties: number[][] = [];
  let from = 0;
  while (from < seats.length) {
    const left = seats.length - from;
    let size = Math.max(2, partySize(random, PARTY_MAX));
    if (left - size === 1) size = size === 2 ? 3 : size - 1;
    parties.push(seats.slice(from, from + Math.min(size, left)));
    from += size;
  }
  return parties;
}

/** People choose what to pay first, then the best there is for it; the dearer places go a little sooner. */
function rankOf(index: SeatIndex, nearest: ReadonlyMap<number, number>, seats: readonly number[]) {
  const view = viewOf(index, seats);
  const withinTier = view / (nearest.get(tierOf(index, seats[0] ?? 0)) ?? view);
  return withinTier * view ** 0.3;
}

const tierOf = (index: SeatIndex, seat: number): number => index.runTier[index.run[seat] ?? 0] ?? 0;

/** The best view of each tier. */
function nearestByTier(index: SeatIndex): Map<number, number> {
  const nearest = new Map<number, number>();
  for (const [seat, view] of index.viewCm.entries()) {
    const tier = tierOf(index, seat);
    nearest.set(tier, Math.min(nearest.get(tier) ?? view, view));
  }
  return nearest;
}

const viewOf = (index: SeatIndex, seats: readonly number[]): number =>
  seats.reduce((sum, seat) => sum + (index.viewCm[seat] ?? 0), 0) / seats.length;

/** Parties for about `share` of an area. */
export function standingParties(
  pool: number,
  capacity: number,
  share: number,
  random: Random,
): Wanted[] {
  const parties: Wanted[] = [];
  let left = Math.round(capacity * share);
  while (left > 0) {
    const quantity = partySize(random, Math.min(PARTY_MAX, left));
    parties.push({ pool, quantity });
    left -= quantity;
  }
  return parties;
}
