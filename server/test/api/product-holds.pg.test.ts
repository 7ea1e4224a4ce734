/** Holds of the product API: placed, extended once, confirmed, cancelled, expired. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { expectProductRefusal } from './refusals.ts';
import type { Reservation } from '@onsale/contract/product.ts';
import { reservationCalls, still } from './product-calls.ts';
import { type Key, useWorld } from './world.ts';

const world = useWorld();
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

const { place, placed, step, stepped, found } = reservationCalls(world, () => key);
const lengthMs = ({ createdAt, expiresAt }: Reservation): number =>
  Date.parse(expiresAt ?? '') - Date.parse(createdAt);
const until = (eventId: number, id: string, status: string): Promise<Reservation> =>
  waitFor(`the reservation to be ${status}`, async () => {
    const one = await found(eventId, id);
    return one.status === status && one;
  });

// Several of them wait for a hold to lapse: together.
describe.concurrent('a hold', () => {
  it('of seats is PENDING for as long as the event says, and is read as it was answered', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 8, { holdMs: 60_000 });
    const held = await placed(eventId, { seats: [5, 2], buyer: '홍길동' });
    expect(still(held)).toEqual({
      id: held.id,
      eventId,
      buyer: '홍길동',
      status: 'PENDING',
      quantity: 2,
      seats: [
        { seat: 2, version: 1 },
        { seat: 5, version: 1 },
      ],
      createdAt: held.createdAt,
      expiresAt: held.expiresAt,
      extended: false,
    });
    expect(lengthMs(held)).toBe(60_000);
    expect(still(await found(eventId, held.id))).toEqual(still(held));
  });

  it('of places in a pool names the pool', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 8);
    const held = await placed(eventId, { pool: 1, quantity: 3 });
    expect(held).toMatchObject({ status: 'PENDING', quantity: 3, seats: [], pool: 1 });
    expect(lengthMs(held)).toBe(480_000);
    expect(still(await found(eventId, held.id))).toEqual(still(held));
  });

  it('is extended once, by as much as the event says', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4, { extensionMs: 90_000 });
    const held = await placed(eventId, { seats: [1] });
    const extended = await stepped(eventId, held.id, 'extend');
    expect(extended).toMatchObject({ status: 'PENDING', extended: true });
    expect(lengthMs(extended)).toBe(480_000 + 90_000);
    const twice = await step(eventId, held.id, 'extend');
    expectProductRefusal(twice, 'already_extended');
    expect(still(await found(eventId, held.id))).toEqual(still(extended));
  });

  it('is confirmed, as often as one likes, and then neither extended nor expired', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4, { holdMs: 1_000 });
    const held = await placed(eventId, { seats: [0, 1] });
    const sold = await stepped(eventId, held.id, 'confirm');
    expect(sold).toMatchObject({ status: 'CONFIRMED', extended: false });
    expect(sold.expiresAt).toBeUndefined();
    expect(Date.parse(sold.confirmedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(held.createdAt));
    expect(still(await stepped(eventId, held.id, 'confirm'))).toEqual(still(sold));
    const late = await step(eventId, held.id, 'extend');
    expectProductRefusal(late, 'invalid_transition', { status: 'CONFIRMED' });
    // A second hold of the same length lapses, the booking stays.
    const other = await placed(eventId, { seats: [2] });
    await until(eventId, other.id, 'EXPIRED');
    expect(still(await found(eventId, held.id))).toEqual(still(sold));
    expectProductRefusal(await place(eventId, { seats: [1, 2] }), 'seats_unavailable', {
      seats: [1],
    });
  });

  it('is cancelled, as often as one likes, and its seats are free', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4);
    const held = await placed(eventId, { seats: [0, 1] });
    const ended = await stepped(eventId, held.id, 'cancel');
    expect(ended.status).toBe('CANCELLED');
    expect(Date.parse(ended.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(held.createdAt));
    const next = await placed(eventId, { seats: [1], buyer: 'c' });
    const again = await stepped(eventId, held.id, 'cancel');
    expect(again).toMatchObject({ status: 'CANCELLED', endedAt: ended.endedAt });
    expect((await found(eventId, next.id)).status).toBe('PENDING');
    for (const what of ['confirm', 'extend'] as const) {
      const reply = await step(eventId, held.id, what);
      expectProductRefusal(reply, 'invalid_transition', { status: 'CANCELLED' });
    }
  });

  it('expires by itself, its seats are for sale, and a late confirmation takes them back', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4, { holdMs: 1_000 });
    const held = await placed(eventId, { seats: [0, 1] });
    const expired = await until(eventId, held.id, 'EXPIRED');
    expect(Date.parse(expired.endedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(held.expiresAt ?? ''),
    );
    expectProductRefusal(await step(eventId, held.id, 'extend'), 'hold_expired', {
      status: 'EXPIRED',
    });
    const late = await stepped(eventId, held.id, 'confirm');
    expect(late.status).toBe('CONFIRMED');
    expect(late.endedAt).toBeUndefined();
    expectProductRefusal(await place(eventId, { seats: [0] }), 'seats_unavailable', { seats: [0] });
  });

  it('that expired is not confirmed when somebody has one of its seats', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4, { holdMs: 1_000 });
    const held = await placed(eventId, { seats: [0, 1] });
    const thief = await waitFor('the hold to lapse', async () => {
      const reply = await place(eventId, { seats: [1, 2], buyer: 'c', confirm: true });
      return reply.status === 201 && (reply.body as { reservation: Reservation }).reservation;
    });
    expect(thief.status).toBe('CONFIRMED');
    expect((await found(eventId, held.id)).status).toBe('EXPIRED');
    expectProductRefusal(await step(eventId, held.id, 'confirm'), 'hold_expired', { seats: [1] });
    // Seat 0 came free with the hold.
    await placed(eventId, { seats: [0], buyer: 'd' });
  });

  it('of a pool expires by itself and gives its places back', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 2, { holdMs: 1_000 });
    const held = await placed(eventId, { pool: 1, quantity: 2 });
    expectProductRefusal(await place(eventId, { pool: 1, quantity: 1 }), 'sold_out', {
      available: 0,
      pool: 1,
    });
    await waitFor('the places to be free', async () => {
      const reply = await place(eventId, { pool: 1, quantity: 2, confirm: true });
      return reply.status === 201;
    });
    expect((await found(eventId, held.id)).status).toBe('EXPIRED');
  });
});
