/** Making orders of holds: priced, changed, repeated, listed, and nobody else’s. */
import { beforeAll, describe, expect, it } from 'vitest';
import { auditFindings, ordersInFlight } from '../../test/support/audited.ts';
import { must, type Shop } from '../../test/support/shop.ts';
import { two, useShop, verbsOf } from '../../test/support/use-shop.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { adoptReservations } from '../inventory/adopt-reservations.ts';
import { cancelReservation } from '../inventory/step-reservation.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { listOrdersOf } from './read-order.ts';

const theShop = useShop();
const { newEvent, put, cancel, bought, present } = verbsOf(theShop);
let shop: Shop;
beforeAll(() => {
  shop = theShop().shop;
});

describe('an order', () => {
  it('is priced by the server: tier by seat, type by wish, fees on top', async () => {
    const eventId = await shop.house.createHallEvent(shop.organizationId, {
      tiers: [
        { code: 'VIP', name: { en: 'VIP' }, priceMinor: 150_000 },
        { code: 'R', name: { en: 'R' }, priceMinor: 100_000 },
        { code: 'S', name: { en: 'S' }, priceMinor: 70_000 },
      ],
      ticketTypes: [
        { code: 'adult', name: { en: 'Adult' }, pricePercent: 100 },
        { code: 'child', name: { en: 'Child' }, pricePercent: 50 },
      ],
      fees: { basisPoints: 350, perTicketMinor: 1_000 },
    });
    const reservationId = await shop.hold(eventId, { seats: [0, 264] });
    const found = must(await put(eventId, reservationId, { ticketTypes: ['adult', 'child'] }));
    const order = await present(found);
    expect(order.lines).toMatchObject([
      { line: 1, seat: 0, tier: 'VIP', ticketType: 'adult', unitMinor: 150_000, feeMinor: 6_250 },
      { line: 2, seat: 264, tier: 'S', ticketType: 'child', unitMinor: 35_000, feeMinor: 2_225 },
    ]);
    expect(order.lines[0]?.label).toMatchObject({
      ko: expect.stringMatching(/열 \d+번$/) as string,
      en: expect.stringContaining('Seat') as string,
    });
    expect(order).toMatchObject({ subtotalMinor: 185_000, feesMinor: 8_475, totalMinor: 193_475 });
    expect(order).toMatchObject({ status: 'open', paidMinor: 0, refundedMinor: 0 });
    const cheaper = must(
      await put(eventId, reservationId, {
        orderId: found.facts.id,
        ticketTypes: ['child', 'child'],
      }),
    );
    expect(cheaper.facts).toMatchObject({ totalMinor: 75_000 + 3_625 + 37_225, version: 2 });
  });

  it('put again is the same order, and nothing is told twice', async () => {
    const eventId = await newEvent();
    const reservationId = await shop.hold(eventId, two);
    const orderId = shop.deps.ids.next();
    const answers = await Promise.all(
      [1, 2, 3].map(() => put(eventId, reservationId, { orderId })),
    );
    expect(answers.map((one) => must(one).facts.version)).toEqual([1, 1, 1]);
    const sold = must(await shop.pay(must(answers[0] ?? ({} as never)), 'sim_ok'));
    expect(sold.facts.state).toBe('COMPLETE');
    expect(must(await put(eventId, reservationId, { orderId })).facts.state).toBe('COMPLETE');
    const other = await put(eventId, reservationId, { orderId, email: 'other@example.com' });
    expect(other).toMatchObject({ code: 'invalid_transition', details: { status: 'complete' } });
  });

  it('is one per reservation, and says which', async () => {
    const eventId = await newEvent();
    const reservationId = await shop.hold(eventId, two);
    const answers = await Promise.all([1, 2].map(() => put(eventId, reservationId)));
    const made = answers.filter(({ ok }) => ok);
    expect(made).toHaveLength(1);
    const orderId = must(made[0] ?? ({} as never)).facts.id;
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      code: 'id_conflict',
      details: { orderId },
    });
  });

  it('is nobody else’s: neither made, shown, paid nor cancelled by another', async () => {
    const eventId = await newEvent();
    const order = await shop.ordered(eventId, two);
    const stranger = { buyer: 'g:stranger' };
    const refused = { ok: false, code: 'reservation_not_found' };
    expect(await put(eventId, order.facts.reservationId, stranger)).toMatchObject(refused);
    const own = await shop.hold(eventId, two, stranger);
    expect(await put(eventId, own, { ...stranger, orderId: order.facts.id })).toEqual({
      ok: false,
      code: 'id_conflict',
    });
    expect(await shop.pay({ ...order, owner: { principalId: 0, ...stranger } }, 'sim_ok')).toEqual({
      ok: false,
      code: 'order_not_found',
    });
    expect(await cancel(order, stranger.buyer)).toEqual({ ok: false, code: 'order_not_found' });
  });

  it('goes over to the account when its buyer signs in', async () => {
    const order = await bought(await newEvent());
    const [guest, account] = ['g:somebody', 'a:somebody'];
    const before = await listOrdersOf(shop.deps.db, {
      principalId: SHOP_PRINCIPAL,
      buyer: guest,
      limit: 200,
    });
    await adoptReservations(shop.deps, guest, account);
    expect(await cancel(order, guest)).toEqual({ ok: false, code: 'order_not_found' });
    const wish = { principalId: SHOP_PRINCIPAL, buyer: account, limit: 200 };
    const after = await listOrdersOf(shop.deps.db, wish);
    expect(before.found.map(({ facts }) => facts.id)).toContain(order.facts.id);
    expect(after.found.map(({ facts }) => facts.id)).toContain(order.facts.id);
    expect(must(await cancel(order, account)).facts.state).toBe('ENDED');
  });

  it('needs a hold that is still running', async () => {
    const eventId = await newEvent();
    const lapsed = await shop.hold(eventId, two, { holdMs: 1 });
    await waitFor('the hold to lapse', async () => {
      const answer = await put(eventId, lapsed);
      return !answer.ok && answer.code === 'hold_expired';
    });
    const gone = await shop.hold(eventId, two);
    const request = { eventId, id: gone, principalId: SHOP_PRINCIPAL };
    must(await cancelReservation(shop.deps.inventory, request));
    expect(await put(eventId, gone)).toMatchObject({ code: 'invalid_transition' });
  });

  it('whose hold has lapsed is not shown as payable, swept or not', async () => {
    const order = await shop.ordered(await newEvent(), two, { holdMs: 40 });
    const found = await waitFor('the hold to lapse', async () => {
      const one = await shop.read(order);
      return one.facts.hold === 'LAPSED' && one;
    });
    expect(found.facts.state).toBe('OPEN');
    const shown = await present(found);
    expect(shown).toMatchObject({ status: 'ended', endReason: 'expired' });
    expect(shown.expiresAt).toBeUndefined();
    await shop.quiet();
    await shop.work();
    expect((await shop.read(order)).facts).toMatchObject({ state: 'ENDED', endReason: 'expired' });
  });

  it('is listed with the buyer’s others, latest first, a page at a time', async () => {
    const eventId = await newEvent();
    const buyer = 'g:lister';
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      ids.unshift(
        (await shop.ordered(eventId, { pool: mainPool, quantity: 1 }, { buyer })).facts.id,
      );
    }
    const wish = { principalId: SHOP_PRINCIPAL, buyer, limit: 2 };
    const first = await listOrdersOf(shop.deps.db, wish);
    expect(first.found.map(({ facts }) => facts.id)).toEqual(ids.slice(0, 2));
    const before = first.found[1]?.facts.reservationId ?? ('' as Uuid);
    const rest = await listOrdersOf(shop.deps.db, { ...wish, before });
    expect(rest).toMatchObject({ more: false });
    expect(rest.found.map(({ facts }) => facts.id)).toEqual(ids.slice(2));
  });
});

it('nothing is adrift and nothing under way when all of this is over', async () => {
  await shop.quiet();
  expect(await auditFindings(theShop().database.url)).toEqual([]);
  expect(await ordersInFlight(theShop().database.url)).toBe(0);
});
