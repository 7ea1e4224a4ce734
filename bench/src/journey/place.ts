/** How a virtual buyer takes places: by hand on the map, by best available, or in an area. */
import type { ProductEvent, Reservation } from '@onsale/contract/product.ts';
import { decodeSeatStates, unpackSeatStates } from '@onsale/contract/seat-state.ts';
import type { Ids } from '@onsale/server/src/lib/uuid-v7.ts';
import type { Random } from '@onsale/server/src/lib/random.ts';
import type { ShopAnswer, Visitor } from './shop-client.ts';

export type Way = 'by hand' | 'best available' | 'area';

/** Refusals that a buyer meets in an ordinary sale. */
const ordinary: ReadonlySet<string | undefined> = new Set([
  'sold_out',
  'seats_unavailable',
  'single_seat_gap',
  'limit_reached',
]);

const TRIES_MAX = 6;

export type Placed =
  | { readonly reservation: Reservation; readonly tries: number }
  | { readonly refusal: string; readonly tries: number };

/** Looks, tries, looks again. Throws on an answer that no sale should give. */
export async function takePlaces(
  visitor: Visitor,
  event: ProductEvent,
  way: Way,
  party: number,
  { ids, random }: { readonly ids: Ids; readonly random: Random },
): Promise<Placed> {
  const path = `/api/v1/events/${event.id}/reservations`;
  let refusal = 'sold_out';
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    const wish = await wishOf(visitor, event, way, party, random);
    if (wish === undefined) return { refusal: 'sold_out', tries };
    const body = { id: ids.next(), ...wish };
    const answer = await visitor.send({ method: 'POST', path, body });
    if (answer.status === 201) {
      return { reservation: answer.body['reservation'] as Reservation, tries };
    }
    if (!ordinary.has(answer.code)) throw unexpected('a hold', answer);
    refusal = answer.code ?? '';
    if (refusal === 'sold_out' || refusal === 'limit_reached') return { refusal, tries };
  }
  return { refusal, tries: TRIES_MAX };
}

async function wishOf(
  visitor: Visitor,
  event: ProductEvent,
  way: Way,
  party: number,
  random: Random,
): Promise<object | undefined> {
  if (way === 'area') {
    const pool = event.pools[random.below(event.pools.length)];
    return pool && { pool: pool.pool, quantity: party };
  }
  if (way === 'best available') return { bestAvailable: { party } };
  const answer = await visitor.send({ method: 'GET', path: `/api/v1/events/${event.id}/state` });
  if (answer.status !== 200) throw unexpected('the state', answer);
  const { seats, seatCount } = answer.body as { seats: string; seatCount: number };
  const states = unpackSeatStates(decodeSeatStates(seats, seatCount), seatCount);
  const first = freeRun(states, party, random.below(Math.max(1, seatCount)));
  if (first === undefined) return undefined;
  const seatNos = Array.from({ length: party }, (_, n) => first + n);
  return { seats: seatNos, holdAlternatives: random.chance(0.5) };
}

/** The first of so many free neighbours at or after a place, once around. */
function freeRun(states: ArrayLike<number>, party: number, from: number): number | undefined {
  for (let n = 0; n < states.length; n++) {
    const first = (from + n) % states.length;
    let free = 0;
    while (free < party && states[first + free] === 0) free++;
    if (free === party) return first;
  }
  return undefined;
}

export const unexpected = (what: string, { status, body }: ShopAnswer): Error =>
  new Error(`${what}: unexpected ${status} ${JSON.stringify(body).slice(0, 500)}`);
