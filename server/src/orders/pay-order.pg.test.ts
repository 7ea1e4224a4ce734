/** Paying: every way a payment can end, and what becomes of places and money. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditFindings, ordersInFlight } from '../../test/support/audited.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { must, openShop, type Shop } from '../../test/support/shop.ts';
import { openTill, type Till } from '../../test/support/till.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { ProviderUnreachable } from '../payments/provider.ts';
import { countTickets } from '../tickets/count-tickets.ts';
import { netMinor } from './model/facts.ts';
import type { FoundOrder } from './read-order.ts';

let database: TestDatabase;
let till: Till;
let shop: Shop;
/** Calls to the provider fail as long as this says so. */
let isDown: (call: string) => boolean = () => false;

beforeAll(async () => {
  database = await createTestDatabase();
  till = await openTill();
  shop = await openShop(database.url, till, {
    timeoutMs: 300,
    patience: { chargeUnknownMs: 600, chargePendingMs: 1_500 },
    through: (provider) => ({
      ...provider,
      async charge(request) {
        if (isDown('charge')) throw new ProviderUnreachable('down');
        return provider.charge(request);
      },
      async findCharge(key) {
        if (isDown('findCharge')) throw new ProviderUnreachable('down');
        return provider.findCharge(key);
      },
      async refund(request) {
        if (isDown('refund')) throw new ProviderUnreachable('down');
        return provider.refund(request);
      },
    }),
  });
});
afterAll(async () => {
  await shop.close();
  await till.close();
  await database.drop();
});

const two = { pool: mainPool, quantity: 2 };
const newEvent = (capacity = 10): Promise<number> =>
  shop.house.createPoolEvent(shop.organizationId, capacity);
const seats = (): Promise<number> => shop.house.createSeatEvent(shop.organizationId, 4);

const until = (order: FoundOrder, state: string): Promise<FoundOrder> =>
  waitFor(`the order to be ${state}`, async () => {
    await shop.work();
    const found = await shop.read(order);
    return found.facts.state === state && found;
  });

it('completes an order: places confirmed, money in, tickets there', async () => {
  const order = await shop.ordered(await newEvent(), two);
  expect(order.facts).toMatchObject({ state: 'OPEN', totalMinor: 90_000 });
  const { facts } = must(await shop.pay(order, 'sim_ok'));
  expect(facts).toMatchObject({ state: 'COMPLETE', hold: 'CONFIRMED' });
  expect(facts.payments).toMatchObject([{ state: 'SUCCEEDED', amountMinor: 90_000 }]);
  await shop.quiet();
  expect(await countTickets(shop.deps.db, facts.eventId, facts.reservationId)).toBe(2);
});

it('leaves the order open when the card is declined, and takes another one', async () => {
  const order = await shop.ordered(await newEvent(), two);
  const declined = must(await shop.pay(order, 'sim_insufficient_funds'));
  expect(declined.facts).toMatchObject({ state: 'OPEN', hold: 'PENDING' });
  expect(declined.facts.payments).toMatchObject([
    { state: 'DECLINED', declineCode: 'insufficient_funds' },
  ]);
  expect(must(await shop.pay(order, 'sim_ok')).facts.state).toBe('COMPLETE');
});

it('answers the same payment again with the same order, and charges once', async () => {
  const order = await shop.ordered(await newEvent(), two);
  const id = shop.deps.ids.next();
  const answers = await Promise.all([1, 2, 3].map(() => shop.pay(order, 'sim_slow', { id })));
  const again = must(await shop.pay(order, 'sim_ok', { id }));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(again.facts).toMatchObject({ state: 'COMPLETE' });
  expect(again.facts.payments).toHaveLength(1);
  const other = await shop.pay(order, 'sim_ok', { id, totalMinor: 1 });
  expect(other).toMatchObject({ ok: false, code: 'idempotency_mismatch' });
});

