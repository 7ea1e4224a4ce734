/** Ways around the rules of a sale, tried from the outside: what must not work, and what stays true. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '@onsale/contract/order.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { auditFindings, ordersInFlight } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import type { EventWish } from './house.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import { type Key, type Reply, useWorld } from './world.ts';

const world = useWorld({ processes: 2, env: { HOLDS_PER_ADDRESS_MINUTE: '60000' } });
const ids = createIds(systemClock);
let key: Key;
beforeAll(async () => {
  key = await world().createKey({ scopes: ['events:write', 'orders:write', 'reservations:write'] });
});

const sale = (capacity: number, wish: EventWish = {}) =>
  world().createPoolEvent(key.organizationId, capacity, wish);
const root = (eventId: number) => `/api/v1/events/${eventId}`;
const order = (reply: Reply): Order => granted<{ order: Order }>(reply).order;
const byKey = (path: string, body?: object) =>
  world().send('POST', path, { key: key.secret, ...(body && { body }) });

type Bought = { readonly who: Visitor; readonly made: Order; readonly reservation: string };

async function guest(at = 0): Promise<Visitor> {
  const visitor = createVisitor(world().processes[at]?.url ?? '');
  granted(await visitor.send('POST', '/api/v1/session'));
  return visitor;
}

async function ordered(eventId: number, at = 0): Promise<Bought> {
  const who = await guest(at);
  const [reservationId, orderId] = [ids.next(), ids.next()];
  const places = { id: reservationId, pool: 1, quantity: 1 };
  granted(await who.send('POST', `${root(eventId)}/reservations`, places), 201);
  const wish = { reservationId, email: 'buyer@example.com' };
  const made = order(await who.send('PUT', `${root(eventId)}/orders/${orderId}`, wish));
  return { who, made, reservation: `${root(eventId)}/reservations/${reservationId}` };
}

const at = ({ made }: Bought, step = '') => `${root(made.eventId)}/orders/${made.id}${step}`;
const pay = (bought: Bought, source = 'sim_ok') =>
  bought.who.send('POST', at(bought, '/payments'), {
    id: ids.next(),
    source,
    totalMinor: bought.made.totalMinor,
  });
const release = ({ who, reservation }: Bought) => who.send('POST', `${reservation}/cancel`);
const read = async (bought: Bought) => order(await bought.who.send('GET', at(bought)));
const quiet = () =>
  waitFor(
    'everything under way',
    async () => (await ordersInFlight(world().databaseUrl)) === 0,
    30_000,
  );

describe('what a person has bought', () => {
  it('does not go back as a hold, neither before nor after the time for giving back', async () => {
    const bought = await ordered(await sale(10));
    expect(order(await pay(bought)).status).toBe('complete');
    expectProductRefusal(await bought.who.send('POST', at(bought, '/cancel')), 'refund_closed');
    const refused = await release(bought);
    expectProductRefusal(refused, 'invalid_transition', { status: 'CONFIRMED' });
    await waitFor('the ticket', async () => (await read(bought)).tickets === 1);
    expect(await read(bought)).toMatchObject({ status: 'complete', refundedMinor: 0 });
    expectProductRefusal(await byKey(`${bought.reservation}/cancel`), 'reservation_not_found');
  });

  it('a hold is released and confirmed at once: a booking or nothing, and both were told', async () => {
    const eventId = await sale(40);
    const all = await Promise.all(Array.from({ length: 24 }, (_, n) => ordered(eventId, n % 2)));
    const released = await Promise.all(
      all.map(async (bought, n) => {
        const paid = pay(bought);
        const other = world().processes[(n + 1) % 2]?.url ?? '';
        const tab = createVisitor(other);
        for (const [name, value] of bought.who.jar) tab.jar.set(name, value);
        // Spread over the time that a payment takes.
        for (let turns = n; turns > 0; turns--) await tab.send('GET', '/api/v1/session');
        const back = await release({ ...bought, who: tab });
        await paid;
        return back;
      }),
    );
    await quiet();
    for (const [n, bought] of all.entries()) {
      const { status, paidMinor, refundedMinor } = await read(bought);
      const isBought = status === 'complete';
      expect(released[n]?.status).toBe(isBought ? 409 : 200);
      expect(refundedMinor).toBe(isBought ? 0 : paidMinor);
    }
    expect(await auditFindings(world().databaseUrl)).toEqual([]);
  });
});

describe('the e-mail address of an order', () => {
  it.each(['a@b\u0000.c', 'a@b.\u0000', 'a@b.c\u0001', 'a@\ud800.kr', 'a@b.c\u007f'])(
    'is not %j',
    async (email) => {
      expect.hasAssertions();
      const bought = await ordered(await sale(1));
      const wish = { reservationId: bought.made.reservationId, email };
      const reply = await bought.who.send('PUT', at(bought), wish);
      expectProductRefusal(reply, 'invalid_request', badFields('body.email'));
    },
  );
});

describe('while a hundred payments are under way', () => {
  // Answered at once, late by message, never, declined.
  const sources = ['sim_ok', 'sim_late:300', 'sim_ok', 'sim_declined'];

  it('an event is cancelled: all money goes back, nothing is adrift', async () => {
    const eventId = await sale(100);
    const all = await Promise.all(Array.from({ length: 100 }, (_, n) => ordered(eventId, n % 2)));
    const paying = all.map((bought, n) => pay(bought, sources[n % sources.length]));
    await paying[0];
    granted(await byKey(`${root(eventId)}/cancel`));
    const replies = await Promise.all(paying);
    const odd = replies.filter(({ status }) => status !== 200 && status !== 409);
    expect(odd.map(({ text }) => text)).toEqual([]);
    await waitFor(
      'the end of all orders',
      async () => {
        const shown = await Promise.all(all.map(read));
        return shown.every(({ status, tickets }) => status === 'ended' && tickets === 0);
      },
      60_000,
    );
    await quiet();
    const shown = await Promise.all(all.map(read));
    expect(shown.filter((one) => one.paidMinor !== one.refundedMinor)).toEqual([]);
    expect(await auditFindings(world().databaseUrl)).toEqual([]);
  }, 120_000);

  it('an event is postponed: what was begun is finished, nothing new begins', async () => {
    const eventId = await sale(200);
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => ordered(eventId, n % 2)));
    const paying = all.map((bought) => pay(bought, 'sim_late:300'));
    granted(await byKey(`${root(eventId)}/postpone`, {}));
    await Promise.all(paying);
    await waitFor(
      'the tickets',
      async () => (await Promise.all(all.map(read))).every(({ tickets }) => tickets === 1),
      60_000,
    );
    await waitFor('both processes to hear of it', async () => {
      const places = { id: ids.next(), pool: 1, quantity: 1 };
      const late = await (await guest(1)).send('POST', `${root(eventId)}/reservations`, places);
      return late.status === 409 && late.text.includes('sale_not_open');
    });
    await quiet();
    expect(await auditFindings(world().databaseUrl)).toEqual([]);
  }, 120_000);
});
