/**
 * From request to answer through a bound route: checks before, validation, envelopes, raw bytes.
 */
import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../lib/result.ts';
import { rawJson } from '../lib/handler.ts';
import { createTestApp, sampleReservation, withKey } from './testing.ts';

const booking = { eventId: 1, userId: 'user123', quantity: 2 };
const booked = {
  success: true,
  message: 'Reservation successful',
  data: sampleReservation,
} as const;

async function post(app: Awaited<ReturnType<typeof createTestApp>>['app'], body: unknown) {
  return app.inject({
    method: 'POST',
    url: '/api/reservations',
    headers: { ...withKey, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
}

describe('a bound route', () => {
  it('hands over validated input and the principal and serialises by the schema', async () => {
    const seen: unknown[] = [];
    const { app } = await createTestApp({
      partner: {
        createReservation: ({ body, headers }, principal) => {
          seen.push(body, headers['idempotency-key'], principal.organizationId);
          const surplus = {
            ...booked,
            data: { ...sampleReservation, secret: 'not in the schema' },
          };
          return ok(surplus);
        },
      },
    });
    const response = await app.inject({
      method: 'POST',
      url: '/api/reservations',
      headers: { ...withKey, 'idempotency-key': 'once' },
      payload: { ...booking, unknownToUs: true },
    });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual(booked);
    expect(seen).toEqual([{ ...booking, unknownToUs: true }, 'once', 10]);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('waits for a handler that answers later', async () => {
    const { app } = await createTestApp({
      partner: { createReservation: async () => ok(await Promise.resolve(booked)) },
    });
    expect((await post(app, booking)).json()).toEqual(booked);
  });

  it('turns a refusal into status, envelope and Retry-After', async () => {
    const { app, metrics } = await createTestApp({
      partner: { createReservation: () => refuse('busy', { retryAfterSeconds: 2.2 }) },
      product: { readEvent: () => refuse('event_not_found', { eventId: 7 }) },
    });
    const busy = await post(app, booking);
    expect(busy.statusCode).toBe(503);
    expect(busy.headers['retry-after']).toBe('3');
    expect(busy.json()).toMatchObject({
      success: false,
      message: 'Too many bookings are waiting for this event.',
      error: { code: 'busy', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    const missing = await app.inject('/api/v1/events/7');
    expect(missing.statusCode).toBe(404);
    expect(missing.json()).toEqual({
      error: {
        code: 'event_not_found',
        message: 'There is no such event.',
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
        next: 'Check the id.',
        details: { eventId: 7 },
      },
    });
    const { help } = { help: '' };
    expect(metrics.counter('http_server_refusals_total', help, { code: 'busy' }).value).toBe(1);
  });

  it.each([
    ['a missing field', { eventId: 1, quantity: 1 }, 'body.userId'],
    ['a number as text', { ...booking, quantity: '2' }, 'body.quantity'],
    ['zero', { ...booking, quantity: 0 }, 'body.quantity'],
    ['a fraction', { ...booking, quantity: 1.5 }, 'body.quantity'],
    ['a NUL', { ...booking, userId: 'a\u0000b' }, 'body.userId'],
    ['a lone surrogate', { ...booking, userId: '\ud800' }, 'body.userId'],
    ['101 characters', { ...booking, userId: 'x'.repeat(101) }, 'body.userId'],
    ['no object', [], 'body'],
  ])('refuses a body with %s', async (_what, body, field) => {
    const { app } = await createTestApp({ partner: { createReservation: () => ok(booked) } });
    const response = await post(app, body);
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toMatchObject({
      code: 'invalid_request',
      details: { fields: [{ field }] },
    });
  });

  it('accepts 100 characters outside the basic plane as 100', async () => {
    const { app } = await createTestApp({ partner: { createReservation: () => ok(booked) } });
    expect((await post(app, { ...booking, userId: '🎟'.repeat(100) })).statusCode).toBe(200);
  });

  it('makes numbers of the integers in path and query, and of nothing else', async () => {
    const seen: unknown[] = [];
    const { app } = await createTestApp({
      product: {
        readEvent: ({ params }) => {
          seen.push(params.eventId);
          return refuse('event_not_found');
        },
        listEvents: ({ query }) => {
          seen.push({ ...query });
          return ok({ events: [] });
        },
      },
    });
    await app.inject('/api/v1/events/42');
    await app.inject('/api/v1/events?limit=7');
    await app.inject('/api/v1/events');
    expect(seen).toEqual([42, { limit: 7 }, { limit: 50 }]);
    for (const bad of ['0x10', '1e3', '0', '-1', '', '9007199254740993', '%31x']) {
      const response = await app.inject(`/api/v1/events?limit=${bad}`);
      expect([bad, response.statusCode]).toEqual([bad, 400]);
    }
    expect((await app.inject('/api/v1/events/9007199254740993')).statusCode).toBe(400);
    expect((await app.inject('/api/v1/events?limit=1&limit=2')).statusCode).toBe(400);
  });

  it('refuses unknown fields, and seats with a pool, on the product API only', async () => {
    const { app } = await createTestApp({
      product: { createReservation: () => refuse('sold_out') },
    });
    const id = '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e';
    const send = async (body: Record<string, unknown>) =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/v1/events/1/reservations',
          headers: withKey,
          payload: { id, buyer: 'b', ...body },
        })
      ).json().error.code;
    expect(await send({ seats: [1, 2] })).toBe('sold_out');
    expect(await send({ pool: 1, quantity: 2, confirm: true })).toBe('sold_out');
    expect(await send({ seats: [1], pool: 1, quantity: 1 })).toBe('invalid_request');
    expect(await send({ seats: [1], extra: 1 })).toBe('invalid_request');
    expect(await send({ seats: [1, 1] })).toBe('invalid_request');
    expect(await send({ seats: [] })).toBe('invalid_request');
    expect(await send({ pool: 1 })).toBe('invalid_request');
    expect(await send({})).toBe('invalid_request');
    const v4 = '550e8400-e29b-41d4-a716-446655440000';
    expect(await send({ id: v4, seats: [1] })).toBe('invalid_request');
  });

  it('sends prepared bytes with their tag, and 304 when the client has them', async () => {
    const bytes = Buffer.from('{"events":[]}');
    const { app } = await createTestApp({
      product: { listEvents: () => ok(rawJson(bytes, { etag: '"7"', cacheControl: 'max-age=1' })) },
    });
    const first = await app.inject('/api/v1/events');
    expect(first.body).toBe('{"events":[]}');
    expect(first.headers).toMatchObject({ etag: '"7"', 'cache-control': 'max-age=1' });
    for (const tag of ['"7"', 'W/"7"', '"6", "7"', '*']) {
      const again = await app.inject({ url: '/api/v1/events', headers: { 'if-none-match': tag } });
      expect([tag, again.statusCode, again.body]).toEqual([tag, 304, '']);
    }
    const changed = await app.inject({
      url: '/api/v1/events',
      headers: { 'if-none-match': '"6"' },
    });
    expect(changed.statusCode).toBe(200);
    const head = await app.inject({ method: 'HEAD', url: '/api/v1/events' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(`${bytes.length}`);
  });

  it('answers a bug with 500, logs it with the trace id and tells nobody why', async () => {
    const { app, logged } = await createTestApp({
      partner: {
        readEvent: () => {
          throw new TypeError('a secret of the inside');
        },
        // Does not fit the schema: the same kind of bug.
        listEvents: async () => Promise.resolve(ok({} as never)),
      },
    });
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
    for (const url of ['/api/events/1', '/api/events']) {
      const response = await app.inject({ url, headers: { ...withKey, traceparent } });
      expect(response.statusCode).toBe(500);
      expect(response.body).not.toContain('secret');
      expect(response.json().error).toMatchObject({
        code: 'internal',
        traceId: 'ab'.repeat(16),
      });
    }
    expect(logged).toMatchObject([
      { level: 'error', route: 'partnerReadEvent', traceId: 'ab'.repeat(16) },
      { level: 'error', route: 'partnerListEvents' },
    ]);
  });

  it('says unavailable, or that the outcome is unknown, when the database is gone', async () => {
    const gone = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const { app } = await createTestApp({
      partner: {
        createReservation: () => Promise.reject(gone),
        listEvents: () => Promise.reject(gone),
      },
    });
    expect((await post(app, booking)).json().error.code).toBe('outcome_unknown');
    const read = await app.inject({ url: '/api/events', headers: withKey });
    expect([read.statusCode, read.json().error.code]).toEqual([503, 'unavailable']);
  });
});
