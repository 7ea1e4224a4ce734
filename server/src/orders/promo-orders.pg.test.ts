/** Promo codes in orders: what they take off, and that a use is had by one order at a time, whatever races. */
import { beforeAll, describe, expect, it } from 'vitest';
import { auditFindings } from '../../test/support/audited.ts';
import { must, type Shop } from '../../test/support/shop.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { assert } from '../lib/assert.ts';
import { two, useShop, verbsOf } from '../../test/support/use-shop.ts';
import { createPromo } from '../promos/create-promo.ts';
import { readPromo } from '../promos/read-promo.ts';
import type { PromoDraft } from '@onsale/contract/promo.ts';
import { checkPromo } from './check-promo.ts';
import { tryMove } from './drive-order.ts';
import { refundOrder } from './end-order.ts';
import { chargeMove } from './model/moves.ts';

const theShop = useShop();
const { newEvent, eventOf, put, cancel, present } = verbsOf(theShop);
let shop: Shop;
beforeAll(() => {
  shop = theShop().shop;
});

const TEN: PromoDraft = { code: 'TEN', kind: 'percent', amount: 10 };

/** An event of two tickets for 90,000 per order, with codes. */
async function eventWith(...codes: PromoDraft[]): Promise<number> {
  const eventId = await newEvent();
  for (const code of codes) must(await createPromo(shop.deps.db, await eventOf(eventId), code));
  return eventId;
}
const usedOf = async (eventId: number, code = 'TEN'): Promise<number | undefined> =>
  (await readPromo(shop.deps.db, eventId, code))?.promo.used;

describe('a promo code', () => {
  it('is taken off the lines, in whatever case it is typed, and shown', async () => {
    const eventId = await eventWith(TEN);
    const held = await shop.hold(eventId, two);
    const order = must(await put(eventId, held, { promoCode: 'ten' }));
    expect(await present(order)).toMatchObject({
      promoCode: 'TEN',
      subtotalMinor: 90_000,
      discountMinor: 9_000,
      totalMinor: 81_000,
      lines: [{ unitMinor: 45_000, discountMinor: 4_500 }, { discountMinor: 4_500 }],
    });
    expect(must(await shop.pay(order, 'sim_ok')).facts.state).toBe('COMPLETE');
    expect(await usedOf(eventId)).toBe(1);
  });

  it('is answered before anything is ordered, and that reserves nothing', async () => {
    const eventId = await eventWith(TEN);
    const reservationId = await shop.hold(eventId, two);
    const question = { buyer: 'g:somebody', reservationId, code: 'Ten', ticketTypes: undefined };
    const event = await eventOf(eventId);
    expect(must(await checkPromo(shop.deps, event, question))).toEqual({
      promo: { code: 'TEN', kind: 'percent', amount: 10, quantityMin: 1 },
      discountMinor: 9_000,
      totalMinor: 81_000,
    });
    expect(await usedOf(eventId)).toBe(0);
    const other = { ...question, buyer: 'g:else' };
    expect(await checkPromo(shop.deps, event, other)).toMatchObject({
      code: 'reservation_not_found',
    });
  });

  it('is refused clearly, and nothing is ordered', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const eventId = await eventWith(
      TEN,
      { ...TEN, code: 'LATER', startsAt: soon },
      { ...TEN, code: 'GROUPS', quantityMin: 3 },
      { ...TEN, code: 'ONCE', usesMax: 1 },
    );
    const held = await shop.hold(eventId, two);
    const wish = (promoCode: string) => put(eventId, held, { promoCode });
    expect(await wish('NOBODY')).toMatchObject({ code: 'promo_unknown' });
    expect(await wish('LATER')).toMatchObject({ code: 'promo_ended', details: { startsAt: soon } });
    expect(await wish('GROUPS')).toMatchObject({
      code: 'promo_not_for_these',
      details: { quantityMin: 3 },
    });
    must(await put(eventId, await shop.hold(eventId, two), { promoCode: 'ONCE' }));
    expect(await wish('ONCE')).toMatchObject({ code: 'promo_used_up', details: { scope: 'all' } });
    must(await wish('TEN'));
  });

  it('can be changed and removed while nothing is paid, and its use goes with it', async () => {
    const eventId = await eventWith(TEN, { code: 'OFF', kind: 'per_order', amount: 10_000 });
    const held = await shop.hold(eventId, two);
    const orderId = shop.deps.ids.next();
    const wish = (promoCode?: string) => put(eventId, held, { orderId, promoCode });
    expect(must(await wish('TEN')).facts.totalMinor).toBe(81_000);
    expect(must(await wish('OFF')).facts.totalMinor).toBe(80_000);
    expect([await usedOf(eventId), await usedOf(eventId, 'OFF')]).toEqual([0, 1]);
    const same = must(await wish('OFF'));
    expect(must(await wish('OFF')).facts.version).toBe(same.facts.version);
    expect(must(await wish()).facts).toMatchObject({ totalMinor: 90_000, promoCode: null });
    expect(await usedOf(eventId, 'OFF')).toBe(0);
  });

  it('stays good for the order that has it when it ends', async () => {
    const eventId = await eventWith({ ...TEN, usesMax: 1 });
    const held = await shop.hold(eventId, two);
    const orderId = shop.deps.ids.next();
    must(await put(eventId, held, { orderId, promoCode: 'TEN' }));
    const ended = `UPDATE promo_codes SET ended_at = now() WHERE event_id = $1`;
    await shop.house.change(ended, [eventId]);
    const again = await put(eventId, held, { orderId, promoCode: 'TEN', email: 'b@example.com' });
    expect(must(again).facts.totalMinor).toBe(81_000);
    const other = await shop.hold(eventId, two);
    expect(await put(eventId, other, { promoCode: 'TEN' })).toMatchObject({ code: 'promo_ended' });
  });

  it('is free again when its order ends, unpaid or given back', async () => {
    const eventId = await eventWith({ ...TEN, usesMax: 1 });
    const order = async () => {
      const held = await shop.hold(eventId, two);
      return must(await put(eventId, held, { promoCode: 'TEN' }));
    };
    const first = await order();
    must(await cancel(first));
    const second = await order();
    must(await shop.pay(second, 'sim_ok'));
    must(await refundOrder(shop.deps, await eventOf(eventId), second.facts.id));
    await shop.quiet();
    expect(await usedOf(eventId)).toBe(0);
    const third = await order();
    await shop.lapse(third);
    await shop.quiet();
    expect((await shop.read(third)).facts.state).toBe('ENDED');
    expect(await usedOf(eventId)).toBe(0);
    must(await put(eventId, await shop.hold(eventId, two), { promoCode: 'TEN' }));
  });

  it('whose order has lapsed is not revived by money that comes after all', async () => {
    const eventId = await eventWith({ ...TEN, usesMax: 1 });
    const held = await shop.hold(eventId, two);
    const order = must(await put(eventId, held, { promoCode: 'TEN' }));
    // A provider that breaks its word: a charge that it has declined takes the money all the same.
    const charged = must(await shop.pay(order, 'sim_late:600')).facts;
    const [payment] = charged.payments;
    assert(payment !== undefined, 'nothing was charged');
    const no = { state: 'declined', ref: payment.ref ?? '', code: 'processing_error' } as const;
    const declined = chargeMove(charged, payment.id, no);
    assert(declined !== undefined, 'the decline is no news');
    assert((await tryMove(shop.deps, declined, charged)) !== undefined, 'it moved on');
    await shop.lapse(order);
    await shop.quiet();
    expect(await usedOf(eventId)).toBe(0);
    must(await put(eventId, await shop.hold(eventId, two), { promoCode: 'TEN' }));
    await waitFor('the late money to go back', async () => {
      await shop.quiet();
      return (await present(await shop.read(order))).refundedMinor === 81_000;
    });
    expect((await shop.read(order)).facts).toMatchObject({ state: 'ENDED', endReason: 'expired' });
    expect(await usedOf(eventId)).toBe(1);
  });
});

