/** Promo codes through HTTP: organizers make, list and end them; buyers use them; nobody else sees them. */
// oxlint-disable vitest/expect-expect -- granted() and expectProductRefusal() do it
import type { Order } from '@onsale/contract/order.ts';
import type { OwnPromo } from '@onsale/contract/promo.ts';
import { beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { useOrganizers } from './organizers.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';

const { world, at } = useOrganizers();
const ids = createIds(systemClock);
let eventId: number;
beforeAll(async () => {
  ({ id: eventId } = await at().create({ askNames: true }));
});

const codes = (path = '') => `${eventId}/promo-codes${path}`;
const make = (body: object, secret?: string) => at().change('POST', codes(), body, secret);
const list = (query = '', secret = at().key.secret) =>
  world().send('GET', `/api/v1/events/${codes(query)}`, { key: secret });

async function guest(): Promise<Visitor> {
  const visitor = createVisitor(world().processes[0]?.url ?? '');
  granted(await visitor.send('POST', '/api/v1/session'));
  return visitor;
}

const root = () => `/api/v1/events/${eventId}`;
async function held(visitor: Visitor, quantity = 2): Promise<string> {
  const id = ids.next();
  const body = { id, pool: 1, quantity };
  granted(await visitor.send('POST', `${root()}/reservations`, body), 201);
  return id;
}

it('an organizer makes a code once, however often it is sent', async () => {
  const wish = { code: 'spring-10', kind: 'percent', amount: 10, usesMax: 50, perPersonMax: 2 };
  const { promo } = granted<{ promo: OwnPromo }>(await make(wish), 201);
  expect(promo).toMatchObject({ ...wish, code: 'SPRING-10', quantityMin: 1, used: 0 });
  expect(granted(await make(wish), 201)).toEqual({ promo });
  expectProductRefusal(await make({ ...wish, amount: 20 }), 'id_conflict');
  const wrong = { ...wish, code: 'WRONG', amount: 101, tiers: ['VIP'] };
  expectProductRefusal(
    await make(wrong),
    'invalid_request',
    badFields('body.amount', 'body.tiers'),
  );
  expectProductRefusal(await make({ code: 'no', kind: 'percent', amount: 1 }), 'invalid_request', {
    fields: [{ field: 'body.code', problem: expect.any(String) as unknown }],
  });
});

it('codes are the organization’s own secret, and staff may read but not make them', async () => {
  const body = { code: 'STAFF', kind: 'per_ticket', amount: 1_000 };
  const { stranger, key } = at();
  expectProductRefusal(await make(body, stranger.secret), 'event_not_found');
  expectProductRefusal(await list('', stranger.secret), 'event_not_found');
  const staff = await at().member(key.organizationId, 'staff');
  expect((await staff.send('POST', `/api/v1/events/${codes()}`, body)).status).toBe(403);
  expect((await staff.send('GET', `/api/v1/events/${codes()}`)).status).toBe(200);
  const manager = await at().member(key.organizationId, 'manager');
  granted(await manager.send('POST', `/api/v1/events/${codes()}`, body), 201);
  const buyer = await guest();
  expect((await buyer.send('GET', `/api/v1/events/${codes()}`)).status).toBe(403);
});

it('come in pages', async () => {
  const first = granted<{ promos: OwnPromo[]; nextCursor?: string }>(await list('?limit=1'));
  expect(first.promos.map(({ code }) => code)).toEqual(['SPRING-10']);
  const next = granted<{ promos: OwnPromo[] }>(await list(`?limit=1&cursor=${first.nextCursor}`));
  expect(next.promos.map(({ code }) => code)).toEqual(['STAFF']);
});

it('a buyer asks, orders with it, and pays less; names are asked for', async () => {
  const buyer = await guest();
  const reservationId = await held(buyer);
  const check = await buyer.send('POST', `${root()}/promo-codes/check`, {
    code: 'Spring-10',
    reservationId,
  });
  expect(granted(check)).toEqual({
    promo: { code: 'SPRING-10', kind: 'percent', amount: 10, quantityMin: 1 },
    discountMinor: 10_000,
    totalMinor: 90_000,
  });
  const wish = { reservationId, email: 'buyer@example.com', promoCode: 'spring-10' };
  const orderPath = `${root()}/orders/${reservationId}`;
  expectProductRefusal(
    await buyer.send('PUT', orderPath, wish),
    'invalid_request',
    badFields('body.attendees'),
  );
  const attendees = ['김하늘', 'Ada Lovelace'];
  const put = await buyer.send('PUT', orderPath, { ...wish, attendees });
  const { order } = granted<{ order: Order }>(put);
  expect(order).toMatchObject({
    promoCode: 'SPRING-10',
    subtotalMinor: 100_000,
    discountMinor: 10_000,
    totalMinor: 90_000,
    lines: [{ attendee: '김하늘', discountMinor: 5_000 }, { attendee: 'Ada Lovelace' }],
  });
  const payment = { id: ids.next(), source: 'sim_ok', totalMinor: 90_000 };
  granted(await buyer.send('POST', `${orderPath}/payments`, payment));
  const named = await buyer.send('PUT', `${orderPath}/attendees`, { attendees: ['Kim', 'Bob'] });
  expect(granted<{ order: Order }>(named).order.lines).toMatchObject([
    { attendee: 'Kim' },
    { attendee: 'Bob' },
  ]);
  const stranger = await guest();
  const theirs = await stranger.send('PUT', `${orderPath}/attendees`, { attendees });
  expectProductRefusal(theirs, 'order_not_found');
});

it('ended, it is refused to whoever comes now; guessing is slowed down', async () => {
  granted(await at().change('POST', codes('/spring-10/end')));
  expectProductRefusal(await at().change('POST', codes('/nobody/end')), 'promo_unknown');
  const buyer = await guest();
  const reservationId = await held(buyer, 1);
  const check = (code: string) =>
    buyer.send('POST', `${root()}/promo-codes/check`, { code, reservationId });
  expect((await check('SPRING-10')).body).toMatchObject({ error: { code: 'promo_ended' } });
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => check(`GUESS-${n}`)));
  const statuses = answers.map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([422, 429]));
  await waitFor(
    'a quiet house',
    async () => (await auditFindings(world().databaseUrl)).length === 0,
  );
});
