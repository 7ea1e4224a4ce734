/** Bookings of the product API: what is refused and why, and whose reservations are whose. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { beforeAll, describe, expect, it } from 'vitest';
import { badFields, expectProductRefusal, inAnyOrder } from './refusals.ts';
import { reservationCalls, still } from './product-calls.ts';
import { type Key, startsAtMs, useWorld } from './world.ts';

const world = useWorld();
const unknownId = '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e';
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

const { place, placed, step, stepped, read, found } = reservationCalls(world, () => key);

describe('a booking', () => {
  it('with confirm stands at once', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4);
    const sold = await placed(eventId, { seats: [3], confirm: true });
    expect(sold).toMatchObject({ status: 'CONFIRMED', seats: [{ seat: 3, version: 1 }] });
    expect(sold.confirmedAt).toBe(sold.createdAt);
    expect(sold.expiresAt).toBeUndefined();
    const back = await stepped(eventId, sold.id, 'cancel');
    expect(back.status).toBe('CANCELLED');
    await placed(eventId, { seats: [3], confirm: true });
  });

  it('of taken seats is refused as a whole and names them', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 8);
    await placed(eventId, { seats: [1, 4], confirm: true });
    await placed(eventId, { seats: [6] });
    const reply = await place(eventId, { seats: [0, 6, 4, 7], buyer: 'c' });
    expectProductRefusal(reply, 'seats_unavailable', { seats: inAnyOrder(4, 6) });
    await placed(eventId, { seats: [0, 7], buyer: 'c' });
  });

  it('of seats or pools that do not exist is refused', async () => {
    const seats = await world().createSeatEvent(key.organizationId, 4);
    expectProductRefusal(await place(seats, { seats: [3, 4, 99] }), 'unknown_seats', {
      seats: inAnyOrder(4, 99),
    });
    expectProductRefusal(await place(seats, { pool: 1, quantity: 1 }), 'unknown_pool', { pool: 1 });
    const pools = await world().createPoolEvent(key.organizationId, 4);
    expectProductRefusal(await place(pools, { pool: 2, quantity: 1 }), 'unknown_pool', { pool: 2 });
    expectProductRefusal(await place(pools, { seats: [0] }), 'unknown_seats', { seats: [0] });
  });

  it('of more than a pool has is refused with what it has', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 4);
    await placed(eventId, { pool: 1, quantity: 3 });
    const reply = await place(eventId, { pool: 1, quantity: 2 });
    expectProductRefusal(reply, 'sold_out', { available: 1, pool: 1 });
  });

  it.each([
    ['sale_not_open', { saleOpensAtMs: startsAtMs }, { opensAt: '2040-01-01T10:30:00.000Z' }],
    [
      'sale_ended',
      { saleOpensAtMs: 1_000, saleClosesAtMs: 2_000 },
      { endedAt: '1970-01-01T00:00:02.000Z' },
    ],
    ['limit_reached', { perOrderMax: 1 }, { scope: 'order', limit: 1 }],
    ['limit_reached', { perPersonMax: 1 }, { scope: 'person', limit: 1, taken: 0 }],
  ] as const)('against the rules of the sale is refused: %s', async (code, wish, details) => {
    const eventId = await world().createSeatEvent(key.organizationId, 4, wish, 4);
    expectProductRefusal(await place(eventId, { seats: [0, 1] }), code, details);
    expectProductRefusal(await place(eventId, { pool: 1, quantity: 2 }), code, details);
  });

  it('of a cancelled event is refused, and so is the confirmation of a hold', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4);
    const held = await placed(eventId, { seats: [0] });
    await world().change('UPDATE events SET cancelled_at = now() WHERE id = $1', [eventId]);
    expectProductRefusal(await place(eventId, { seats: [1] }), 'event_cancelled');
    expectProductRefusal(await step(eventId, held.id, 'confirm'), 'event_cancelled');
  });

  it.each([
    ['neither seats nor a pool', {}, ['body']],
    ['seats and a pool', { seats: [0], pool: 1, quantity: 1 }, ['body']],
    ['a pool without a quantity', { pool: 1 }, ['body']],
    ['no seats', { seats: [] }, ['body.seats']],
    ['the same seat twice', { seats: [1, 1] }, ['body.seats']],
    ['a seat below 0', { seats: [-1] }, ['body.seats.0']],
    ['101 places', { pool: 1, quantity: 101 }, ['body.quantity']],
    ['an unknown field', { seats: [0], price: 0 }, ['body.price']],
    ['a random id', { seats: [0], id: '550e8400-e29b-41d4-a716-446655440000' }, ['body.id']],
    ['no buyer', { seats: [0], buyer: '' }, ['body.buyer']],
  ])('with %s is refused', async (_what, wish, fields) => {
    const reply = await place(1, wish);
    expect(reply.status).toBe(400);
    const { details } = (reply.body as { error: { details: { fields: { field: string }[] } } })
      .error;
    expect(details.fields.map(({ field }) => field)).toEqual(expect.arrayContaining(fields));
    expectProductRefusal(
      reply,
      'invalid_request',
      badFields(...details.fields.map((f) => f.field)),
    );
  });
});

describe('what belongs to somebody else', () => {
  it('does not exist: a reservation of another key, in every route', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4);
    const held = await placed(eventId, { seats: [0] });
    const { secret } = await world().createKey();
    expectProductRefusal(await read(eventId, held.id, secret), 'reservation_not_found');
    for (const what of ['confirm', 'extend', 'cancel'] as const) {
      const reply = await step(eventId, held.id, what, secret);
      expectProductRefusal(reply, 'reservation_not_found');
    }
    expect(still(await found(eventId, held.id))).toEqual(still(held));
  });

  it('does not exist: an event of another organization, in every route', async () => {
    const { organizationId } = await world().createKey({ organization: 'Strangers' });
    const eventId = await world().createSeatEvent(organizationId, 4);
    for (const event of [eventId, 999_999]) {
      expectProductRefusal(await place(event, { seats: [0] }), 'event_not_found');
      expectProductRefusal(await read(event, unknownId), 'event_not_found');
      for (const what of ['confirm', 'extend', 'cancel'] as const) {
        expectProductRefusal(await step(event, unknownId, what), 'event_not_found');
      }
    }
  });

  it('does not exist: a reservation of another event', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 4);
    const other = await world().createSeatEvent(key.organizationId, 4);
    const held = await placed(eventId, { seats: [0] });
    expectProductRefusal(await read(other, held.id), 'reservation_not_found');
    for (const what of ['confirm', 'extend', 'cancel'] as const) {
      expectProductRefusal(await step(other, held.id, what), 'reservation_not_found');
      expectProductRefusal(await step(eventId, unknownId, what), 'reservation_not_found');
    }
  });
});
