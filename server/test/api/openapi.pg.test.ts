/**
 * Every route, with real answers, against the OpenAPI documents that the server itself publishes: the
 * status is declared, the body fits its schema with nothing added, the code is one the route lists.
 */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import type { ErrorCode } from '@onsale/contract/errors.ts';
import { errorsOf, type OpenApiDocument } from '@onsale/contract/openapi.ts';
import { partnerApi } from '@onsale/contract/partner-api.ts';
import { productApi } from '@onsale/contract/product-api.ts';
import { type RouteSpec, scopes, surfaceOf } from '@onsale/contract/route.ts';
import { Check, Errors } from 'typebox/schema';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { expectPartnerRefusal, expectProductRefusal } from './refusals.ts';
import { type Key, type Reply, useWorld, type Wish } from './world.ts';

type Schema = Readonly<Record<string, unknown>>;
type Operation = {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { content: { 'application/json': { schema: Schema } } }>
  >;
};
type Params = Readonly<Record<string, string | number>>;

const routes: readonly RouteSpec[] = [...Object.values(partnerApi), ...Object.values(productApi)];
const guarded = routes.filter(({ auth }) => auth !== 'none');
const withBody = routes.filter(({ body }) => body !== undefined);
const unknownId = '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e';
const world = useWorld();
const ids = createIds(systemClock);
let key: Key;
let documents: Readonly<Record<'partner' | 'product', OpenApiDocument>>;
beforeAll(async () => {
  key = await world().createKey();
  const document = async (name: string): Promise<OpenApiDocument> =>
    (await world().send('GET', `/api/docs/${name}.json`)).body as OpenApiDocument;
  documents = { partner: await document('partner'), product: await document('product') };
});

const send = (spec: RouteSpec, params: Params, wish: Wish = {}, query = ''): Promise<Reply> => {
  const path = spec.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
  return world().send(spec.method, path + query, { key: key.secret, ...wish });
};

/** Undeclared fields are a fault too: schemas of objects are closed before they are checked. */
function closed(schema: unknown, root: Schema): unknown {
  if (Array.isArray(schema)) return schema.map((one) => closed(one, root));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...rest } = schema as { $ref?: string };
  if ($ref !== undefined) return closed(at(root, $ref), root);
  const all = Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, closed(v, root)]));
  return 'properties' in all && !('additionalProperties' in all)
    ? { ...all, additionalProperties: false }
    : all;
}

const at = (root: Schema, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Schema)[name], root);

function operationOf(spec: RouteSpec): Operation {
  const { paths } = documents[surfaceOf(spec.path)];
  const item = paths[spec.path] as Readonly<Record<string, Operation>> | undefined;
  const operation = item?.[spec.method.toLowerCase()];
  expect(operation?.operationId).toBe(spec.id);
  return operation as Operation;
}

/** What is wrong with an answer according to the document; empty when it fits. */
function faults(spec: RouteSpec, reply: Reply): unknown[] {
  const declared = operationOf(spec).responses[`${reply.status}`];
  if (declared === undefined) return [`status ${reply.status} is not declared`, reply.body];
  const document = documents[surfaceOf(spec.path)];
  const schema = closed(declared.content['application/json'].schema, document) as Schema;
  if (!Check(schema, reply.body)) return [Errors(schema, reply.body), reply.body];
  const body = reply.body as { error?: { code: ErrorCode } };
  const isListed = body.error === undefined || errorsOf(spec).includes(body.error.code);
  return isListed ? [] : [`${body.error?.code} is not listed`];
}

function expectFits(spec: RouteSpec, reply: Reply, status: number): void {
  expect({ id: spec.id, status: reply.status, text: reply.text }).toMatchObject({ status });
  expect({ id: spec.id, faults: faults(spec, reply) }).toEqual({ id: spec.id, faults: [] });
}

const expectRefusal = (spec: RouteSpec, reply: Reply, code: ErrorCode, details?: Schema): void =>
  surfaceOf(spec.path) === 'partner'
    ? expectPartnerRefusal(reply, code, details)
    : expectProductRefusal(reply, code, details);

