/** Giving orders back, and what happens to them when their event is cancelled. */
import { beforeAll, describe, expect, it } from 'vitest';
import { auditFindings, ordersInFlight } from '../../test/support/audited.ts';
import { must, type Shop } from '../../test/support/shop.ts';
import { two, useShop, verbsOf } from '../../test/support/use-shop.ts';
import { cancelReservation } from '../inventory/step-reservation.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { countTickets } from '../tickets/count-tickets.ts';
import { type Ended, refundOrder } from './end-order.ts';
import { type FoundOrder, readOrder } from './read-order.ts';

const theShop = useShop();
const { newEvent, eventOf, put, cancel, bought, present } = verbsOf(theShop);
let shop: Shop;
beforeAll(() => {
  shop = theShop().shop;
});

const refund = async ({ facts }: FoundOrder): Promise<Ended> =>
  refundOrder(shop.deps, await eventOf(facts.eventId), facts.id);

describe('giving back', () => {
  it('an open order frees its places', async () => {
    const order = await shop.ordered(await newEvent(), two);
    const { facts } = must(await cancel(order));
    expect(facts).toMatchObject({
      state: 'ENDED',
      endReason: 'cancelled_by_buyer',
      hold: 'CANCELLED',
    });
    expect(must(await cancel(order)).facts.version).toBe(facts.version);
    expect(await shop.pay(order, 'sim_ok')).toMatchObject({ code: 'invalid_transition' });
  });

  it('a bought order refunds all, revokes its tickets and frees its places', async () => {
    const order = await bought(await newEvent());
    await shop.work();
    expect(await countTickets(shop.deps.db, order.facts.eventId, order.facts.reservationId)).toBe(
      2,
    );
    const answers = await Promise.all([1, 2, 3, 4].map(() => cancel(order)));
    for (const answer of answers) must(answer);
    await shop.quiet();
    const { facts } = await shop.read(order);
    expect(facts).toMatchObject({ state: 'ENDED', hold: 'CANCELLED', released: true });
    expect(facts.refunds).toMatchObject([{ state: 'SUCCEEDED', amountMinor: 90_000, attempts: 1 }]);
    expect(await countTickets(shop.deps.db, facts.eventId, facts.reservationId)).toBe(0);
    const shown = await present(await shop.read(order));
    expect(shown).toMatchObject({ status: 'ended', paidMinor: 90_000, refundedMinor: 90_000 });
  });

  it('is the buyer’s right until the event says, and the organizer’s for ever', async () => {
    const closed = await bought(await newEvent({ refundableUntilMs: Date.now() - 1_000 }));
    const never = await bought(await newEvent({}));
    for (const order of [closed, never]) {
      expect(await cancel(order)).toEqual({ ok: false, code: 'refund_closed' });
      const { facts } = must(await refund(order));
      expect(facts).toMatchObject({ state: 'ENDED', endReason: 'cancelled_by_organizer' });
    }
  });

  it('waits for a payment that is under way, unless the organizer ends it', async () => {
    const order = await shop.ordered(await newEvent(), two);
    must(await shop.pay(order, 'sim_late:60000'));
    expect(await cancel(order)).toMatchObject({ ok: false, code: 'payment_in_progress' });
    const { facts } = must(await refund(order));
    expect(facts).toMatchObject({ state: 'ENDED', endReason: 'cancelled_by_organizer' });
    expect(facts.payments).toMatchObject([{ state: 'CANCELLED' }]);
  });

  it('refunds what was bought when somebody cancels the reservation behind its back', async () => {
    const { facts } = await bought(await newEvent());
    const request = {
      eventId: facts.eventId,
      id: facts.reservationId,
      principalId: SHOP_PRINCIPAL,
    };
    must(await cancelReservation(shop.deps.inventory, request));
    await shop.quiet();
    const after = await readOrder(shop.deps.db, facts.eventId, facts.id);
    expect(after?.facts).toMatchObject({ state: 'ENDED', refunds: [{ state: 'SUCCEEDED' }] });
  });
});

describe('a cancelled event', () => {
  it('ends and refunds every order, page by page, and frees holds nobody has ordered', async () => {
    const eventId = await shop.house.createPoolEvent(shop.organizationId, 100, {});
    const complete = await bought(eventId);
    const open = await shop.ordered(eventId, two);
    const paying = await shop.ordered(eventId, two);
    must(await shop.pay(paying, 'sim_late:60000'));
    const loose = await shop.hold(eventId, two);
    await shop.cancelEvent(eventId);
    expect(await shop.pay(open, 'sim_ok')).toMatchObject({ code: 'event_cancelled' });
    expect(await put(eventId, loose)).toMatchObject({ code: 'event_cancelled' });
    await shop.quiet();
    for (const order of [complete, open, paying]) {
      const { facts } = await shop.read(order);
      expect(facts).toMatchObject({
        state: 'ENDED',
        endReason: 'event_cancelled',
        hold: 'CANCELLED',
      });
    }
    expect((await shop.read(complete)).facts.refunds).toMatchObject([{ state: 'SUCCEEDED' }]);
    expect((await shop.read(paying)).facts.payments).toMatchObject([{ state: 'CANCELLED' }]);
    const [row] = await shop.house.change(
      'SELECT held + sold AS taken FROM pools WHERE event_id = $1',
      [eventId],
    );
    expect(row).toEqual({ taken: 0 });
    expect(await shop.house.change('SELECT event_id FROM order_walks')).toEqual([]);
  });
});

it('nothing is adrift and nothing under way when all of this is over', async () => {
  await shop.quiet();
  expect(await auditFindings(theShop().database.url)).toEqual([]);
  expect(await ordersInFlight(theShop().database.url)).toBe(0);
});