describe('races for a promo code', () => {
  it('five uses, thirty orders at once: five get it', async () => {
    const { house, organizationId } = shop;
    const eventId = await house.createPoolEvent(organizationId, 100);
    must(await createPromo(shop.deps.db, await eventOf(eventId), { ...TEN, usesMax: 5 }));
    const buyers = Array.from({ length: 30 }, (_, n) => `g:buyer-${n}`);
    const holds = await Promise.all(buyers.map((buyer) => shop.hold(eventId, two, { buyer })));
    const puts = await Promise.all(
      holds.map((held, n) => put(eventId, held, { buyer: buyers[n] ?? '', promoCode: 'TEN' })),
    );
    expect(puts.filter(({ ok }) => ok)).toHaveLength(5);
    const refused = puts.filter(({ ok }) => !ok);
    expect(refused).toEqual(refused.map(() => expect.objectContaining({ code: 'promo_used_up' })));
    expect(await usedOf(eventId)).toBe(5);
  });

  it('once per person: of ten orders of one person at once, one gets it', async () => {
    const { house, organizationId } = shop;
    const eventId = await house.createPoolEvent(organizationId, 100);
    const code = { ...TEN, perPersonMax: 1 };
    must(await createPromo(shop.deps.db, await eventOf(eventId), code));
    const holds = await Promise.all(Array.from({ length: 10 }, () => shop.hold(eventId, two)));
    const puts = await Promise.all(holds.map((held) => put(eventId, held, { promoCode: 'TEN' })));
    expect(puts.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = puts.find(({ ok }) => !ok);
    expect(refused).toMatchObject({
      code: 'promo_used_up',
      details: { scope: 'person', limit: 1 },
    });
    const held = await shop.hold(eventId, two, { buyer: 'g:else' });
    must(await put(eventId, held, { buyer: 'g:else', promoCode: 'TEN' }));
  });

  it('orders that swap two codes against each other do not hang, and count right', async () => {
    const eventId = await eventWith(TEN, { ...TEN, code: 'ELEVEN', amount: 11 });
    const orders = await Promise.all(
      ['TEN', 'ELEVEN'].map(async (promoCode) => {
        const held = await shop.hold(eventId, two);
        const orderId = shop.deps.ids.next();
        must(await put(eventId, held, { orderId, promoCode }));
        return { held, orderId };
      }),
    );
    for (let round = 0; round < 5; round++) {
      const wishes = round % 2 === 0 ? ['ELEVEN', 'TEN'] : ['TEN', 'ELEVEN'];
      const swapped = await Promise.all(
        orders.map(({ held, orderId }, n) =>
          put(eventId, held, { orderId, promoCode: wishes[n] ?? '' }),
        ),
      );
      for (const one of swapped) must(one);
      expect([await usedOf(eventId), await usedOf(eventId, 'ELEVEN')]).toEqual([1, 1]);
    }
  });
});

it('nothing is adrift when all of this is over', async () => {
  await shop.quiet();
  expect(await auditFindings(theShop().database.url)).toEqual([]);
});
