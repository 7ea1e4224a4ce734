/**
 * Every route that is open or takes keys, with real answers, against the OpenAPI documents that the
 * server itself publishes. Sessions have a file of their own.
 */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { partnerApi } from '@onsale/contract/partner-api.ts';
import { productApi } from '@onsale/contract/product-api.ts';
import { type RouteSpec, scopes } from '@onsale/contract/route.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import {
  allRoutes,
  expectRefusal,
  type Fitting,
  keyRoutes,
  type Params,
  pathOf,
  readDocuments,
} from './fits.ts';
import { expectPartnerRefusal, expectProductRefusal } from './refusals.ts';
import { type Key, type Reply, useWorld, type Wish } from './world.ts';

const routes = allRoutes.filter((spec) => spec.auth === 'none' || keyRoutes.includes(spec));
// Pictures are no JSON: their route has tests of its own.
const withBody = routes.filter(
  ({ body, binaryBody }) => body !== undefined && binaryBody === undefined,
);
const unknownId = '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e';
// With sign-ups that are confirmed by mail, which are a route; the others are the library's.
const world = useWorld({ env: { SIGN_UP_CONFIRMED: 'true' } });
const ids = createIds(systemClock);
let key: Key;
let fit: Fitting;
beforeAll(async () => {
  key = await world().createKey();
  fit = await readDocuments(world().processes[0]?.url ?? '');
});

const send = (spec: RouteSpec, params: Params, wish: Wish = {}, query = ''): Promise<Reply> =>
  world().send(spec.method, pathOf(spec, params) + query, {
    key: key.secret,
    ...wish,
    headers: { 'sec-fetch-site': 'same-origin', ...wish.headers },
  });

it('a body that does not fit is noticed', async () => {
  const spec = partnerApi.health;
  const reply = await send(spec, {});
  expect(fit.faults(spec, reply)).toEqual([]);
  const body = reply.body as object;
  expect(fit.faults(spec, { ...reply, body: { ...body, extra: 1 } })).not.toEqual([]);
  expect(fit.faults(spec, { ...reply, body: { ...body, timestamp: 'yesterday' } })).not.toEqual([]);
  expect(fit.faults(spec, { ...reply, body: {} })).not.toEqual([]);
  expect(fit.faults(spec, { ...reply, status: 418 })).not.toEqual([]);
  const refusal = await world().send('GET', '/api/events');
  expect(fit.faults(partnerApi.listEvents, refusal)).toEqual([]);
  expect(fit.faults(spec, refusal)).not.toEqual([]);
});