it('a body that does not fit is noticed', async () => {
  const spec = partnerApi.health;
  const reply = await send(spec, {});
  expect(faults(spec, reply)).toEqual([]);
  const body = reply.body as object;
  expect(faults(spec, { ...reply, body: { ...body, extra: 1 } })).not.toEqual([]);
  expect(faults(spec, { ...reply, body: { ...body, timestamp: 'yesterday' } })).not.toEqual([]);
  expect(faults(spec, { ...reply, body: {} })).not.toEqual([]);
  expect(faults(spec, { ...reply, status: 418 })).not.toEqual([]);
  const refusal = await world().send('GET', '/api/events');
  expect(faults(partnerApi.listEvents, refusal)).toEqual([]);
  expect(faults(spec, refusal)).not.toEqual([]);
});

it('every success of every route fits its document', async () => {
  const seen = new Set<string>();
  const ok = async (spec: RouteSpec, params: Params = {}, body?: unknown, query = '') => {
    const reply = await send(spec, params, body === undefined ? {} : { body }, query);
    expectFits(spec, reply, spec.status);
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
  }
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
  expect([...seen].sort()).toEqual(routes.map(({ id }) => id).sort());
});

describe('every guarded route', () => {
  const params = { eventId: 1, reservationId: unknownId, userId: 'u' };

  it.each(guarded)('$id needs a key that exists', async (spec) => {
    for (const wish of [{ headers: { authorization: '' } }, { key: 'onsale_no_such_key' }]) {
      const reply = await send(spec, params, wish);
      expectRefusal(spec, reply, 'unauthenticated');
      expectFits(spec, reply, 401);
    }
  });

  it.each(guarded)('$id needs the scope $auth, and no other', async (spec) => {
    const others = scopes.filter((scope) => scope !== spec.auth);
    const { secret: without } = await world().createKey({ scopes: others });
    const reply = await send(spec, params, { key: without });
    expectRefusal(spec, reply, 'forbidden', { scope: spec.auth });
    expectFits(spec, reply, 403);
    const { secret } = await world().createKey({ scopes: scopes.filter((s) => s === spec.auth) });
    const allowed = await send(spec, params, { key: secret });
    expect([401, 403]).not.toContain(allowed.status);
    expect(faults(spec, allowed)).toEqual([]);
  });

  it.each(guarded)('$id keeps to the rate of its key', async (spec) => {
    const { secret } = await world().createKey({ ratePerSecond: 1 });
    const replies = await Promise.all([1, 2, 3, 4].map(() => send(spec, params, { key: secret })));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    for (const reply of refused) {
      expectRefusal(spec, reply, 'rate_limited', { retryAfterSeconds: 1 });
      expectFits(spec, reply, 429);
      expect(reply.headers.get('retry-after')).toBe('1');
    }
  });
});

describe('every route with a body', () => {
  const params = { eventId: 1, reservationId: unknownId };

  it.each(withBody)('$id refuses one that is not JSON, not text, or too large', async (spec) => {
    const json = { 'content-type': 'application/json' };
    const broken = await send(spec, params, { body: '{', headers: json });
    expectFits(spec, broken, 400);
    const array = await send(spec, params, { body: [] });
    expectFits(spec, array, 400);
    const xml = await send(spec, params, { body: '<a/>', headers: { 'content-type': 'text/xml' } });
    expectFits(spec, xml, 415);
    const large = await send(spec, params, { body: { pad: 'x'.repeat(70_000) } });
    expectFits(spec, large, 413);
  });
});

it.each(routes.filter(({ path }) => path.includes('{')))(
  '$id refuses what cannot be in its path, and what is not there',
  async (spec) => {
    const impossible = { eventId: 'x', reservationId: 'x', userId: '%00' };
    const wish = spec.body === undefined ? {} : { body: {} };
    const bad = await send(spec, impossible, wish);
    expectFits(spec, bad, 400);
    if (spec.id === 'partnerListReservationsOfUser') return;
    const bodies: Readonly<Record<string, object>> = {
      createReservation: { id: ids.next(), buyer: 'b', seats: [0] },
      blockSeats: { seats: [0] },
      unblockSeats: { seats: [0] },
    };
    const missing = { eventId: 999_999_999, reservationId: unknownId };
    const body = spec.body === undefined ? undefined : (bodies[spec.id] ?? {});
    expectFits(spec, await send(spec, missing, { body }), 404);
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
