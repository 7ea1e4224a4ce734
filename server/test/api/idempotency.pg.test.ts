/** Idempotency keys and client-chosen ids, with two processes on one database. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectPartnerRefusal, expectProductRefusal, granted } from './refusals.ts';
import { type Key, useWorld } from './world.ts';

type Event = { readonly data: { readonly eventId: number; readonly availableSeats: number } };
type Booking = { readonly data: { readonly reservationId: string; readonly status: string } };
type Held = { readonly reservation: { readonly id: string; readonly status: string } };

const world = useWorld({ processes: 2 });
const ids = createIds(systemClock);
let key: Key;
let fresh = 0;
beforeAll(async () => {
  key = await world().createKey();
});

const freshKey = (): string => `key-${fresh++}`;
const post = (path: string, body: unknown, idempotencyKey?: string, at = 0, secret = key.secret) =>
  world().send('POST', path, {
    key: secret,
    body,
    at,
    ...(idempotencyKey === undefined ? {} : { headers: { 'idempotency-key': idempotencyKey } }),
  });
const newEvent = (capacity: number, organizationId = key.organizationId) =>
  world().createPoolEvent(organizationId, capacity);
const taken = async (eventId: number): Promise<unknown> =>
  (await world().change('SELECT sold::int AS sold FROM pools WHERE event_id = $1', [eventId]))[0]?.[
    'sold'
  ];
const order = (eventId: number, quantity = 2, userId = 'u') => ({ eventId, userId, quantity });

const draft = { eventName: '한 번만', totalSeats: 10, eventDate: '2031-01-01T10:00:00' };
const count = async (name: string): Promise<unknown> =>
  (await world().change('SELECT count(*)::int AS n FROM events WHERE name = $1', [name]))[0]?.['n'];

describe('creating an event with a key', () => {
  it('and again with the same body answers the same event, in both processes', async () => {
    const one = freshKey();
    const first = granted<Event>(await post('/api/events', draft, one, 0));
    for (const at of [0, 1]) {
      expect(granted(await post('/api/events', draft, one, at))).toEqual(first);
    }
    expect(await count(draft.eventName)).toBe(1);
  });

  it('and again with another body is refused', async () => {
    const one = freshKey();
    granted(await post('/api/events', { ...draft, eventName: 'B' }, one));
    for (const other of [
      { eventName: 'C' },
      { totalSeats: 11 },
      { eventDate: '2031-01-02T10:00:00' },
    ]) {
      const reply = await post('/api/events', { ...draft, eventName: 'B', ...other }, one, 1);
      expectPartnerRefusal(reply, 'idempotency_mismatch');
    }
    expect(await count('C')).toBe(0);
  });

  it('at once from both processes makes one event', async () => {
    const one = freshKey();
    const body = { ...draft, eventName: 'at once' };
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) => post('/api/events', body, one, n % 2)),
    );
    const made = replies.map((reply) => granted<Event>(reply).data.eventId);
    expect(new Set(made).size).toBe(1);
    expect(await count('at once')).toBe(1);
  });

  it('of another caller is another request', async () => {
    const one = freshKey();
    const body = { ...draft, eventName: 'two callers' };
    const { secret } = await world().createKey({ organization: 'Another' });
    const mine = granted<Event>(await post('/api/events', body, one));
    const theirs = granted<Event>(await post('/api/events', body, one, 0, secret));
    expect(theirs.data.eventId).not.toBe(mine.data.eventId);
  });

  it('without a key makes another event every time', async () => {
    const body = { ...draft, eventName: 'no key' };
    granted(await post('/api/events', body));
    granted(await post('/api/events', body));
    expect(await count('no key')).toBe(2);
  });
});

describe('booking with a key', () => {
  it('and again with the same body answers the same booking, in both processes', async () => {
    const [eventId, one] = [await newEvent(10), freshKey()];
    const first = granted<Booking>(await post('/api/reservations', order(eventId), one));
    for (const at of [1, 0, 1]) {
      expect(granted(await post('/api/reservations', order(eventId), one, at))).toEqual(first);
    }
    expect(await taken(eventId)).toBe(2);
  });

  it('and again with another body is refused and books nothing', async () => {
    const [eventId, one] = [await newEvent(10), freshKey()];
    granted(await post('/api/reservations', order(eventId), one));
    for (const body of [order(eventId, 3), order(eventId, 2, 'v')]) {
      for (const at of [0, 1]) {
        expectPartnerRefusal(
          await post('/api/reservations', body, one, at),
          'idempotency_mismatch',
        );
      }
    }
    expect(await taken(eventId)).toBe(2);
  });

  it('for another event is refused, in both processes', async () => {
    const [eventId, other, one] = [await newEvent(10), await newEvent(10), freshKey()];
    granted(await post('/api/reservations', order(eventId), one));
    for (const at of [0, 1]) {
      const reply = await post('/api/reservations', order(other), one, at);
      expectPartnerRefusal(reply, 'idempotency_mismatch');
    }
    expect(await taken(other)).toBe(0);
  });

  it('at once from both processes books once', async () => {
    const [eventId, one] = [await newEvent(100), freshKey()];
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => post('/api/reservations', order(eventId), one, n % 2)),
    );
    const made = replies.map((reply) => granted<Booking>(reply).data.reservationId);
    expect(new Set(made).size).toBe(1);
    expect(await taken(eventId)).toBe(2);
  });

  it('that took the last tickets is repeated, not refused, though the house is full', async () => {
    const [eventId, one] = [await newEvent(2), freshKey()];
    const first = granted<Booking>(await post('/api/reservations', order(eventId), one));
    expectPartnerRefusal(await post('/api/reservations', order(eventId)), 'sold_out', {
      available: 0,
      pool: 1,
    });
    for (const at of [0, 1]) {
      expect(granted(await post('/api/reservations', order(eventId), one, at))).toEqual(first);
    }
  });

  it('remembers effects only: what was refused is tried anew', async () => {
    const [eventId, one] = [await newEvent(1), freshKey()];
    const refused = await post('/api/reservations', order(eventId), one);
    expectPartnerRefusal(refused, 'sold_out', { available: 1, pool: 1 });
    granted(
      await world().send('PUT', `/api/events/${eventId}`, {
        key: key.secret,
        body: { totalSeats: 5 },
      }),
    );
    granted(await post('/api/reservations', order(eventId), one));
    expect(await taken(eventId)).toBe(2);
  });

  it('that was cancelled answers the cancelled booking and books nothing', async () => {
    const [eventId, one] = [await newEvent(5), freshKey()];
    const { data } = granted<Booking>(await post('/api/reservations', order(eventId), one));
    const path = `/api/reservations/${data.reservationId}`;
    granted(await world().send('DELETE', path, { key: key.secret }));
    const again = granted<Booking>(await post('/api/reservations', order(eventId), one, 1));
    expect(again.data).toEqual({ ...data, status: 'CANCELLED' });
    expect(await taken(eventId)).toBe(0);
  });

  it('of another caller is another request', async () => {
    const [eventId, one] = [await newEvent(10), freshKey()];
    const { secret } = await world().createKey();
    const mine = granted<Booking>(await post('/api/reservations', order(eventId), one));
    const theirs = granted<Booking>(
      await post('/api/reservations', order(eventId), one, 1, secret),
    );
    expect(theirs.data.reservationId).not.toBe(mine.data.reservationId);
    expect(await taken(eventId)).toBe(4);
  });

  it('is refused when the key is not one', async () => {
    const eventId = await newEvent(1);
    for (const bad of ['x'.repeat(201), 'with space']) {
      expectPartnerRefusal(
        await post('/api/reservations', order(eventId, 1), bad),
        'invalid_request',
        {
          fields: [{ field: 'headers.idempotency-key', problem: expect.any(String) as unknown }],
        },
      );
    }
    expect(await taken(eventId)).toBe(0);
  });
});

const path = (eventId: number): string => `/api/v1/events/${eventId}/reservations`;
const wish = (id: string, more: object = {}) => ({
  id,
  buyer: 'b',
  pool: 1,
  quantity: 2,
  confirm: true,
  ...more,
});

describe('a client-chosen id of the product API', () => {
  it('repeats safely in both processes, also in capitals', async () => {
    const [eventId, id] = [await newEvent(9), ids.next()];
    const first = granted<Held>(await post(path(eventId), wish(id)), 201).reservation;
    const sent = [wish(id), wish(id.toUpperCase())];
    for (const body of sent) {
      for (const at of [0, 1]) {
        const again = granted<Held>(
          await post(path(eventId), body, undefined, at),
          201,
        ).reservation;
        expect(again).toMatchObject({
          id,
          status: 'CONFIRMED',
          createdAt: Reflect.get(first, 'createdAt'),
        });
      }
    }
    expect(await taken(eventId)).toBe(2);
  });

  it('with another wish is refused, of another buyer or key without their data', async () => {
    const [eventId, id] = [await newEvent(9), ids.next()];
    granted(await post(path(eventId), wish(id)), 201);
    const other = await post(path(eventId), wish(id, { quantity: 3 }), undefined, 1);
    expectProductRefusal(other, 'idempotency_mismatch');
    const conflict = await post(path(eventId), wish(id, { buyer: 'c' }), undefined, 1);
    expectProductRefusal(conflict, 'id_conflict', { id });
    const { secret } = await world().createKey();
    expectProductRefusal(await post(path(eventId), wish(id), undefined, 0, secret), 'id_conflict', {
      id,
    });
    expect(await taken(eventId)).toBe(2);
  });

  it('may be accompanied by a key, which binds the whole request', async () => {
    const [eventId, id, one] = [await newEvent(9), ids.next(), freshKey()];
    granted(await post(path(eventId), wish(id), one), 201);
    granted(await post(path(eventId), wish(id), one, 1), 201);
    expectProductRefusal(
      await post(path(eventId), wish(ids.next()), one, 1),
      'idempotency_mismatch',
    );
    expect(await taken(eventId)).toBe(2);
  });
});

it('keys are forgotten after a day, and only then', async () => {
  const [eventId, one] = [await newEvent(10), freshKey()];
  granted(await post('/api/reservations', order(eventId), one));
  const [row] = await world().change(
    'SELECT count(*)::int AS n FROM idempotency_keys WHERE key = $1',
    [one],
  );
  expect(row).toEqual({ n: 1 });
  await world().change(
    `UPDATE idempotency_keys SET created_at = now() - interval '24 hours 1 second' WHERE key = $1`,
    [one],
  );
  const young = freshKey();
  granted(await post('/api/reservations', order(eventId), young));
  await world().change(
    `UPDATE idempotency_keys SET created_at = now() - interval '23 hours 59 minutes' WHERE key = $1`,
    [young],
  );
  // A worker that has just started tidies at once.
  await world().startProcess();
  await waitFor('the old key to be removed', async () => {
    const rows = await world().change('SELECT key FROM idempotency_keys WHERE key = $1', [one]);
    return rows.length === 0;
  });
  const rows = await world().change('SELECT key FROM idempotency_keys WHERE key = $1', [young]);
  expect(rows).toHaveLength(1);
});
