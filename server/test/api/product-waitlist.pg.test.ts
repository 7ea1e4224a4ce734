/** The waiting list through HTTP: joining, an offer, buying it, leaving, and an order that is returned. */
// oxlint-disable vitest/expect-expect -- granted(), expectFits() and expectProductRefusal() do it
import { productApi } from '@onsale/contract/product-api.ts';
import type { WaitingListStatus, WaitlistEntry } from '@onsale/contract/product-waitlist.ts';
import type { Order } from '@onsale/contract/order.ts';
import type { RouteSpec } from '@onsale/contract/route.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Fitting, pathOf, readDocuments } from './fits.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import { type Key, type Reply, useWorld } from './world.ts';

const world = useWorld();
const ids = createIds(systemClock);
const v1 = productApi;
let key: Key;
let fit: Fitting;
beforeAll(async () => {
  key = await world().createKey();
  fit = await readDocuments(world().processes[0]?.url ?? '');
});

async function guest(): Promise<Visitor> {
  const visitor = createVisitor(world().processes[0]?.url ?? '');
  expect((await visitor.send('POST', '/api/v1/session')).status).toBe(200);
  return visitor;
}
type Params = Readonly<Record<string, string | number>>;
const send = (who: Visitor, spec: RouteSpec, params: Params, body?: unknown): Promise<Reply> =>
  who.send(spec.method, pathOf(spec, params), body);

/** The answer of a route that has to succeed, held against the published document. */
async function ok<Body>(
  who: Visitor,
  spec: RouteSpec,
  params: Params,
  body?: unknown,
): Promise<Body> {
  const reply = await send(who, spec, params, body);
  fit.expectFits(spec, reply, spec.status);
  return granted<Body>(reply, spec.status);
}
type Answer = { readonly entry: WaitlistEntry };
const wish = { party: 2, email: 'guest@example.com', language: 'en' };
const join = async (who: Visitor, eventId: number, more: object = {}): Promise<WaitlistEntry> =>
  (await ok<Answer>(who, v1.joinWaitingList, { eventId }, { ...wish, ...more })).entry;
const mine = async (who: Visitor, eventId: number): Promise<WaitlistEntry> =>
  (await ok<Answer>(who, v1.readMyWaitlistEntry, { eventId })).entry;
const offered = (who: Visitor, eventId: number): Promise<WaitlistEntry> =>
  waitFor('an offer', async () => {
    const entry = await mine(who, eventId);
    return entry.status === 'offered' && entry;
  });

/** Two seats, bought by a guest. */
async function soldOut(
  more: object = {},
): Promise<{ eventId: number; seller: Visitor; order: Order }> {
  const eventId = await world().createSeatEvent(key.organizationId, 2, more);
  const seller = await guest();
  return { eventId, seller, order: await buy(seller, eventId, await hold(seller, eventId)) };
}
async function hold(who: Visitor, eventId: number): Promise<string> {
  const id = ids.next();
  granted(await send(who, v1.createReservation, { eventId }, { id, seats: [0, 1] }), 201);
  return id;
}
async function buy(who: Visitor, eventId: number, reservationId: string): Promise<Order> {
  const params = { eventId, orderId: ids.next() };
  const contact = { reservationId, email: 'buyer@example.com' };
  const { order } = granted<{ order: Order }>(await send(who, v1.putOrder, params, contact));
  const payment = { id: ids.next(), source: 'sim_ok', totalMinor: order.totalMinor };
  const paid = granted<{ order: Order }>(await send(who, v1.payOrder, params, payment));
  expect(paid.order.status).toBe('complete');
  return paid.order;
}

it('who joins is offered what is given back, and buys it in the usual way', async () => {
  const { eventId, seller, order } = await soldOut({
    refundableUntilMs: Date.now() + 86_400_000,
  });
  const [ann, bob] = [await guest(), await guest()];
  const first = await join(ann, eventId);
  expect(first).toMatchObject({ status: 'waiting', ahead: { all: 0, rivals: 0 }, passedOver: 0 });
  // When the page looks again: who may be next soon, who is behind them later, who has it never again.
  expect(first.nextPollMs).toBe(3_000);
  expect(await join(ann, eventId, { party: 1 })).toEqual(first);
  const behind = { ahead: { all: 1, rivals: 1 }, nextPollMs: 3_250 };
  expect(await join(bob, eventId)).toMatchObject(behind);
  const { list } = await ok<{ list: WaitingListStatus }>(bob, v1.readWaitingList, { eventId });
  expect(list).toMatchObject({ waiting: 2, listOnly: true, offerSeconds: 900 });
  granted(await send(seller, v1.cancelOrder, { eventId, orderId: order.id }));
  const { offer } = await offered(ann, eventId);
  expect(offer).toMatchObject({ seats: [0, 1] });
  // For everybody else there is nothing: not to look at, and not to be had.
  const shown = granted<{ event: object }>(await send(bob, v1.readEvent, { eventId }));
  expect(shown.event).toMatchObject({ status: 'sold_out', available: 0 });
  const bought = await buy(ann, eventId, offer?.reservationId ?? '');
  expect(bought.lines).toHaveLength(2);
  await waitFor('it to be noted', async () => (await mine(ann, eventId)).endReason === 'bought');
  expect(await mine(ann, eventId)).not.toHaveProperty('nextPollMs');
  expect(await mine(bob, eventId)).toMatchObject({ status: 'waiting', ahead: { all: 0 } });
});

