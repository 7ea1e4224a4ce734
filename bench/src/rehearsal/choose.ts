/** Which places a buyer tries to get, from the state of the house as they see it. Pure. */
import type { InventoryState } from '@onsale/contract/product.ts';
import { decodeSeatStates, unpackSeatStates } from '@onsale/contract/seat-state.ts';
import type { Random } from '@onsale/server/src/lib/random.ts';
import type { Person } from './behaviour.ts';

/** `hasPlan`: the house is drawn, so that the shop can look for good places. */
export type Chooser = Pick<Person, 'way' | 'taste'> & { readonly hasPlan: boolean };

/** Undefined: there is nothing left to choose; `mayComeBack` says whether waiting makes sense. */
export function choosePlaces(
  state: InventoryState,
  { hasPlan, ...person }: Chooser,
  wanted: number,
  random: Random,
): { readonly wish?: Readonly<Record<string, unknown>>; readonly mayComeBack: boolean } {
  const { seatCount, pools } = state;
  const states = unpackSeatStates(decodeSeatStates(state.seats, seatCount), seatCount);
  const free = states.reduce((sum, one) => sum + (one === FREE ? 1 : 0), 0);
  const mayComeBack = states.includes(HELD) || pools.some(({ held }) => held > 0);
  const area = pools.filter(({ available }) => available > 0);
  const hasSeats = free > 0;
  // Somebody who wants an area goes there; where there are both, half of the people do.
  if (area.length > 0 && (!hasSeats || random.chance(0.5))) {
    const pool = area[random.below(area.length)];
    const quantity = Math.min(wanted, pool?.available ?? wanted);
    return { wish: { pool: pool?.pool, quantity }, mayComeBack };
  }
  if (!hasSeats) return { mayComeBack };
  // At the end people take what there is, even if some of the party stay at home.
  const party = Math.min(wanted, free);
  const best = { wish: { bestAvailable: { party } }, mayComeBack };
  if (hasPlan && person.way === 'best available') return best;
  const from = startOf(person, seatCount, random);
  const first = freeRun(states, party, from);
  if (first === undefined && hasPlan) return best;
  // Without a drawing nobody can be asked for neighbours: one seat, then.
  const [start, length] = first === undefined ? [freeRun(states, 1, from) ?? 0, 1] : [first, party];
  const seats = Array.from({ length }, (_, n) => start + n);
  const holdAlternatives = hasPlan && random.chance(0.3);
  return { wish: { seats, ...(holdAlternatives && { holdAlternatives }) }, mayComeBack };
}

const FREE = 0;
const HELD = 1;

/** Everybody looks at the same good places first: that is what makes them fight. */
const startOf = ({ taste }: Pick<Chooser, 'taste'>, seatCount: number, random: Random): number =>
  Math.floor(Math.min(0.999, taste + random.fraction() * 0.05) * seatCount);

/** The first of so many free neighbours at or after a place, once around. */
function freeRun(states: ArrayLike<number>, party: number, from: number): number | undefined {
  for (let n = 0; n < states.length; n++) {
    const first = (from + n) % states.length;
    let free = 0;
    while (free < party && states[first + free] === FREE) free++;
    if (free === party) return first;
  }
  return undefined;
}
