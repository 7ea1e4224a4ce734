/** The state of every seat and pool as the product API shows it, and house holds. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { decodeSeatStates, unpackSeatStates } from '@onsale/contract/seat-state.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { waitFor } from '../support/wait-for.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import { getEvents, reservationCalls } from './product-calls.ts';
import { type Key, type Reply, useWorld } from './world.ts';

type Event = { readonly available: number };
type State = {
  readonly seatCount: number;
  readonly seats: string;
  readonly pools: readonly object[];
  readonly asOfSeq: number;
};

const world = useWorld();
const ids = createIds(systemClock);
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

const get = (path: string, etag?: string): Promise<Reply> => getEvents(world(), path, etag);
const calls = reservationCalls(world, () => key);
const place = async (eventId: number, wish: object): Promise<string> =>
  (await calls.placed(eventId, wish)).id;
const readEvent = async (eventId: number): Promise<Event> =>
  granted<{ event: Event }>(await get(`/${eventId}`)).event;
const readState = async (eventId: number): Promise<State & { readonly states: number[] }> => {
  const state = granted<State>(await get(`/${eventId}/state`));
  return {
    ...state,
    states: [...unpackSeatStates(decodeSeatStates(state.seats, state.seatCount), state.seatCount)],
  };
};
const statesAre = (eventId: number, states: readonly number[]): Promise<unknown> =>
  waitFor(`the states ${states.join('')}`, async () => {
    const now = (await readState(eventId)).states;
    if (now.join('') !== states.join('')) throw new Error(`they are ${now.join('')}`);
    return true;
  });

describe('the state of the house', () => {
  it('is the truth: held, sold, blocked and free seats, and the counters of pools', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 9, {}, 10);
    expect((await readState(eventId)).states).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    await place(eventId, { seats: [8, 0] });
    await place(eventId, { seats: [3], confirm: true });
    await place(eventId, { pool: 1, quantity: 3 });
    await place(eventId, { pool: 1, quantity: 2, confirm: true });
    granted(await block(eventId, 'block', [5]));
    await statesAre(eventId, [1, 0, 0, 2, 0, 3, 0, 0, 1]);
    const rows = await world().change(
      'SELECT state FROM seats WHERE event_id = $1 ORDER BY seat_no',
      [eventId],
    );
    const { states, pools } = await readState(eventId);
    expect(rows.map(({ state }) => state)).toEqual(states);
    expect(pools).toEqual([{ pool: 1, capacity: 10, available: 5, held: 3, sold: 2, blocked: 0 }]);
  });

  it('shows a lapsed hold as free', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 3, { holdMs: 1_000 });
    await place(eventId, { seats: [1] });
    await statesAre(eventId, [0, 1, 0]);
    await statesAre(eventId, [0, 0, 0]);
  });

  it('answers 304 to its entity tag while nothing changes', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 3);
    const etag = await waitFor('the house to be quiet', async () => {
      const first = await get(`/${eventId}/state`);
      const again = await get(`/${eventId}/state`, first.headers.get('etag') ?? '');
      return again.status === 304 && first.headers.get('etag');
    });
    await place(eventId, { seats: [2], confirm: true });
    await waitFor('another state', async () => {
      const reply = await get(`/${eventId}/state`, etag ?? '');
      return reply.status === 200 && reply.headers.get('etag') !== etag;
    });
  });

  it('says up to which change it is complete', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 3);
    await place(eventId, { seats: [0] });
    await place(eventId, { seats: [1] });
    // The creation and two holds.
    const state = await waitFor('three changes', async () => {
      const now = await readState(eventId);
      return now.asOfSeq === 3 && now;
    });
    expect(state.states).toEqual([1, 1, 0]);
  });
});

const block = (
  eventId: number,
  what: 'block' | 'unblock',
  seats: readonly number[],
  secret = key.secret,
): Promise<Reply> =>
  world().send('POST', `/api/v1/events/${eventId}/seats/${what}`, { key: secret, body: { seats } });

describe('house holds', () => {
  it('take seats out of the sale and put them back, as often as one likes', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4);
    const blocked = granted<{ asOfSeq: number }>(await block(eventId, 'block', [3, 1]));
    expect(blocked).toEqual({
      eventId,
      seats: [
        { seat: 1, version: 1 },
        { seat: 3, version: 1 },
      ],
      asOfSeq: blocked.asOfSeq,
    });
    await statesAre(eventId, [0, 3, 0, 3]);
    expect((await readEvent(eventId)).available).toBe(2);
    const again = granted<{ seats: unknown }>(await block(eventId, 'block', [1]));
    expect(again.seats).toEqual([{ seat: 1, version: 1 }]);
    const body = { id: ids.next(), buyer: 'b', seats: [0, 1] };
    const path = `/api/v1/events/${eventId}/reservations`;
    const refused = await world().send('POST', path, { key: key.secret, body });
    expectProductRefusal(refused, 'seats_unavailable', { seats: [1] });
    const back = granted<{ seats: unknown }>(await block(eventId, 'unblock', [0, 1]));
    expect(back.seats).toEqual([
      { seat: 0, version: 0 },
      { seat: 1, version: 2 },
    ]);
    await statesAre(eventId, [0, 0, 0, 3]);
    granted(await world().send('POST', path, { key: key.secret, body }), 201);
  });

  it('of held and sold seats are refused as a whole and name them', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 5);
    await place(eventId, { seats: [1] });
    await place(eventId, { seats: [2], confirm: true });
    for (const what of ['block', 'unblock'] as const) {
      const reply = await block(eventId, what, [4, 2, 1]);
      expectProductRefusal(reply, 'seats_unavailable', { seats: [1, 2] });
      const unknown = await block(eventId, what, [4, 5]);
      expectProductRefusal(unknown, 'unknown_seats', { seats: [5] });
    }
    await statesAre(eventId, [0, 1, 2, 0, 0]);
  });

  it('are for the organization of the event', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 2);
    const { secret } = await world().createKey({ organization: 'Strangers' });
    for (const what of ['block', 'unblock'] as const) {
      expectProductRefusal(await block(eventId, what, [0], secret), 'event_not_found');
      expectProductRefusal(await block(999_999, what, [0]), 'event_not_found');
      const twice = await block(eventId, what, [0, 0]);
      expectProductRefusal(twice, 'invalid_request', badFields('body.seats'));
    }
  });
});