it('who declines lets the next one have it', async () => {
  const { eventId, seller, order } = await soldOut({
    refundableUntilMs: Date.now() + 86_400_000,
  });
  const [ann, bob] = [await guest(), await guest()];
  await join(ann, eventId);
  await join(bob, eventId);
  granted(await send(seller, v1.cancelOrder, { eventId, orderId: order.id }));
  await offered(ann, eventId);
  const left = await ok<Answer>(ann, v1.leaveWaitingList, { eventId });
  expect(left.entry).toMatchObject({ status: 'ended', endReason: 'declined' });
  const { offer } = await offered(bob, eventId);
  expect(offer?.seats).toEqual([0, 1]);
  const listed = await ok<{ entries: WaitlistEntry[] }>(bob, v1.listMyWaitlistEntries, {});
  expect(listed.entries.map(({ eventId: id }) => id)).toEqual([eventId]);
});

it('an order is returned at face value: valid until somebody takes it over, refunded then', async () => {
  const { eventId, seller, order } = await soldOut();
  const params = { eventId, orderId: order.id };
  await ok(seller, v1.returnOrder, params);
  const asked = granted<{ order: Order }>(await send(seller, v1.readOrder, params));
  expect(asked.order).toMatchObject({ status: 'complete', return: { status: 'waiting' } });
  expect(await ok(seller, v1.withdrawReturn, params)).toEqual({ orderId: order.id });
  await ok(seller, v1.returnOrder, params);
  const ann = await guest();
  await join(ann, eventId);
  const { offer } = await offered(ann, eventId);
  const ended = await waitFor('the money to be back', async () => {
    const { order: now } = granted<{ order: Order }>(await send(seller, v1.readOrder, params));
    return now.status === 'ended' && now;
  });
  expect(ended).toMatchObject({ endReason: 'returned', refundedMinor: order.totalMinor });
  await buy(ann, eventId, offer?.reservationId ?? '');
});

describe('is refused', () => {
  it('while there are places, and for what makes no sense', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 3);
    const who = await guest();
    const ask = (body: object) => send(who, v1.joinWaitingList, { eventId }, { ...wish, ...body });
    expectProductRefusal(await ask({}), 'places_available');
    expectProductRefusal(await ask({ party: 11 }), 'limit_reached', { scope: 'order', limit: 10 });
    expectProductRefusal(await ask({ party: 0 }), 'invalid_request', badFields('body.party'));
    expectProductRefusal(
      await ask({ tiers: ['gold'] }),
      'invalid_request',
      badFields('body.tiers'),
    );
    expectProductRefusal(
      await ask({ email: undefined }),
      'invalid_request',
      badFields('body.email'),
    );
    const nobody = { eventId: 999_999 };
    expectProductRefusal(await send(who, v1.joinWaitingList, nobody, wish), 'event_not_found');
    for (const spec of [v1.readMyWaitlistEntry, v1.leaveWaitingList]) {
      expectProductRefusal(await send(who, spec, { eventId }), 'waitlist_entry_not_found');
      expectProductRefusal(await send(who, spec, nobody), 'event_not_found');
    }
  });

  it('where the organizer wants no list', async () => {
    const { eventId, seller, order } = await soldOut();
    const settings = { enabled: false, returns: false };
    const path = pathOf(v1.changeWaitingList, { eventId });
    granted(await world().send('PUT', path, { key: key.secret, body: settings }));
    const who = await guest();
    expectProductRefusal(
      await send(who, v1.joinWaitingList, { eventId }, wish),
      'waiting_list_closed',
    );
    const returned = await send(seller, v1.returnOrder, { eventId, orderId: order.id });
    expectProductRefusal(returned, 'return_closed');
    const stranger = await world().createKey({ organization: 'Others' });
    const foreign = await world().send('PUT', path, { key: stranger.secret, body: settings });
    expectProductRefusal(foreign, 'event_not_found');
  });

  it('another one’s entry, offer and order: they do not exist for anybody else', async () => {
    const { eventId, order } = await soldOut();
    const who = await guest();
    const params = { eventId, orderId: order.id };
    expectProductRefusal(await send(who, v1.returnOrder, params), 'order_not_found');
    expectProductRefusal(await send(who, v1.withdrawReturn, params), 'order_not_found');
  });
});

it('a place on the list is the account’s once its guest has signed in', async () => {
  const { eventId } = await soldOut();
  const who = await guest();
  const before = await join(who, eventId);
  const account = { name: '김', email: 'waits@example.com', password: 'long enough to do' };
  await who.send('POST', '/api/auth/sign-up/email', account);
  await who.send('POST', '/api/v1/session');
  await waitFor('the place to follow', async () => (await mine(who, eventId)).id === before.id);
});

it('an account is told at its own address once that is confirmed; before, it has to name one', async () => {
  const { eventId } = await soldOut();
  const who = await guest();
  const account = { name: '박', email: 'unsure@example.com', password: 'long enough to do' };
  await who.send('POST', '/api/auth/sign-up/email', account);
  await who.send('POST', '/api/v1/session');
  const plain = { party: 2, language: 'en' };
  const asked = await send(who, v1.joinWaitingList, { eventId }, plain);
  expectProductRefusal(asked, 'invalid_request', badFields('body.email'));
  const confirm = 'UPDATE auth."user" SET "emailVerified" = true WHERE email = $1';
  await world().change(confirm, [account.email]);
  const { entry } = await ok<Answer>(who, v1.joinWaitingList, { eventId }, plain);
  expect(entry.email).toBe(account.email);
});

it('and in the end the audit finds nothing', async () => {
  await waitFor(
    'everything to settle',
    async () => (await auditFindings(world().databaseUrl)).length === 0,
  );
});
