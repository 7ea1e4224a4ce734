/** Who gets what comes free: the order of joining, wishes that do not fit, offers that end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditFindings } from '../../test/support/audited.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { must } from '../../test/support/shop.ts';
import { openTill, type Till } from '../../test/support/till.ts';
import { type AskWish, type ListHouse, openListHouse } from '../../test/support/waitlist-house.ts';
import type { Outcome } from '../inventory/model/commands.ts';
import { cancelReservation, releaseHold } from '../inventory/step-reservation.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { leaveList } from './leave-list.ts';

let database: TestDatabase;
let till: Till;
let house: ListHouse;
beforeAll(async () => {
  database = await createTestDatabase();
  till = await openTill();
  house = await openListHouse(database.url, till);
});
afterAll(async () => {
  await house.close();
  await till.close();
  await database.drop();
});

type Sold = { readonly eventId: number; readonly bookings: readonly Uuid[] };

/** A sold-out event of bookings of so many places each. */
async function soldOut(...sizes: number[]): Promise<Sold> {
  const capacity = sizes.reduce((sum, size) => sum + size, 0);
  const { shop } = house;
  const eventId = await shop.house.createPoolEvent(shop.organizationId, capacity);
  const booked = sizes.map((quantity) => shop.engine.place(eventId, { pool: mainPool, quantity }));
  const bookings = (await Promise.all(booked)).map((one) => must(one).reservation?.id as Uuid);
  return { eventId, bookings };
}

const giveBack = async (eventId: number, id: Uuid | undefined): Promise<Outcome> =>
  cancelReservation(house.shop.engine.inventory, {
    eventId,
    id: id as Uuid,
    principalId: house.shop.engine.owner.principalId,
  });
const mine = (eventId: number, id: Uuid | undefined) => ({
  eventId,
  id: id as Uuid,
  principalId: SHOP_PRINCIPAL,
});
const stateOf = async (eventId: number, person: string): Promise<string> => {
  const { state, endReason } = await house.entry(eventId, person);
  return endReason ?? state;
};
const joinAll = async (eventId: number, wishes: Record<string, AskWish>): Promise<void> => {
  for (const [person, wish] of Object.entries(wishes)) await house.joined(eventId, person, wish);
};
const crowd = (eventId: number): Promise<Outcome> =>
  house.shop.engine.place(eventId, { pool: mainPool, quantity: 1 });

describe('what comes free', () => {
  it('goes to whoever has waited longest, as a hold of theirs, and they are told', async () => {
    const { eventId, bookings } = await soldOut(2, 1);
    await joinAll(eventId, { ann: { party: 2, email: 'ann@example.com' }, bob: { party: 2 } });
    await house.work();
    expect(await stateOf(eventId, 'ann')).toBe('WAITING');
    must(await giveBack(eventId, bookings[0]));
    await house.work();
    expect(await stateOf(eventId, 'ann')).toBe('OFFERED');
    expect(await stateOf(eventId, 'bob')).toBe('WAITING');
    const [hold] = await house.query<{ buyer: string; quantity: number; ms: number }>(
      `SELECT buyer, quantity, extract(epoch FROM expires_at - created_at) * 1000 AS ms
         FROM reservations WHERE id = $1`,
      [await house.offerOf(eventId, 'ann')],
    );
    expect(hold).toMatchObject({ buyer: 'ann', quantity: 2 });
    expect(Number(hold?.ms)).toBe(900_000);
    const letters = await house.query<{ kind: string }>(
      `SELECT kind FROM letters WHERE key LIKE $1 ORDER BY kind`,
      [`waitlist%:${eventId}:%`],
    );
    expect(letters.map(({ kind }) => kind)).toEqual(['waitlist_joined', 'waitlist_offer']);
  });

  it('passes over those whom it does not fit, and says so', async () => {
    const { eventId, bookings } = await soldOut(1, 3);
    await joinAll(eventId, { four: { party: 4 }, one: { party: 1 }, other: { party: 1 } });
    must(await giveBack(eventId, bookings[0]));
    await house.work();
    expect(await stateOf(eventId, 'four')).toBe('WAITING');
    expect(await stateOf(eventId, 'one')).toBe('OFFERED');
    expect(await stateOf(eventId, 'other')).toBe('WAITING');
    must(await giveBack(eventId, bookings[1]));
    await house.work();
    // Three places: too few for four, so the next one is served.
    expect(await stateOf(eventId, 'four')).toBe('WAITING');
    expect(await stateOf(eventId, 'other')).toBe('OFFERED');
  });

  it('is offered to several at once when there is enough', async () => {
    const { eventId, bookings } = await soldOut(5);
    await joinAll(eventId, { a: { party: 2 }, b: { party: 2 }, c: { party: 2 }, d: { party: 1 } });
    must(await giveBack(eventId, bookings[0]));
    await house.work();
    const states = await Promise.all(['a', 'b', 'c', 'd'].map((who) => stateOf(eventId, who)));
    expect(states).toEqual(['OFFERED', 'OFFERED', 'WAITING', 'OFFERED']);
  });
});