it('takes one of two tabs', async () => {
  const order = await shop.ordered(await newEvent(), two);
  const answers = await Promise.all([1, 2, 3, 4].map(() => shop.pay(order, 'sim_slow')));
  const refused = answers.filter(({ ok }) => !ok);
  expect(refused).toHaveLength(3);
  // One that comes late finds it bought.
  const codes = new Set<string>(['payment_in_progress', 'invalid_transition']);
  expect(refused.every((one) => !one.ok && codes.has(one.code))).toBe(true);
  const { facts } = await shop.read(order);
  expect(facts).toMatchObject({ state: 'COMPLETE' });
  expect(facts.payments).toHaveLength(1);
});

it('refuses another total than that of the order, and an id that another order has', async () => {
  const eventId = await newEvent();
  const order = await shop.ordered(eventId, two);
  expect(await shop.pay(order, 'sim_ok', { totalMinor: 1 })).toMatchObject({
    ok: false,
    code: 'invalid_request',
  });
  const id = shop.deps.ids.next();
  must(await shop.pay(order, 'sim_ok', { id }));
  const other = await shop.ordered(eventId, two);
  expect(await shop.pay(other, 'sim_ok', { id })).toMatchObject({ ok: false, code: 'id_conflict' });
  expect((await shop.read(other)).facts.state).toBe('OPEN');
});

it('costs nothing and needs no provider when the total is 0', async () => {
  const tiers = [{ code: 'general', name: { en: 'Free' }, priceMinor: 0 }];
  const eventId = await shop.house.createPoolEvent(shop.organizationId, 10, { tiers });
  const order = await shop.ordered(eventId, two);
  isDown = () => true;
  const { facts } = must(await shop.pay(order, 'none'));
  isDown = () => false;
  expect(facts).toMatchObject({ state: 'COMPLETE', hold: 'CONFIRMED' });
});

it('learns from the message of the provider what its answer did not say', async () => {
  const order = await shop.ordered(await newEvent(), two);
  const paying = must(await shop.pay(order, 'sim_late:60'));
  expect(paying.facts).toMatchObject({ state: 'PAYING' });
  expect(paying.facts.payments).toMatchObject([{ state: 'PENDING' }]);
  // No worker steps: the webhook alone has to do it.
  const { facts } = await waitFor('the webhook', async () => {
    const found = await shop.read(order);
    return found.facts.state === 'COMPLETE' && found;
  });
  expect(facts.hold).toBe('CONFIRMED');
});

it('finds out by itself when the message is lost', async () => {
  const order = await shop.ordered(await newEvent(), two);
  must(await shop.pay(order, 'sim_lost:60'));
  expect((await until(order, 'COMPLETE')).facts.hold).toBe('CONFIRMED');
});

it('finds out by itself when the provider never answers', async () => {
  const order = await shop.ordered(await newEvent(), two);
  const paying = must(await shop.pay(order, 'sim_timeout'));
  expect(['PAYING', 'PAID', 'COMPLETE']).toContain(paying.facts.state);
  expect((await until(order, 'COMPLETE')).facts.payments).toHaveLength(1);
});

it('calls a charge off that the provider has never seen, and the order can be paid anew', async () => {
  const order = await shop.ordered(await newEvent(), two);
  isDown = (call) => call === 'charge';
  const unknown = must(await shop.pay(order, 'sim_ok'));
  isDown = () => false;
  expect(unknown.facts).toMatchObject({ state: 'PAYING', payments: [{ state: 'STARTED' }] });
  expect(await shop.pay(order, 'sim_ok')).toMatchObject({ code: 'payment_in_progress' });
  const open = await until(order, 'OPEN');
  expect(open.facts.payments).toMatchObject([{ state: 'CANCELLED' }]);
  expect(must(await shop.pay(order, 'sim_ok')).facts.state).toBe('COMPLETE');
});

it('calls a charge off that stays pending for too long', async () => {
  const order = await shop.ordered(await newEvent(), two);
  must(await shop.pay(order, 'sim_lost:60000'));
  const open = await until(order, 'OPEN');
  expect(open.facts.payments).toMatchObject([{ state: 'CANCELLED' }]);
});

it('secures the hold before it charges', async () => {
  const order = await shop.ordered(await newEvent(), two, { holdMs: 5_000 });
  must(await shop.pay(order, 'sim_declined'));
  const { holdEndsAtMs, nowMs } = (await shop.read(order)).facts;
  expect((holdEndsAtMs ?? 0) - nowMs).toBeGreaterThan(55_000);
});

