/** Whole orders given to the list: whose they are until when, who gets them, and where the money is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditFindings, ordersInFlight } from '../../test/support/audited.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { must } from '../../test/support/shop.ts';
import { openTill, type Till } from '../../test/support/till.ts';
import { type ListHouse, openListHouse } from '../../test/support/waitlist-house.ts';
import { assert } from '../lib/assert.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { refundOrder } from '../orders/end-order.ts';
import type { FoundOrder } from '../orders/read-order.ts';
import { askReturn, type Returned, withdrawReturn } from '../orders/return-order.ts';
import { countTickets } from '../tickets/count-tickets.ts';

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

const seller = 'g:seller';

/** A sold-out event with one order of two seats, bought by the seller. */
async function bought(wish: object = {}): Promise<FoundOrder> {
  const { shop } = house;
  const eventId = await shop.house.createSeatEvent(shop.organizationId, 2, wish);
  const order = await shop.ordered(eventId, { seats: [0, 1] }, { buyer: seller });
  const paid = must(await shop.pay(order, 'sim_ok'));
  await shop.quiet();
  return paid;
}

const eventOf = async ({ facts }: FoundOrder) => {
  const event = await house.deps.book.get(facts.eventId);
  assert(event !== undefined, 'there is an event');
  return event;
};
const ask = async (order: FoundOrder, buyer = seller): Promise<Returned> =>
  askReturn(house.deps.db, await eventOf(order), order.facts.id, buyer);
const keep = (order: FoundOrder) =>
  withdrawReturn(house.deps.db, order.facts.eventId, order.facts.id, seller);
const ticketsOf = ({ facts }: FoundOrder): Promise<number> =>
  countTickets(house.deps.db, facts.eventId, facts.reservationId);

describe('an order that its buyer would give to the list', () => {
  it('stays theirs, tickets and all, while nobody wants it', async () => {
    const order = await bought();
    await house.joined(order.facts.eventId, 'three', { party: 3 });
    must(await ask(order));
    must(await ask(order));
    await house.work();
    expect((await house.shop.read(order)).facts).toMatchObject({ state: 'COMPLETE' });
    expect(await ticketsOf(order)).toBe(2);
    expect(must(await keep(order)).returnAskedAtMs).toBeNull();
    must(await keep(order));
    // Withdrawn is withdrawn.
    await house.joined(order.facts.eventId, 'two', { party: 2 });
    await house.work();
    expect((await house.shop.read(order)).facts.state).toBe('COMPLETE');
  });

  it('goes to the first party of its size; then the tickets are void and the money is back', async () => {
    const order = await bought();
    const { eventId } = order.facts;
    must(await ask(order));
    await house.joined(eventId, 'one', { party: 1 });
    await house.joined(eventId, 'two', { party: 2 });
    await house.work();
    expect(await house.entry(eventId, 'one')).toMatchObject({ state: 'WAITING' });
    expect(await house.entry(eventId, 'two')).toMatchObject({ state: 'OFFERED' });
    await house.shop.quiet();
    const { facts } = await house.shop.read(order);
    expect(facts).toMatchObject({ state: 'ENDED', endReason: 'returned', hold: 'CANCELLED' });
    expect(facts.refunds).toMatchObject([{ state: 'SUCCEEDED', amountMinor: 90_000 }]);
    expect(await ticketsOf(order)).toBe(0);
    expect(await keep(order)).toMatchObject({ code: 'invalid_transition' });
    const sold = await house.buy(eventId, 'two');
    expect(sold.facts).toMatchObject({ state: 'COMPLETE', totalMinor: 90_000 });
    await house.work();
    expect(await ticketsOf(sold)).toBe(2);
  });

  it('is not offered to its own buyer', async () => {
    const order = await bought();
    const { eventId } = order.facts;
    await house.joined(eventId, seller, { party: 2 });
    await house.joined(eventId, 'other', { party: 2 });
    must(await ask(order));
    await house.work();
    expect(await house.entry(eventId, 'other')).toMatchObject({ state: 'OFFERED' });
    expect(await house.entry(eventId, seller)).toMatchObject({ state: 'WAITING' });
  });

  it('that ends otherwise meanwhile is nobody’s to take over', async () => {
    const order = await bought();
    const { eventId } = order.facts;
    must(await ask(order));
    must(await refundOrder(house.shop.deps, await eventOf(order), order.facts.id));
    await house.joined(eventId, 'two', { party: 2 });
    await house.work();
    await house.shop.quiet();
    // Its places are free, and the list is served first.
    expect(await house.entry(eventId, 'two')).toMatchObject({ state: 'OFFERED' });
    const { facts } = await house.shop.read(order);
    expect(facts).toMatchObject({ state: 'ENDED', endReason: 'cancelled_by_organizer' });
  });

  it('withdrawn at the very moment it is passed on is one or the other', async () => {
    for (let n = 0; n < 5; n++) {
      const order = await bought();
      const { eventId } = order.facts;
      must(await ask(order));
      await house.joined(eventId, 'two', { party: 2 });
      const [kept] = await Promise.all([keep(order), house.work()]);
      await house.work();
      await house.shop.quiet();
      const { facts } = await house.shop.read(order);
      const isOffered = (await house.entry(eventId, 'two')).state === 'OFFERED';
      expect([kept.ok, facts.state, isOffered]).toEqual(
        kept.ok ? [true, 'COMPLETE', false] : [false, 'ENDED', true],
      );
    }
  });
});

describe('is refused', () => {
  it('to anybody else, while it can be cancelled, and once the event has begun', async () => {
    const order = await bought({ refundableUntilMs: Date.now() + 60_000 });
    expect(await ask(order, 'g:thief')).toMatchObject({ code: 'order_not_found' });
    expect(await ask(order)).toMatchObject({
      code: 'return_closed',
      details: { refundableUntil: expect.any(String) as unknown },
    });
    const begun = await bought();
    await house.query(`UPDATE events SET starts_at = now() WHERE id = $1`, [begun.facts.eventId]);
    expect(await ask(begun)).toMatchObject({ code: 'return_closed' });
    const open = await house.shop.ordered(
      await house.shop.house.createPoolEvent(house.shop.organizationId, 2),
      { pool: mainPool, quantity: 2 },
      { buyer: seller },
    );
    expect(await ask(open)).toMatchObject({ code: 'invalid_transition' });
  });

  it('while a friend has a ticket of it', async () => {
    const order = await bought();
    await house.query(
      `UPDATE tickets SET holder = 'g:friend' WHERE reservation_id = $1 AND admission = 1`,
      [order.facts.reservationId],
    );
    expect(await ask(order)).toMatchObject({ code: 'ticket_transferred' });
    await house.query(`UPDATE tickets SET holder = NULL WHERE reservation_id = $1`, [
      order.facts.reservationId,
    ]);
  });
});

it('and in the end the audit finds nothing, and nothing is under way', async () => {
  await house.shop.quiet();
  await house.work();
  expect(await auditFindings(database.url)).toEqual([]);
  expect(await ordersInFlight(database.url)).toBe(0);
});