describe('an offer', () => {
  it('that is declined goes to the next', async () => {
    const { eventId, bookings } = await soldOut(1);
    await joinAll(eventId, { ann: {}, bob: {} });
    must(await giveBack(eventId, bookings[0]));
    await house.work();
    expect(must(await leaveList(house.deps, eventId, 'ann'))).toMatchObject({
      state: 'ENDED',
      endReason: 'declined',
    });
    await house.work();
    expect(await stateOf(eventId, 'bob')).toBe('OFFERED');
  });

  it('whose hold is given back on the page of the hold is declined as well', async () => {
    const { eventId, bookings } = await soldOut(1);
    await joinAll(eventId, { ann: {} });
    must(await giveBack(eventId, bookings[0]));
    await house.work();
    const hold = mine(eventId, await house.offerOf(eventId, 'ann'));
    must(await releaseHold(house.deps.inventory, hold));
    await house.work();
    expect(await stateOf(eventId, 'ann')).toBe('declined');
  });

  it('that runs out goes to the next, and whoever missed it is told', async () => {
    const { eventId, bookings } = await soldOut(1);
    await joinAll(eventId, { ann: { email: 'late@example.com' }, bob: {} });
    must(await giveBack(eventId, bookings[0]));
    await house.work();
    await house.query(
      `UPDATE reservations SET expires_at = now() - interval '1 ms' WHERE id = $1`,
      [await house.offerOf(eventId, 'ann')],
    );
    await house.work();
    expect(await stateOf(eventId, 'ann')).toBe('lapsed');
    expect(await stateOf(eventId, 'bob')).toBe('OFFERED');
    const letters = await house.query(`SELECT 1 FROM letters WHERE kind = 'waitlist_lapsed'`);
    expect(letters).toHaveLength(1);
  });

  it('is bought like any other hold, and needs nothing else', async () => {
    const { eventId, bookings } = await soldOut(1);
    await joinAll(eventId, { ann: {} });
    must(await giveBack(eventId, bookings[0]));
    await house.work();
    const { facts } = await house.buy(eventId, 'ann');
    expect(facts.state).toBe('COMPLETE');
    await house.work();
    expect(await stateOf(eventId, 'ann')).toBe('bought');
  });
});

describe('the crowd', () => {
  it('gets nothing while somebody waits, whoever gives back', async () => {
    const { eventId, bookings } = await soldOut(1, 1);
    await joinAll(eventId, { ann: { party: 1 } });
    must(await giveBack(eventId, bookings[0]));
    // Free, and not yet offered: the worker has not even heard of it.
    expect(await crowd(eventId)).toMatchObject({
      code: 'sold_out',
      details: { waitingList: true },
    });
    await house.work();
    expect(await stateOf(eventId, 'ann')).toBe('OFFERED');
    // Nobody waits any more.
    must(await giveBack(eventId, bookings[1]));
    must(await crowd(eventId));
  });

  it('gets no named seat either, by itself or among others', async () => {
    const { shop } = house;
    const eventId = await shop.house.createSeatEvent(shop.organizationId, 3);
    const booked = must(await shop.engine.place(eventId, { seats: [0, 1, 2] }));
    await joinAll(eventId, { ann: { party: 2 } });
    must(await giveBack(eventId, booked.reservation?.id));
    for (const seats of [[0], [1, 2], [0, 1, 2]]) {
      expect(await shop.engine.place(eventId, { seats })).toMatchObject({ code: 'sold_out' });
    }
    await house.work();
    expect(await stateOf(eventId, 'ann')).toBe('OFFERED');
    // Nobody waits any more.
    must(await shop.engine.place(eventId, { seats: [2] }));
  });

  it('gets what nobody who waits can use, until nothing is left again', async () => {
    const { eventId, bookings } = await soldOut(1, 2);
    await joinAll(eventId, { ann: { party: 2 } });
    must(await giveBack(eventId, bookings[0]));
    await house.work();
    must(await crowd(eventId));
    await house.work();
    must(await giveBack(eventId, bookings[1]));
    expect(await crowd(eventId)).toMatchObject({ code: 'sold_out' });
    await house.work();
    expect(await stateOf(eventId, 'ann')).toBe('OFFERED');
  });

  it('is served again when the last one has left', async () => {
    const { eventId, bookings } = await soldOut(1);
    await joinAll(eventId, { ann: {} });
    must(await giveBack(eventId, bookings[0]));
    must(await leaveList(house.deps, eventId, 'ann'));
    expect(must(await crowd(eventId)).repeated).toBe(false);
  });
});

it('those whom a limit forbids it are told, and do not hold up the others', async () => {
  const { shop } = house;
  const wish = { perPersonMax: 2 };
  const eventId = await shop.house.createPoolEvent(shop.organizationId, 3, wish);
  const bought = await shop.ordered(eventId, { pool: mainPool, quantity: 2 }, { buyer: 'ann' });
  must(await shop.pay(bought, 'sim_ok'));
  const rest = await shop.hold(eventId, { pool: mainPool, quantity: 1 }, { buyer: 'x' });
  await joinAll(eventId, { ann: {}, bob: {} });
  must(await releaseHold(house.deps.inventory, mine(eventId, rest)));
  await house.work();
  expect(await stateOf(eventId, 'ann')).toBe('limit_reached');
  expect(await stateOf(eventId, 'bob')).toBe('OFFERED');
});

it('when the sale is over, nobody waits any more', async () => {
  const { eventId } = await soldOut(1);
  await joinAll(eventId, { ann: {}, bob: {} });
  await house.query('UPDATE events SET sale_closes_at = now() WHERE id = $1', [eventId]);
  await house.work();
  expect(await stateOf(eventId, 'ann')).toBe('sale_over');
  expect(await stateOf(eventId, 'bob')).toBe('sale_over');
});

it('and in the end the audit finds nothing', async () => {
  await house.work();
  expect(await auditFindings(database.url)).toEqual([]);
});