it('every success of every route fits its document', async () => {
  const seen = new Set<string>();
  const ok = async (spec: RouteSpec, params: Params = {}, body?: unknown, query = '') => {
    const reply = await send(spec, params, body === undefined ? {} : { body }, query);
    fit.expectFits(spec, reply, spec.status);
    seen.add(spec.id);
    return reply.body as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const p = partnerApi;
  await ok(p.health);
  const draft = { eventName: '봄', totalSeats: 9, eventDate: '2035-05-05T19:00:00' };
  const made = await ok(p.createEvent, {}, draft);
  const eventId = made['data']?.['eventId'] as number;
  await ok(p.createEvent, {}, draft);
  await ok(p.readEvent, { eventId });
  await ok(p.updateEvent, { eventId }, { totalSeats: 10 });
  for (const list of [p.listEvents, p.listUpcomingEvents, p.listAvailableEvents]) {
    await ok(list, {}, undefined, '?limit=1');
    await ok(list);
  }
  const order = { eventId, userId: '길동', quantity: 2 };
  const booked = await ok(p.createReservation, {}, order);
  const partnerId = booked['data']?.['reservationId'] as string;
  await ok(p.createReservation, {}, order);
  await ok(p.readReservation, { reservationId: partnerId });
  await ok(p.listReservationsOfUser, { userId: encodeURIComponent('길동') }, undefined, '?limit=1');
  await ok(p.cancelReservation, { reservationId: partnerId });
  await ok(p.clearEventCache);

  const v1 = productApi;
  const hall = await world().createHallEvent(key.organizationId, {
    saleClosesAtMs: Date.UTC(2039, 1),
  });
  await ok(v1.listEvents, {}, undefined, '?limit=1');
  for (const id of [eventId, hall]) {
    await ok(v1.readEvent, { eventId: id });
    await ok(v1.readState, { eventId: id });
    await ok(v1.readCalendar, { eventId: id });
    await ok(v1.readDates, { eventId: id });
    await ok(v1.readTierStock, { eventId: id });
  }
  await ok(v1.readFeatures);
  await ok(v1.readShowcase);
  await ok(v1.searchEvents, {}, undefined, '?q=a&limit=1&availability=any&sort=popular');
  await ok(v1.suggestEvents, {}, undefined, '?q=a');
  await ok(v1.removePoster, { eventId: hall });
  await ok(v1.readSeatingPlan, { eventId: hall });
  await ok(v1.blockSeats, { eventId: hall }, { seats: [90, 91] });
  await ok(v1.unblockSeats, { eventId: hall }, { seats: [90] });
  const hold = async (id: number, wish: object): Promise<Params> => {
    const reservationId = ids.next();
    await ok(v1.createReservation, { eventId: id }, { id: reservationId, buyer: 'b', ...wish });
    const params = { eventId: id, reservationId };
    await ok(v1.readReservation, params);
    return params;
  };
  for (const wish of [{ seats: [0, 1] }, { pool: 1, quantity: 1 }]) {
    const params = await hold('seats' in wish ? hall : eventId, wish);
    for (const step of [v1.extendReservation, v1.confirmReservation, v1.cancelReservation]) {
      await ok(step, params);
      await ok(v1.readReservation, params);
    }
  }
  await hold(hall, { seats: [0], confirm: true });
  await ok(v1.suggestSeats, { eventId: hall }, { party: 2 });
  await ok(v1.readTicketKeys);
  await ok(v1.listRevokedTickets, { eventId }, undefined, '?limit=1');
  await organize(ok);
  await setUpRoom(ok, hall);
  await ok(v1.readWaitingList, { eventId: hall });
  await ok(v1.changeWaitingList, { eventId: hall }, { returns: false });
  const { event: copy } = await ok(v1.createRehearsal, { eventId: hall }, { opensInSeconds: 5 });
  await ok(v1.listRehearsals, { eventId: hall });
  await ok(v1.removeRehearsal, { eventId: copy?.['id'] as number });
  // Sessions, refunds, proofs of places and links of letters are in the tests of those who have one.
  const elsewhere = new Set([
    'beginSession',
    'continueSession',
    'refundOrder',
    'proveEntry',
    'requestSignUp',
    'confirmLink',
    'readOffer',
    'requestPasswordReset',
    'resetPassword',
    'confirmReminder',
    'stopReminder',
    'putPoster',
  ]);
  const expected = routes.map(({ id }) => id).filter((id) => !elsewhere.has(id));
  expect([...seen].sort()).toEqual(expected.sort());
});

type Try = (spec: RouteSpec, params?: Params, body?: unknown) => Promise<unknown>;

async function organize(ok: Try): Promise<void> {
  const v1 = productApi;
  const made = (await ok(
    v1.createEvent,
    {},
    {
      organizationId: key.organizationId,
      name: '여름',
      startsAt: '2035-07-01T10:00:00Z',
      timeZone: 'Asia/Seoul',
      currency: 'KRW',
      tiers: [{ code: 'A', name: { ko: '전석' }, priceMinor: 1_000 }],
      areas: [{ pool: 1, tier: 'A', capacity: 10 }],
    },
  )) as { event: { id: number } };
  const params = { eventId: made.event.id };
  await ok(v1.updateEvent, params, { genre: 'jazz' });
  await ok(v1.createPromoCode, params, { code: 'TEN', kind: 'percent', amount: 10 });
  await ok(v1.listPromoCodes, params);
  await ok(v1.endPromoCode, { ...params, code: 'TEN' });
  await ok(v1.postponeEvent, params, {});
  await ok(v1.postponeEvent, params, { startsAt: '2035-08-01T10:00:00Z' });
  await ok(v1.cancelEvent, params);
}

async function setUpRoom(ok: Try, eventId: number): Promise<void> {
  const v1 = productApi;
  await ok(v1.readQueue, { eventId });
  await ok(v1.readRoom, { eventId });
  const message = { en: 'Soon.', ko: '곧 시작합니다.' };
  await ok(v1.changeRoom, { eventId }, { mode: 'always', throttlePerMinute: 60, message });
  await ok(v1.changeRoom, { eventId }, {});
  await ok(v1.addPresaleCodes, { eventId }, { codes: [{ code: 'EARLY', usesMax: 1 }] });
  for (const route of [v1.readRoom, v1.readQueue, v1.readDraw]) await ok(route, { eventId });
}

describe('every route for keys', () => {
  const params = { eventId: 1, reservationId: unknownId, orderId: unknownId, userId: 'u' };

  it.each(keyRoutes)('$id needs a key that exists', async (spec) => {
    for (const wish of [{ headers: { authorization: '' } }, { key: 'onsale_no_such_key' }]) {
      const reply = await send(spec, params, wish);
      expectRefusal(spec, reply, 'unauthenticated');
      fit.expectFits(spec, reply, 401);
    }
  });

  it.each(keyRoutes)('$id needs the scope $auth, and no other', async (spec) => {
    const others = scopes.filter((scope) => scope !== spec.auth);
    const { secret: without } = await world().createKey({ scopes: others });
    const reply = await send(spec, params, { key: without });
    expectRefusal(spec, reply, 'forbidden', { scope: spec.auth });
    fit.expectFits(spec, reply, 403);
    const { secret } = await world().createKey({ scopes: scopes.filter((s) => s === spec.auth) });
    const allowed = await send(spec, params, { key: secret });
    expect([401, 403]).not.toContain(allowed.status);
    expect(fit.faults(spec, allowed)).toEqual([]);
  });

  it.each(keyRoutes)('$id keeps to the rate of its key', async (spec) => {
    const { secret } = await world().createKey({ ratePerSecond: 1 });
    const replies = await Promise.all([1, 2, 3, 4].map(() => send(spec, params, { key: secret })));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    for (const reply of refused) {
      expectRefusal(spec, reply, 'rate_limited', { retryAfterSeconds: 1 });
      fit.expectFits(spec, reply, 429);
      expect(reply.headers.get('retry-after')).toBe('1');
    }
  });
});

describe('every route with a body', () => {
  const params = { eventId: 1, reservationId: unknownId, orderId: unknownId };

  it.each(withBody)('$id refuses one that is not JSON, not text, or too large', async (spec) => {
    const json = { 'content-type': 'application/json' };
    const broken = await send(spec, params, { body: '{', headers: json });
    fit.expectFits(spec, broken, 400);
    const array = await send(spec, params, { body: [] });
    fit.expectFits(spec, array, 400);
    const xml = await send(spec, params, { body: '<a/>', headers: { 'content-type': 'text/xml' } });
    fit.expectFits(spec, xml, 415);
    const pad = 'x'.repeat(4_000 + (spec.bodyBytesMax ?? 65_536));
    const large = await send(spec, params, { body: { pad } });
    fit.expectFits(spec, large, 413);
  });
});

it.each(routes.filter(({ path }) => path.includes('{')))(
  '$id refuses what cannot be in its path, and what is not there',
  async (spec) => {
    const impossible = { eventId: 'x', reservationId: 'x', orderId: 'x', userId: '%00' };
    const wish = spec.body === undefined ? {} : { body: {} };
    const bad = await send(spec, impossible, wish);
    fit.expectFits(spec, bad, 400);
    if (spec.id === 'partnerListReservationsOfUser') return;
    const bodies: Readonly<Record<string, object>> = {
      createReservation: { id: ids.next(), buyer: 'b', seats: [0] },
      blockSeats: { seats: [0] },
      unblockSeats: { seats: [0] },
      suggestSeats: { party: 2 },
      updateEvent: { genre: 'jazz' },
      createPromoCode: { code: 'TEN', kind: 'percent', amount: 10 },
      addPresaleCodes: { codes: [{ code: 'EARLY', usesMax: 1 }] },
    };
    const missing = { eventId: 999_999_999, reservationId: unknownId, orderId: unknownId };
    const body = spec.body === undefined ? undefined : (bodies[spec.id] ?? {});
    const query = spec.id === 'proveEntry' ? '?number=1' : '';
    fit.expectFits(spec, await send(spec, missing, { body }, query), 404);
  },
);

it('addresses and methods that do not exist are refused in the envelope of their surface', async () => {
  const get = (path: string) => world().send('GET', path, { key: key.secret });
  expectPartnerRefusal(await get('/api/nothing'), 'not_found');
  expectProductRefusal(await get('/api/v1/nothing'), 'not_found');
  const patched = await fetch(new URL('/api/events', world().processes[0]?.url), {
    method: 'PATCH',
  });
  expect(patched.status).toBe(405);
  expect(patched.headers.get('allow')).toBe('GET, HEAD, POST');
});
