/** Every route that takes sessions: who may come in, and how the others are told. */
// oxlint-disable vitest/expect-expect -- expect...() of fits.ts do it
import { productApi } from '@onsale/contract/product-api.ts';
import { roleScopes, type RouteSpec, type Scope } from '@onsale/contract/route.ts';
import type { Session } from '@onsale/contract/session.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { grantRole } from '../../src/identity/memberships.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { expectRefusal, type Fitting, pathOf, readDocuments, sessionRoutes } from './fits.ts';
import { granted } from './refusals.ts';
import { type Reply, useWorld } from './world.ts';

const unknownId = '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e';
const params = { eventId: 1, reservationId: unknownId, orderId: unknownId, ticketId: unknownId };
/** Served by a demo only. */
const inDemo = new Set(['readCrowd', 'setCrowd']);
const routes = sessionRoutes.filter(({ id }) => !inDemo.has(id));
const changing = routes.filter(({ method }) => method !== 'GET');
const members = routes.filter(({ sessions }) => sessions === 'members');
const forPersons = routes.filter(({ auth, body }) => auth === 'person' && body !== undefined);

const world = useWorld();
let fit: Fitting;
let guest: Visitor;
const urlOf = (at = 0): string => world().processes[at]?.url ?? '';
const send = (who: Visitor, spec: RouteSpec, body?: unknown, headers = {}): Promise<Reply> =>
  who.send(spec.method, pathOf(spec, params), body, headers);

async function begin(url = urlOf()): Promise<Visitor> {
  const who = createVisitor(url);
  granted(await who.send('POST', '/api/v1/session'));
  return who;
}

beforeAll(async () => {
  fit = await readDocuments(urlOf());
  guest = await begin();
});

it.each(routes)('$id needs a session (or a key, where it takes one)', async (spec) => {
  const reply = await send(createVisitor(urlOf()), spec);
  expectRefusal(spec, reply, 'session_required');
  fit.expectFits(spec, reply, 401);
  const forged = createVisitor(urlOf());
  forged.jar.set('onsale_session', `${guest.jar.get('onsale_session')}x`);
  expectRefusal(spec, await send(forged, spec), 'session_required');
});

it.each(routes)('$id lets a session in, unless it needs more than that', async (spec) => {
  // Ending the session of the others would spoil their tests.
  const who = spec.id === 'endSession' ? await begin() : guest;
  const reply = await send(who, spec, spec.body === undefined ? undefined : {});
  expect(fit.faults(spec, reply)).toEqual([]);
  const needsMore = spec.sessions === 'members' || spec.auth === 'account';
  const allowed = needsMore ? [403] : [200, 400, 404];
  expect(allowed).toContain(reply.status);
});

it.each(changing)('$id listens to pages of this site only', async (spec) => {
  const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' };
  const reply = await send(guest, spec, undefined, elsewhere);
  expectRefusal(spec, reply, 'cross_site');
  fit.expectFits(spec, reply, 403);
});

it('begins a session for pages of this site only', async () => {
  const spec = productApi.beginSession;
  const who = createVisitor(urlOf());
  const reply = await send(who, spec, undefined, { 'sec-fetch-site': 'cross-site' });
  expectRefusal(spec, reply, 'cross_site');
  expect(who.jar.size).toBe(0);
  fit.expectFits(spec, reply, 403);
  fit.expectFits(spec, await send(who, spec), 200);
});

it.each(forPersons)('$id refuses bodies that are none', async (spec) => {
  const json = { 'content-type': 'application/json' };
  fit.expectFits(spec, await send(guest, spec, '{', json), 400);
  fit.expectFits(spec, await send(guest, spec, []), 400);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  fit.expectFits(spec, await send(guest, spec, 'a=b', form), 415);
  fit.expectFits(spec, await send(guest, spec, { pad: 'x'.repeat(70_000) }), 413);
});

describe('routes for members', () => {
  it.each(members)('$id is for those whose role grants it', async (spec) => {
    const who = createVisitor(urlOf());
    const email = `${spec.id.toLowerCase()}@example.test`;
    const draft = { name: spec.id, email, password: 'correct horse battery' };
    granted(await who.send('POST', '/api/auth/sign-up/email', draft));
    const { session } = granted<{ session: Session }>(await who.send('POST', '/api/v1/session'));
    const scope = spec.auth as Scope;
    const body = spec.body === undefined ? undefined : {};
    const stranger = await send(who, spec, body);
    expectRefusal(spec, stranger, 'forbidden', { scope });
    fit.expectFits(spec, stranger, 403);
    const { organizationId } = await world().createKey({ organization: 'Members' });
    const accountId = session.personId.slice(2);
    const granting = ['owner', 'staff'] as const;
    for (const role of granting) {
      const member = { organizationId, accountId, role };
      await world().db.transaction((tx) => grantRole(tx, member));
      granted(await who.send('POST', '/api/v1/session'));
      const reply = await send(who, spec, body);
      const mayCome = (roleScopes[role] as readonly Scope[]).includes(scope);
      expect([role, reply.status === 403]).toEqual([role, !mayCome]);
      expect(fit.faults(spec, reply)).toEqual([]);
    }
  });
});

it('a session keeps to its rate', async () => {
  const env = { RATE_LIMIT_SESSION_PER_SECOND: '1', RATE_LIMIT_SESSION_BURST: '3' };
  const who = await begin((await world().startProcess(env)).url);
  const replies = await Promise.all([1, 2, 3, 4, 5].map(() => send(who, productApi.readSession)));
  const refused = replies.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(1);
  for (const reply of refused) {
    expectRefusal(productApi.readSession, reply, 'rate_limited', { retryAfterSeconds: 1 });
    fit.expectFits(productApi.readSession, reply, 429);
  }
});

it('a request with a key and a session is one of the key', async () => {
  const { secret } = await world().createKey();
  const spec = productApi.readReservation;
  const wrong = await send(guest, spec, undefined, { authorization: 'Bearer onsale_no_such_key' });
  expectRefusal(spec, wrong, 'unauthenticated');
  const right = await send(guest, spec, undefined, { authorization: `Bearer ${secret}` });
  expect(right.status).toBe(404);
  // Routes for sessions take no keys.
  const own = await send(guest, productApi.readSession, undefined, {
    authorization: `Bearer ${secret}`,
  });
  expectRefusal(productApi.readSession, own, 'session_required');
  // A proxy's own password is not a key.
  const behind = await send(guest, productApi.readSession, undefined, {
    authorization: 'Basic dGVzdDp0ZXN0',
  });
  expect(behind.status).toBe(200);
});
