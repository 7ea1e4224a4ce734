/** Two processes and the provider's messages on the same orders at the same moment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditFindings, ordersInFlight } from '../../test/support/audited.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { must, openShop, type Shop } from '../../test/support/shop.ts';
import { openTill, type Till } from '../../test/support/till.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { assert } from '../lib/assert.ts';
import type { ChargeState } from '../payments/provider.ts';
import { driveOrder } from './drive-order.ts';
import { cancelOrder, refundOrder } from './end-order.ts';
import { netMinor } from './model/facts.ts';
import type { FoundOrder } from './read-order.ts';

let database: TestDatabase;
let till: Till;
let shops: readonly [Shop, Shop];
beforeAll(async () => {
  database = await createTestDatabase();
  till = await openTill({ duplicateWebhookShare: 1, outOfOrderShare: 0.5 });
  shops = [await openShop(database.url, till), await openShop(database.url, till)];
});
afterAll(async () => {
  for (const shop of shops) await shop.close();
  await till.close();
  await database.drop();
});

const ROUNDS = 12;
const two = { pool: mainPool, quantity: 2 };
const rounds = Array.from({ length: ROUNDS }, (_, n) => n);
const newEvent = (capacity = 100): Promise<number> =>
  shops[0].house.createPoolEvent(shops[0].organizationId, capacity, {
    refundableUntilMs: Date.now() + 3_600_000,
  });
const eventOf = async (eventId: number) => {
  const event = await shops[0].deps.book.get(eventId);
  assert(event !== undefined, 'there is no such event');
  return event;
};
const ordersIn = (eventId: number): Promise<FoundOrder[]> =>
  Promise.all(rounds.map(() => shops[0].ordered(eventId, two)));
const settled = async (orders: readonly FoundOrder[]): Promise<FoundOrder[]> => {
  await shops[0].quiet();
  return Promise.all(orders.map((order) => shops[0].read(order)));
};

it('one payment, two processes, many repetitions: one charge', async () => {
  const orders = await ordersIn(await newEvent());
  await Promise.all(
    orders.flatMap((order) => {
      const id = shops[0].deps.ids.next();
      return [0, 1, 0, 1].map((at) => shops[at === 0 ? 0 : 1].pay(order, 'sim_ok', { id }));
    }),
  );
  for (const { facts } of await settled(orders)) {
    expect(facts).toMatchObject({ state: 'COMPLETE', hold: 'CONFIRMED' });
    expect(facts.payments).toHaveLength(1);
  }
});

it('everybody drives the same orders: one confirmation, and messages change nothing', async () => {
  const orders = await ordersIn(await newEvent());
  await Promise.all(
    orders.flatMap((order) => [
      shops[0].pay(order, 'sim_late:20'),
      ...rounds.map((n) =>
        driveOrder(shops[n % 2 === 0 ? 0 : 1].deps, order.facts.eventId, order.facts.id),
      ),
      shops[1].work(),
    ]),
  );
  for (const { facts } of await settled(orders)) {
    expect(facts.state).toBe('COMPLETE');
    expect(netMinor(facts)).toBe(facts.totalMinor);
  }
});

it('the buyer and the organizer give back at once, twice: one refund', async () => {
  const eventId = await newEvent();
  const event = await eventOf(eventId);
  const orders = await ordersIn(eventId);
  for (const order of orders) must(await shops[0].pay(order, 'sim_ok'));
  await Promise.all(
    orders.flatMap(({ facts, owner }) => [
      cancelOrder(shops[0].deps, event, facts.id, owner?.buyer ?? ''),
      cancelOrder(shops[1].deps, event, facts.id, owner?.buyer ?? ''),
      refundOrder(shops[0].deps, event, facts.id),
      refundOrder(shops[1].deps, event, facts.id),
    ]),
  );
  for (const { facts } of await settled(orders)) {
    expect(facts).toMatchObject({ state: 'ENDED', hold: 'CANCELLED' });
    expect(facts.refunds).toMatchObject([{ state: 'SUCCEEDED', attempts: 1 }]);
  }
});

it('the hold runs out while the money comes in: places or money, never neither', async () => {
  const eventId = await newEvent(2 * ROUNDS);
  const orders = await ordersIn(eventId);
  for (const order of orders) await shops[0].pay(order, 'sim_late:60');
  for (const order of orders) await shops[0].lapse(order);
  const thieves = rounds.map(async (n) => {
    const thief = await shops[1].ordered(eventId, two, { buyer: `g:thief ${n}` });
    return shops[1].pay(thief, 'sim_ok');
  });
  await Promise.all([Promise.allSettled(thieves), shops[0].engine.sweep(), shops[1].work()]);
  let kept = 0;
  for (const { facts } of await settled(orders)) {
    const isBought = facts.state === 'COMPLETE';
    expect(isBought ? 'CONFIRMED' : 'ENDED').toBe(isBought ? facts.hold : facts.state);
    expect(netMinor(facts)).toBe(isBought ? facts.totalMinor : 0);
    if (isBought) kept += 1;
  }
  const [row] = await shops[0].house.change('SELECT sold FROM pools WHERE event_id = $1', [
    eventId,
  ]);
  expect(row?.['sold']).toBeGreaterThanOrEqual(2 * kept);
});

it('the organizer ends orders while their payment is decided: whatever came in goes back', async () => {
  const eventId = await newEvent();
  const event = await eventOf(eventId);
  const orders = await ordersIn(eventId);
  await Promise.all(
    orders.flatMap((order, n) => [
      shops[0].pay(order, n % 2 === 0 ? 'sim_ok' : 'sim_late:10'),
      refundOrder(shops[1].deps, event, order.facts.id),
    ]),
  );
  for (const { facts } of await settled(orders)) {
    expect(facts).toMatchObject({ state: 'ENDED', endReason: 'cancelled_by_organizer' });
    expect(netMinor(facts)).toBe(0);
  }
});

it('a confirmation that comes too late is taken back', async () => {
  const [shop] = shops;
  const eventId = await newEvent(2);
  const order = await shop.ordered(eventId, two);
  must(await shop.pay(order, 'sim_late:100'));
  await shop.lapse(order);
  const thief = await shop.ordered(eventId, two, { buyer: 'g:thief' });
  must(await shop.pay(thief, 'sim_ok'));
  const [lost] = await settled([order]);
  expect(lost?.facts).toMatchObject({ state: 'ENDED', endReason: 'places_lost' });
  // The places become free, and a process that had been asleep confirms after all.
  must(await refundOrder(shop.deps, await eventOf(eventId), thief.facts.id));
  const id = order.facts.reservationId;
  const late = await shop.engine.submit(eventId, { kind: 'confirm', id, principalId: 0 });
  expect(late.ok).toBe(true);
  const [after] = await settled([order]);
  expect(after?.facts).toMatchObject({ state: 'ENDED', hold: 'CANCELLED' });
});

it('a message is heard once, and says nothing about what we do not know', async () => {
  const [shop] = shops;
  const { deps } = shop;
  const order = await shop.ordered(await newEvent(), two);
  must(await shop.pay(order, 'sim_late:60000'));
  const { facts } = await shop.read(order);
  const key = facts.payments[0]?.key;
  assert(key !== undefined, 'nothing was charged');
  const { createWebhookReceiver } = await import('./receive-webhook.ts');
  let next: { id: string; key: typeof key; charge: ChargeState } | undefined;
  const receiver = createWebhookReceiver({
    ...deps,
    provider: {
      ...deps.provider,
      readWebhook: () =>
        next === undefined
          ? { ok: false, code: 'invalid_signature' }
          : { ok: true, value: { kind: 'charge', ...next } },
    },
  });
  const hear = () => receiver.receive('simulator', {}, Buffer.alloc(0));
  expect(await hear()).toEqual({ ok: false, code: 'invalid_signature' });
  expect(await receiver.receive('somebody', {}, Buffer.alloc(0))).toMatchObject({ ok: false });
  const declined = { state: 'declined', ref: 'r', code: 'card_declined' } as const;
  next = { id: 'a', key: deps.ids.next(), charge: declined };
  expect(await hear()).toEqual({ ok: true, value: 'unknown' });
  next = { id: 'b', key, charge: declined };
  const answers = await Promise.all([1, 2, 3, 4].map(hear));
  expect(
    answers
      .map((one) => one.ok && one.value)
      .toSorted((a, b) => String(a).localeCompare(String(b))),
  ).toEqual(['applied', 'repeated', 'repeated', 'repeated']);
  next = { id: 'c', key, charge: { state: 'pending', ref: 'r' } };
  expect(await hear()).toEqual({ ok: true, value: 'no_news' });
  await receiver.settle();
  expect((await shop.read(order)).facts).toMatchObject({ state: 'OPEN' });
  // The simulator knows better; what it says later still counts.
  await deps.provider.cancelCharge(key);
});

it('nothing is adrift and nothing under way when all of this is over', async () => {
  await shops[0].quiet();
  expect(await auditFindings(database.url)).toEqual([]);
  expect(await ordersInFlight(database.url)).toBe(0);
});
