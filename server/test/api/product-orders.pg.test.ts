/** Orders through HTTP, as a browser does it: session, hold, order, payment, tickets, giving back. */
// oxlint-disable vitest/expect-expect -- granted() and expectProductRefusal() do it
import { beforeAll, expect, it } from 'vitest';
import type { Order } from '@onsale/contract/order.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import { type Key, type Reply, useWorld } from './world.ts';

const world = useWorld();
const ids = createIds(systemClock);
let key: Key;
let eventId: number;
beforeAll(async () => {
  key = await world().createKey({
    scopes: ['events:read', 'orders:write', 'orders:read', 'reservations:write'],
  });
  eventId = await world().createSeatEvent(key.organizationId, 40, {
    fees: { basisPoints: 350, perTicketMinor: 1_000 },
    refundableUntilMs: Date.now() + 86_400_000,
  });
});

const root = () => `/api/v1/events/${eventId}`;
let seat = 0;

async function guest(): Promise<Visitor> {
  const visitor = createVisitor(world().processes[0]?.url ?? '');
  expect((await visitor.send('POST', '/api/v1/session')).status).toBe(200);
  return visitor;
}

async function hold(visitor: Visitor): Promise<string> {
  const id = ids.next();
  seat += 2;
  const body = { id, seats: [seat - 2, seat - 1] };
  granted(await visitor.send('POST', `${root()}/reservations`, body), 201);
  return id;
}

const order = (reply: Reply): Order => granted<{ order: Order }>(reply).order;
const put = (visitor: Visitor, reservationId: string, orderId: string = ids.next()) =>
  visitor.send('PUT', `${root()}/orders/${orderId}`, {
    reservationId,
    email: 'buyer@example.com',
    name: '홍길동',
    language: 'ko',
  });
const pay = (visitor: Visitor, { id, totalMinor }: Order, source = 'sim_ok', change: object = {}) =>
  visitor.send('POST', `${root()}/orders/${id}/payments`, {
    id: ids.next(),
    source,
    totalMinor,
    ...change,
  });
const read = (visitor: Visitor, { id }: Order) => visitor.send('GET', `${root()}/orders/${id}`);

it('a guest buys two seats and gives them back', async () => {
  const visitor = await guest();
  const reservationId = await hold(visitor);
  const made = order(await put(visitor, reservationId));
  expect(made).toMatchObject({
    eventId,
    reservationId,
    status: 'open',
    name: '홍길동',
    currency: 'KRW',
    subtotalMinor: 90_000,
    feesMinor: 2 * 2_575,
    totalMinor: 95_150,
    paidMinor: 0,
    payments: [],
    tickets: 0,
  });
  expect(made.lines).toHaveLength(2);
  expect(Date.parse(made.expiresAt ?? '')).toBeGreaterThan(Date.now());
  const declined = order(await pay(visitor, made, 'sim_declined'));
  expect(declined).toMatchObject({ status: 'open', payments: [{ declineCode: 'card_declined' }] });
  const bought = order(await pay(visitor, made));
  expect(bought).toMatchObject({ status: 'complete', paidMinor: 95_150, refundedMinor: 0 });
  expect(bought.expiresAt).toBeUndefined();
  await waitFor('the tickets', async () => order(await read(visitor, made)).tickets === 2);
  const listed = granted<{ orders: Order[] }>(await visitor.send('GET', '/api/v1/orders'));
  expect(listed.orders.map(({ id }) => id)).toEqual([made.id]);
  const ended = order(await visitor.send('POST', `${root()}/orders/${made.id}/cancel`));
  expect(ended).toMatchObject({
    status: 'ended',
    endReason: 'cancelled_by_buyer',
    refundedMinor: 95_150,
    tickets: 0,
  });
});

it('a payment that takes its time is told by the provider', async () => {
  const visitor = await guest();
  const made = order(await put(visitor, await hold(visitor)));
  expect(order(await pay(visitor, made, 'sim_late:100')).status).toBe('paying');
  expectProductRefusal(await pay(visitor, made), 'payment_in_progress', { status: 'paying' });
  await waitFor('the order', async () => order(await read(visitor, made)).status === 'complete');
  const metrics = await world().metrics();
  expect(metrics).toMatch(/payment_webhooks_total\{[^}]*outcome="applied"[^}]*\} [1-9]/);
});

it('the organizer refunds with a key, and nobody else’s key finds the event', async () => {
  const visitor = await guest();
  const made = order(await put(visitor, await hold(visitor)));
  order(await pay(visitor, made));
  const path = `${root()}/orders/${made.id}/refund`;
  const other = await world().createKey({ organization: 'Other', scopes: ['orders:write'] });
  expectProductRefusal(await world().send('POST', path, { key: other.secret }), 'event_not_found');
  const refunded = order(await world().send('POST', path, { key: key.secret }));
  expect(refunded).toMatchObject({ status: 'ended', endReason: 'cancelled_by_organizer' });
  expect(refunded.refundedMinor).toBe(refunded.paidMinor);
});

it('an order is its buyer’s alone', async () => {
  const [visitor, stranger] = [await guest(), await guest()];
  const reservationId = await hold(visitor);
  const made = order(await put(visitor, reservationId));
  expectProductRefusal(await read(stranger, made), 'order_not_found');
  expectProductRefusal(await pay(stranger, made), 'order_not_found');
  const cancel = await stranger.send('POST', `${root()}/orders/${made.id}/cancel`);
  expectProductRefusal(cancel, 'order_not_found');
  expectProductRefusal(await put(stranger, reservationId), 'reservation_not_found');
  const taken = await put(stranger, await hold(stranger), made.id);
  expectProductRefusal(taken, 'id_conflict');
  expect(granted(await stranger.send('GET', '/api/v1/orders'))).toEqual({ orders: [] });
});

it('refuses what it cannot act on, field by field', async () => {
  const visitor = await guest();
  const made = order(await put(visitor, await hold(visitor)));
  const wrong = await pay(visitor, made, 'sim_ok', { totalMinor: 1 });
  expectProductRefusal(wrong, 'invalid_request', badFields('body.totalMinor'));
  const random = await pay(visitor, made, 'sim_ok', { id: '5b1f6a58-8f6e-4b0e-9a51-6d1f0e0f7a11' });
  expectProductRefusal(random, 'invalid_request', badFields('body.id'));
  const types = await visitor.send('PUT', `${root()}/orders/${made.id}`, {
    reservationId: made.reservationId,
    email: 'buyer@example.com',
    ticketTypes: ['adult'],
  });
  expectProductRefusal(types, 'invalid_request', badFields('body.ticketTypes'));
  const nowhere = await visitor.send('GET', `/api/v1/events/999999/orders/${made.id}`);
  expectProductRefusal(nowhere, 'event_not_found');
  const cursor = await visitor.send('GET', '/api/v1/orders?cursor=nonsense');
  expectProductRefusal(cursor, 'invalid_request', badFields('query.cursor'));
});

it('without a session there are no orders', async () => {
  const reply = await world().send('GET', '/api/v1/orders');
  expectProductRefusal(reply, 'session_required');
});

it('messages of a provider need its signature', async () => {
  const path = '/api/v1/payments/webhooks';
  const body = { id: 'evt' };
  expectProductRefusal(
    await world().send('POST', `${path}/simulator`, { body }),
    'invalid_signature',
  );
  expectProductRefusal(await world().send('POST', `${path}/nobody`, { body }), 'not_found');
});

it('nothing is adrift afterwards', async () => {
  await waitFor(
    'the sale to be quiet',
    async () => (await auditFindings(world().databaseUrl)).length === 0,
  );
});
