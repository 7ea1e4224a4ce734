/** Who gets through: keys, scopes, sessions, roles, rate limits by key, session and address. */
import { expect, it } from 'vitest';
import { withHeaders } from '../lib/handler.ts';
import { ok } from '../lib/result.ts';
import { limitDefaults } from './limits.ts';
import {
  createTestApp,
  fullKey,
  guest,
  owner,
  sampleReservation,
  withKey,
  withSession,
} from './testing.ts';

const page = { success: true, data: [] } as const;
const listEvents = () => ok(page);
const code = (response: { json(): { error: { code: string } } }): string =>
  response.json().error.code;

it('asks for a key, and for the right one', async () => {
  const { app } = await createTestApp({ partner: { listEvents, clearEventCache: never } });
  const without = await app.inject('/api/events');
  expect([without.statusCode, code(without)]).toEqual([401, 'unauthenticated']);
  expect(without.headers['www-authenticate']).toBe('Bearer');
  const wrong = await app.inject({
    method: 'DELETE',
    url: '/api/events/cache',
    headers: { authorization: 'Bearer read-only' },
  });
  expect([wrong.statusCode, code(wrong)]).toEqual([403, 'forbidden']);
  expect(wrong.json().error.details).toEqual({ scope: 'cache:write' });
  const right = await app.inject({
    url: '/api/events',
    headers: { authorization: 'Bearer read-only' },
  });
  expect(right.statusCode).toBe(200);
});

function never(): never {
  throw new Error('must not be called');
}

it('waits for an authenticator that has to look the key up, and survives its failure', async () => {
  let fail = false;
  const { app } = await createTestApp({
    partner: { listEvents },
    authenticate: async () => {
      await Promise.resolve();
      if (fail) throw Object.assign(new Error('gone'), { code: '57P01' });
      return fullKey;
    },
  });
  expect((await app.inject('/api/events')).statusCode).toBe(200);
  fail = true;
  expect((await app.inject('/api/events')).statusCode).toBe(503);
});

it('checks the key before it reads the body', async () => {
  const { app } = await createTestApp({ partner: { createReservation: never } });
  const response = await app.inject({
    method: 'POST',
    url: '/api/reservations',
    headers: { 'content-type': 'application/json' },
    payload: '{ this is not JSON',
  });
  expect(code(response)).toBe('unauthenticated');
});

it('never refuses 10,000 bookings from one address with one key by default', async () => {
  const answer = ok({ success: true, data: sampleReservation } as const);
  const { app } = await createTestApp({ partner: { createReservation: () => answer } });
  const statuses = new Map<number, number>();
  for (let done = 0; done < 10_000; done++) {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/reservations',
      headers: withKey,
      payload: { eventId: 1, userId: 'loadtest', quantity: 1 },
    });
    statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
  }
  expect(Object.fromEntries(statuses)).toEqual({ 200: 10_000 });
}, 60_000);

it('refuses with 429 and Retry-After beyond the limit of the key or of the address', async () => {
  const clock = { nowMs: () => 0, monotonicMs: () => 5_000 };
  const { app } = await createTestApp({
    clock,
    partner: { listEvents },
    authenticate: (header) =>
      header === undefined ? undefined : { ...fullKey, ratePerSecond: 0.5 },
    limits: { ...limitDefaults, address: { perSecond: 1, burst: 2 } },
  });
  const withOne = { url: '/api/events', headers: withKey };
  expect((await app.inject(withOne)).statusCode).toBe(200);
  const limited = await app.inject(withOne);
  expect([limited.statusCode, code(limited)]).toEqual([429, 'rate_limited']);
  expect(limited.headers['retry-after']).toBe('2');
  // Guesses are paid for by the address; its two tokens buy two of them.
  const guesses = [1, 2, 3].map(() => app.inject('/api/events'));
  const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode);
  expect(statuses).toEqual([401, 401, 429]);
});

it('believes X-Forwarded-For only from configured proxies', async () => {
  const once = { ...limitDefaults, address: { perSecond: 0.001, burst: 1 } };
  const ask = async (trustedProxies: readonly string[], remoteAddress: string) => {
    const { app } = await createTestApp({ partner: { listEvents }, limits: once, trustedProxies });
    const from = (client: string) =>
      app.inject({ url: '/api/events', remoteAddress, headers: { 'x-forwarded-for': client } });
    await from('203.0.113.1');
    return (await from('203.0.113.2')).statusCode;
  };
  expect(await ask(['10.0.0.0/8'], '10.1.2.3')).toBe(401);
  expect(await ask(['10.0.0.0/8'], '192.0.2.1')).toBe(429);
  expect(await ask([], '10.1.2.3')).toBe(429);
});

