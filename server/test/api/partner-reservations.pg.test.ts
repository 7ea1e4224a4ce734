/** Reservations of the booking API: booked, read, listed, cancelled; refusals; whose they are. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { beforeAll, describe, expect, it } from 'vitest';
import { badFields, expectPartnerRefusal, granted } from './refusals.ts';
import { type Key, type Reply, startsAtMs, useWorld } from './world.ts';

type Row = {
  readonly reservationId: string;
  readonly status: string;
  readonly reservedAt: string;
  readonly eventName?: string;
};
type Written = { readonly data: Row };
type Page = { readonly data: readonly Row[]; readonly nextCursor?: string };

const world = useWorld();
const unknownId = '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e';
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

const newEvent = (capacity: number, wish = {}) =>
  world().createPoolEvent(key.organizationId, capacity, wish);
const book = (eventId: number, quantity: number, userId = 'user123', secret = key.secret) =>
  world().send('POST', '/api/reservations', { key: secret, body: { eventId, userId, quantity } });
const booked = async (eventId: number, quantity: number, userId = 'user123'): Promise<Row> =>
  granted<Written>(await book(eventId, quantity, userId)).data;
const read = (id: string, secret = key.secret) =>
  world().send('GET', `/api/reservations/${id}`, { key: secret });
const cancel = (id: string, secret = key.secret, body?: unknown) =>
  world().send('DELETE', `/api/reservations/${id}`, { key: secret, body });
const list = (userId: string, query = '', secret = key.secret): Promise<Reply> =>
  world().send('GET', `/api/reservations/user/${encodeURIComponent(userId)}${query}`, {
    key: secret,
  });
const post = (body: string, type = 'application/json') =>
  world().send('POST', '/api/reservations', {
    key: key.secret,
    body,
    headers: { 'content-type': type },
  });

const available = async (eventId: number): Promise<number> =>
  granted<{ data: { availableSeats: number } }>(
    await world().send('GET', `/api/events/${eventId}`, { key: key.secret }),
  ).data.availableSeats;

describe('booking', () => {
  it('answers 200 with the confirmed booking exactly, and takes its tickets', async () => {
    const eventId = await newEvent(5);
    const body = granted<Written>(await book(eventId, 2));
    const { reservationId, reservedAt } = body.data;
    expect(body).toEqual({
      success: true,
      message: 'Reservation successful',
      data: {
        reservationId,
        eventId,
        userId: 'user123',
        quantity: 2,
        status: 'CONFIRMED',
        reservationTime: reservedAt,
        reservedAt,
      },
    });
    expect(reservationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    const seoulNowMs = Date.now() + 9 * 3_600_000;
    expect(Math.abs(Date.parse(`${reservedAt}Z`) - seoulNowMs)).toBeLessThan(60_000);
    expect(await available(eventId)).toBe(3);
    const rows = await world().change(
      'SELECT event_id, buyer, quantity, state FROM reservations WHERE id = $1',
      [reservationId],
    );
    expect(rows).toEqual([{ event_id: eventId, buyer: 'user123', quantity: 2, state: 1 }]);
  });

  it('lets the same user book as often as there are tickets', async () => {
    const eventId = await newEvent(30);
    for (let n = 0; n < 30; n++) await booked(eventId, 1, 'loadtest');
    expectPartnerRefusal(await book(eventId, 1, 'loadtest'), 'sold_out', { available: 0, pool: 1 });
  });

  it('of more than is left is refused with what is left, and the rest can be had', async () => {
    const eventId = await newEvent(3);
    await booked(eventId, 2);
    expectPartnerRefusal(await book(eventId, 2), 'sold_out', { available: 1, pool: 1 });
    await booked(eventId, 1);
    expect(await available(eventId)).toBe(0);
  });

  it('of many at once sells every ticket exactly once', async () => {
    const eventId = await newEvent(40);
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, n) => book(eventId, 1, `user${n}`)),
    );
    const sold = replies.filter(({ status }) => status === 200);
    expect(sold).toHaveLength(40);
    expect(new Set(sold.map(({ body }) => (body as Written).data.reservationId)).size).toBe(40);
    for (const reply of replies) {
      if (reply.status !== 200) expectPartnerRefusal(reply, 'sold_out', { available: 0, pool: 1 });
    }
    expect(await available(eventId)).toBe(0);
  });

  it.each([
    ['sale_not_open', { saleOpensAtMs: startsAtMs }, { opensAt: '2040-01-01T10:30:00.000Z' }],
    [
      'sale_ended',
      { saleOpensAtMs: 1_000, saleClosesAtMs: 2_000 },
      { endedAt: '1970-01-01T00:00:02.000Z' },
    ],
    ['limit_reached', { perOrderMax: 1 }, { scope: 'order', limit: 1 }],
  ] as const)('outside of the rules of the sale is refused: %s', async (code, wish, details) => {
    const eventId = await newEvent(5, wish);
    expectPartnerRefusal(await book(eventId, 2), code, details);
    expect(await available(eventId)).toBe(5);
  });

  it('keeps to the limit per person, which a cancellation gives back', async () => {
    const eventId = await newEvent(9, { perPersonMax: 3 });
    const first = await booked(eventId, 2, 'a');
    const refused = await book(eventId, 2, 'a');
    expectPartnerRefusal(refused, 'limit_reached', { scope: 'person', limit: 3, taken: 2 });
    await booked(eventId, 3, 'b');
    granted(await cancel(first.reservationId));
    await booked(eventId, 3, 'a');
  });

  it('of a cancelled event is refused', async () => {
    const eventId = await newEvent(5);
    await world().change('UPDATE events SET cancelled_at = now() WHERE id = $1', [eventId]);
    expectPartnerRefusal(await book(eventId, 1), 'event_cancelled');
  });

  it('of an event that does not exist is refused', async () => {
    expectPartnerRefusal(await book(999_999, 1), 'event_not_found');
  });

  it.each([
    ['quantity', 0],
    ['quantity', 101],
    ['quantity', -1],
    ['quantity', 1.5],
    ['quantity', '1'],
    ['userId', ''],
    ['userId', 'x'.repeat(101)],
    ['userId', 'line\nfeed'],
    ['userId', 7],
    ['eventId', 0],
    ['eventId', '1'],
    ['eventId', 2 ** 53],
  ])('with %s = %j is refused and names the field', async (field, value) => {
    const body = { eventId: 1, userId: 'u', quantity: 1, [field]: value };
    const reply = await world().send('POST', '/api/reservations', { key: key.secret, body });
    expectPartnerRefusal(reply, 'invalid_request', badFields(`body.${field}`));
  });

  it('of a body that is not JSON, too large or of another type is refused', async () => {
    expectPartnerRefusal(await post('{"eventId":'), 'invalid_request', {
      fields: [{ field: 'body', problem: 'is not JSON' }],
    });
    expectPartnerRefusal(await post('"x"'), 'invalid_request', badFields('body'));
    expectPartnerRefusal(await post('[1]'), 'invalid_request', badFields('body'));
    expectPartnerRefusal(await post('a=1', 'text/plain'), 'unsupported_media_type');
    const large = JSON.stringify({ eventId: 1, userId: 'x'.repeat(70_000), quantity: 1 });
    expectPartnerRefusal(await post(large), 'body_too_large');
  });
});

describe('reading', () => {
  it('answers the booking with the name of its event', async () => {
    const eventId = await newEvent(5, { name: '봄 콘서트' });
    const made = await booked(eventId, 2, '홍길동 🎫');
    const shown = { ...made, eventName: '봄 콘서트' };
    expect(granted(await read(made.reservationId))).toEqual({ success: true, data: shown });
    expect(granted(await read(made.reservationId.toUpperCase()))).toEqual({
      success: true,
      data: shown,
    });
    expect(granted(await list('홍길동 🎫'))).toEqual({ success: true, data: [shown] });
  });

  it('of an id that is unknown or none is refused', async () => {
    expectPartnerRefusal(await read(unknownId), 'reservation_not_found');
    expectPartnerRefusal(await cancel(unknownId), 'reservation_not_found');
    for (const id of ['1', 'not-a-uuid', `${unknownId}0`]) {
      expectPartnerRefusal(await read(id), 'invalid_request', badFields('params.reservationId'));
      expectPartnerRefusal(await cancel(id), 'invalid_request', badFields('params.reservationId'));
    }
  });
});

describe('a user', () => {
  it('has their reservations newest first, page after page', async () => {
    const eventId = await newEvent(50);
    const made: string[] = [];
    for (let n = 0; n < 7; n++) made.push((await booked(eventId, 1, 'pages')).reservationId);
    const found: string[] = [];
    let cursor = '';
    let pages = 0;
    do {
      const page = granted<Page>(await list('pages', `?limit=3${cursor}`));
      found.push(...page.data.map(({ reservationId }) => reservationId));
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
      pages += 1;
    } while (cursor !== '');
    expect(found).toHaveLength(7);
    expect(found).toEqual([...made].sort().reverse());
    expect(new Set(found)).toEqual(new Set(made));
    expect(pages).toBe(3);
  });

  it('without reservations has an empty list', async () => {
    expect(granted(await list('nobody at all'))).toEqual({ success: true, data: [] });
  });

  it('has cursors of their own kind only', async () => {
    for (const cursor of ['MQ', 'MTAuMQ', 'garbage', '']) {
      expectPartnerRefusal(
        await list('pages', `?cursor=${cursor}`),
        'invalid_request',
        badFields('query.cursor'),
      );
    }
    expectPartnerRefusal(
      await list('pages', '?limit=201'),
      'invalid_request',
      badFields('query.limit'),
    );
  });
});

describe('cancelling', () => {
  it('returns the tickets, once, and says so every time', async () => {
    const eventId = await newEvent(4, { name: 'A' });
    const made = await booked(eventId, 3);
    const shown = { ...made, eventName: 'A', status: 'CANCELLED' };
    const answer = { success: true, message: 'Reservation cancelled', data: shown };
    expect(granted(await cancel(made.reservationId))).toEqual(answer);
    expect(await available(eventId)).toBe(4);
    const again = await booked(eventId, 4);
    // The second cancellation of the first booking must not free the second booking's tickets.
    expect(granted(await cancel(made.reservationId))).toEqual(answer);
    expect(await available(eventId)).toBe(0);
    expect(granted<Written>(await read(again.reservationId)).data.status).toBe('CONFIRMED');
    expect(granted<Written>(await read(made.reservationId)).data).toEqual(shown);
    expect(granted<Page>(await list('user123', '?limit=1')).data[0]?.status).toBe('CONFIRMED');
  });

  it('at once from many sides returns the tickets once', async () => {
    const eventId = await newEvent(4);
    const { reservationId } = await booked(eventId, 3);
    const replies = await Promise.all(Array.from({ length: 10 }, () => cancel(reservationId)));
    for (const reply of replies) expect(granted<Written>(reply).data.status).toBe('CANCELLED');
    expect(await available(eventId)).toBe(4);
  });

  it('takes the empty bodies that clients send with DELETE', async () => {
    const { reservationId } = await booked(await newEvent(1), 1);
    const reply = await world().send('DELETE', `/api/reservations/${reservationId}`, {
      key: key.secret,
      headers: { 'content-type': 'application/json' },
    });
    expect(granted<Written>(reply).data.status).toBe('CANCELLED');
  });
});

it('users and reservations of another key are never seen, of the same organization neither', async () => {
  const eventId = await newEvent(9);
  const { reservationId } = await booked(eventId, 2, 'shared name');
  const sameHouse = await world().createKey();
  const stranger = await world().createKey({ organization: 'Strangers' });
  expect(sameHouse.organizationId).toBe(key.organizationId);
  for (const { secret } of [sameHouse, stranger]) {
    expectPartnerRefusal(await read(reservationId, secret), 'reservation_not_found');
    expectPartnerRefusal(await cancel(reservationId, secret), 'reservation_not_found');
    expect(granted(await list('shared name', '', secret))).toEqual({ success: true, data: [] });
  }
  const own = granted<Written>(await book(eventId, 1, 'shared name', sameHouse.secret)).data;
  const theirs = granted<Page>(await list('shared name', '', sameHouse.secret)).data;
  expect(theirs.map((row) => row.reservationId)).toEqual([own.reservationId]);
  expect(granted<Page>(await list('shared name')).data).toHaveLength(1);
  expect(await available(eventId)).toBe(6);
});