it('charges nothing for a hold that is over', async () => {
  const order = await shop.ordered(await newEvent(), two, { holdMs: 50 });
  await waitFor('the hold to lapse', async () => (await shop.read(order)).facts.hold !== 'PENDING');
  expect(await shop.pay(order, 'sim_ok')).toMatchObject({ ok: false, code: 'hold_expired' });
  const ended = await until(order, 'ENDED');
  expect(ended.facts).toMatchObject({ endReason: 'expired', payments: [] });
});

it('takes the places back when the money comes after the hold, if they are free', async () => {
  const order = await shop.ordered(await newEvent(), two);
  must(await shop.pay(order, 'sim_late:400'));
  await shop.lapse(order);
  await shop.engine.sweep();
  expect((await shop.read(order)).facts).toMatchObject({ state: 'PAYING', hold: 'EXPIRED' });
  const complete = await until(order, 'COMPLETE');
  expect(complete.facts.hold).toBe('CONFIRMED');
});

it('gives the money back when the places went to somebody else', async () => {
  const eventId = await newEvent(2);
  const order = await shop.ordered(eventId, two);
  must(await shop.pay(order, 'sim_late:400'));
  await shop.lapse(order);
  const thief = await shop.ordered(eventId, two, { buyer: 'g:thief' });
  expect(must(await shop.pay(thief, 'sim_ok')).facts.state).toBe('COMPLETE');
  const { facts } = await until(order, 'ENDED');
  expect(facts).toMatchObject({ endReason: 'places_lost', hold: 'EXPIRED' });
  expect(facts.payments).toMatchObject([{ state: 'SUCCEEDED' }]);
  expect(facts.refunds).toMatchObject([{ state: 'SUCCEEDED', amountMinor: 90_000 }]);
  expect(netMinor(facts)).toBe(0);
});

it('revives an order that had expired when money comes in for it after all', async () => {
  const order = await shop.ordered(await newEvent(), two);
  isDown = () => true;
  must(await shop.pay(order, 'sim_ok'));
  isDown = () => false;
  await shop.lapse(order);
  const { facts } = await until(order, 'ENDED');
  expect(facts.endReason).toBe('expired');
  const payment = facts.payments[0];
  // A provider that breaks its word: what it had cancelled has succeeded.
  const { chargeMove } = await import('./model/moves.ts');
  const { tryMove } = await import('./drive-order.ts');
  const move =
    payment && chargeMove(facts, payment.id, { state: 'succeeded', ref: 'from nowhere' });
  expect(move?.next.state).toBe('PAID');
  expect(await tryMove(shop.deps, move ?? ({} as never), facts)).toBeDefined();
  expect((await until(order, 'COMPLETE')).facts.hold).toBe('CONFIRMED');
  // The money is not the simulator's, so it could not be refunded: this order stays bought.
});

it('has an end to the attempts that keep a hold alive', async () => {
  const order = await shop.ordered(await seats(), { seats: [0] });
  for (let n = 0; n < 10; n++) must(await shop.pay(order, 'sim_declined'));
  expect(await shop.pay(order, 'sim_ok')).toMatchObject({ ok: false, code: 'limit_reached' });
});

it('asks again for a refund that failed or could not be asked for', async () => {
  const order = await shop.ordered(await newEvent(), two);
  must(await shop.pay(order, 'sim_refund_late:60'));
  const { refundOrder } = await import('./end-order.ts');
  const event = await shop.deps.book.get(order.facts.eventId);
  isDown = (call) => call === 'refund';
  const ending = must(await refundOrder(shop.deps, event ?? ({} as never), order.facts.id));
  isDown = () => false;
  expect(ending.facts).toMatchObject({ state: 'ENDING', hold: 'CANCELLED', released: true });
  const { facts } = await until(order, 'ENDED');
  expect(facts.refunds).toMatchObject([{ state: 'SUCCEEDED' }]);
});

it('nothing is adrift and nothing under way when all of this is over', async () => {
  await shop.quiet();
  expect(await auditFindings(database.url)).toEqual([]);
  expect(await ordersInFlight(database.url)).toBe(0);
});