const state = { eventId: 1, seats: [], asOfSeq: 0 } as const;
const block = {
  method: 'POST',
  url: '/api/v1/events/1/seats/block',
  payload: { seats: [1] },
} as const;

it('lets members in by their role, and tells the others why not', async () => {
  const seen: unknown[] = [];
  const blockSeats = (_input: unknown, principal: unknown) => {
    seen.push(principal);
    return ok(state);
  };
  const { app } = await createTestApp({ product: { blockSeats } });
  const ask = async (headers: Readonly<Record<string, string>>) => {
    const response = await app.inject({ ...block, headers });
    return [response.statusCode, response.statusCode < 300 ? undefined : code(response)];
  };
  expect(await ask(withKey)).toEqual([200, undefined]);
  expect(await ask(withSession('owner'))).toEqual([200, undefined]);
  expect(seen).toEqual([fullKey, owner]);
  expect(await ask(withSession('staff'))).toEqual([403, 'forbidden']);
  expect(await ask(withSession('guest'))).toEqual([403, 'account_required']);
  expect(await ask({ 'sec-fetch-site': 'same-origin' })).toEqual([401, 'session_required']);
  expect(await ask({ ...withSession('owner'), 'sec-fetch-site': 'cross-site' })).toEqual([
    403,
    'cross_site',
  ]);
  // A key says who calls, and no page can make a browser send one.
  const both = { ...withSession('staff'), ...withKey, 'sec-fetch-site': 'cross-site' };
  expect(await ask(both)).toEqual([200, undefined]);
  expect(await ask({ ...withSession('owner'), authorization: 'Bearer wrong' })).toEqual([
    401,
    'unauthenticated',
  ]);
  expect(await ask({ ...withSession('owner'), authorization: 'Basic eDp5' })).toEqual([
    200,
    undefined,
  ]);
  expect(seen).toHaveLength(4);
});

it('hands a handler who asks, and sends the headers it answers with', async () => {
  const session = {
    kind: 'guest',
    personId: 'g:one',
    memberships: [],
    expiresAt: '2030-01-01T00:00:00.000Z',
    serverTime: '2030-01-01T00:00:00.000Z',
  } as const;
  const { app } = await createTestApp({
    trustedProxies: ['127.0.0.1'],
    product: {
      readSession(_input, person, _traceId, asker) {
        expect(person).toBe(guest);
        const told = [asker?.ip ?? '', asker?.headers.cookie ?? ''];
        return ok(withHeaders({ session }, ['Set-Cookie', `a=${told[0]}`, 'Set-Cookie', 'b=2']));
      },
    },
  });
  const response = await app.inject({
    url: '/api/v1/session',
    headers: { ...withSession('guest'), 'x-forwarded-for': '203.0.113.9' },
  });
  expect(response.json()).toEqual({ session });
  expect(response.headers['set-cookie']).toEqual(['a=203.0.113.9', 'b=2']);
  expect(response.headers['cache-control']).toBe('no-store');
});

it('believes X-Forwarded-Host of a trusted proxy, and of nobody else', async () => {
  const headers = {
    cookie: 'session=owner',
    origin: 'https://tickets.example',
    host: '10.0.0.7:8080',
    'x-forwarded-host': 'tickets.example',
    'x-forwarded-proto': 'https',
  };
  const ask = async (trustedProxies: readonly string[]) => {
    const { app } = await createTestApp({
      trustedProxies,
      product: { blockSeats: () => ok(state) },
    });
    return (await app.inject({ ...block, headers })).statusCode;
  };
  expect(await ask(['127.0.0.1'])).toBe(200);
  expect(await ask([])).toBe(403);
});

it('limits a session for itself, and its address besides', async () => {
  const clock = { nowMs: () => 0, monotonicMs: () => 5_000 };
  const { app } = await createTestApp({
    clock,
    product: { blockSeats: () => ok(state) },
    limits: {
      ...limitDefaults,
      person: { perSecond: 1, burst: 2 },
      address: { perSecond: 1, burst: 4 },
    },
  });
  const ask = async (name: 'owner' | 'staff') =>
    (await app.inject({ ...block, headers: withSession(name) })).statusCode;
  expect([await ask('owner'), await ask('owner'), await ask('owner')]).toEqual([200, 200, 429]);
  expect([await ask('staff'), await ask('staff')]).toEqual([403, 429]);
});
