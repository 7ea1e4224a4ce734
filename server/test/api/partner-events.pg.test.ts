/** Events of the booking API: made, read, changed; what is refused, and what others may not see. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { describe, expect, it, beforeAll } from 'vitest';
import { badFields, expectPartnerRefusal, granted } from './refusals.ts';
import { type Key, useWorld } from './world.ts';

type Event = {
  readonly eventId: number;
  readonly eventName: string;
  readonly totalSeats: number;
  readonly availableSeats: number;
  readonly eventDate: string;
  readonly createdAt: string;
};
type Written = { readonly success: true; readonly message: string; readonly data: Event };

const world = useWorld();
const draft = {
  eventName: '2024 연말 콘서트',
  totalSeats: 10_000,
  eventDate: '2024-12-31T19:00:00',
};
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

const create = (body: object = draft) =>
  world().send('POST', '/api/events', { key: key.secret, body });
const put = (eventId: number, body: object) =>
  world().send('PUT', `/api/events/${eventId}`, { key: key.secret, body });
const read = (eventId: number, secret = key.secret) =>
  world().send('GET', `/api/events/${eventId}`, { key: secret });
const book = (eventId: number, quantity: number) =>
  world().send('POST', '/api/reservations', {
    key: key.secret,
    body: { eventId, userId: 'user1', quantity },
  });
const created = async (body: object = draft): Promise<Event> =>
  granted<Written>(await create(body)).data;

describe('creating', () => {
  it('answers the event exactly, with all seats available and its date as it was sent', async () => {
    const reply = await create();
    const body = granted<Written>(reply);
    expect(body).toEqual({
      success: true,
      message: 'Event created successfully',
      data: { ...draft, ...ids(body.data), availableSeats: 10_000 },
    });
    expect(Number.isSafeInteger(body.data.eventId)).toBe(true);
    expect(body.data.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    const seoulNowMs = Date.now() + 9 * 3_600_000;
    expect(Math.abs(Date.parse(`${body.data.createdAt}Z`) - seoulNowMs)).toBeLessThan(60_000);
  });

  it('stores a zone-less date as that wall-clock time in Seoul', async () => {
    const { eventId } = await created();
    const [row] = await world().change(
      `SELECT to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS utc, time_zone,
              currency FROM events WHERE id = $1`,
      [eventId],
    );
    expect(row).toEqual({ utc: '2024-12-31 10:00:00', time_zone: 'Asia/Seoul', currency: 'KRW' });
  });

  it.each(['한글 🎫 ñ', 'NFD \u1100\u1161\u11a8', '"quotes" \\ <b>&amp;', 'ㅎ'.repeat(200)])(
    'gives text back unchanged: %s',
    async (eventName) => {
      const { eventId } = await created({ ...draft, eventName });
      expect(granted<Written>(await read(eventId)).data.eventName).toBe(eventName);
      const list = await world().send('GET', '/api/events?limit=200', { key: key.secret });
      const names = granted<{ data: Event[] }>(list).data.map((event) => event.eventName);
      expect(names).toContain(eventName);
    },
  );

  it.each([
    ['2024-02-30T19:00:00'],
    ['2023-02-29T00:00:00'],
    ['2024-13-01T00:00:00'],
    ['2024-12-31T24:00:00'],
    ['2024-12-31T19:60:00'],
  ])('refuses %s, which is no date of the calendar', async (eventDate) => {
    expectPartnerRefusal(await create({ ...draft, eventDate }), 'invalid_request', {
      fields: [{ field: 'body.eventDate', problem: 'is not a date of the calendar' }],
    });
  });

  it.each([
    ['eventName', ''],
    ['eventName', '   '],
    ['eventName', 'x'.repeat(201)],
    ['eventName', 'NUL \u0000'],
    ['eventName', 'lone \ud800'],
    ['eventName', 5],
    ['totalSeats', 0],
    ['totalSeats', 1_000_001],
    ['totalSeats', 1.5],
    ['totalSeats', '10'],
    ['eventDate', '2024-12-31'],
    ['eventDate', '2024-12-31T19:00:00Z'],
    ['eventDate', '2024-12-31T19:00:00+09:00'],
    ['eventDate', null],
  ])('refuses %s = %j and says which field it is', async (field, value) => {
    const reply = await create({ ...draft, [field]: value });
    expectPartnerRefusal(reply, 'invalid_request', badFields(`body.${field}`));
  });

  it('names every missing field', async () => {
    const { eventName } = draft;
    const reply = await create({ eventName });
    expectPartnerRefusal(reply, 'invalid_request', badFields('body.totalSeats'));
    expectPartnerRefusal(
      await world().send('POST', '/api/events', { key: key.secret }),
      'invalid_request',
      badFields('body'),
    );
  });

  it('takes dates at the ends of the calendar and gives them back', async () => {
    for (const eventDate of ['1970-01-01T00:00:00', '2400-02-29T23:59:59', '9999-12-31T23:59:59']) {
      expect((await created({ ...draft, eventDate })).eventDate).toBe(eventDate);
    }
  });
});

describe('reading', () => {
  it('answers the same event, without a message, and 304 to its entity tag', async () => {
    const event = await created();
    const first = await read(event.eventId);
    expect(granted(first)).toEqual({ success: true, data: event });
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await world().send('GET', `/api/events/${event.eventId}`, {
      key: key.secret,
      headers: { 'if-none-match': etag },
    });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
    granted(await book(event.eventId, 1));
    const changed = await world().send('GET', `/api/events/${event.eventId}`, {
      key: key.secret,
      headers: { 'if-none-match': etag },
    });
    expect(granted<Written>(changed).data.availableSeats).toBe(9_999);
  });

  it('of an event that does not exist is refused, of a number that is none too', async () => {
    expectPartnerRefusal(await read(999_999), 'event_not_found');
    for (const id of ['0', '-1', 'x', '1e3', '0x10', '1.5', '9007199254740992']) {
      const reply = await world().send('GET', `/api/events/${id}`, { key: key.secret });
      expectPartnerRefusal(reply, 'invalid_request', badFields('params.eventId'));
    }
  });
});

describe('changing', () => {
  it('changes what is sent, leaves the rest, and answers the event exactly', async () => {
    const event = await created();
    const renamed = granted<Written>(await put(event.eventId, { eventName: '새 이름' }));
    const message = 'Event updated successfully';
    expect(renamed).toEqual({ success: true, message, data: { ...event, eventName: '새 이름' } });
    const moved = granted<Written>(await put(event.eventId, { eventDate: '2030-07-01T20:30:00' }));
    expect(moved.data).toEqual({ ...renamed.data, eventDate: '2030-07-01T20:30:00' });
    const larger = granted<Written>(await put(event.eventId, { totalSeats: 12_000 }));
    const grown = { ...moved.data, totalSeats: 12_000, availableSeats: 12_000 };
    expect(larger.data).toEqual(grown);
    expect(granted<Written>(await put(event.eventId, {})).data).toEqual(grown);
    expect(granted(await read(event.eventId))).toEqual({ success: true, data: grown });
  });

  it('to fewer seats than are taken is refused with the minimum, and changes nothing', async () => {
    const { eventId, ...event } = await created({ ...draft, totalSeats: 10 });
    granted(await book(eventId, 4));
    granted(await book(eventId, 3));
    const reply = await put(eventId, { totalSeats: 6, eventName: 'not taken' });
    expectPartnerRefusal(reply, 'capacity_below_sold', { minimum: 7 });
    const before = { ...event, eventId, availableSeats: 3 };
    expect(granted<Written>(await read(eventId)).data).toEqual(before);
    const full = granted<Written>(await put(eventId, { totalSeats: 7 }));
    expect(full.data).toEqual({ ...before, totalSeats: 7, availableSeats: 0 });
    expectPartnerRefusal(await book(eventId, 1), 'sold_out', { available: 0, pool: 1 });
    granted(await put(eventId, { totalSeats: 8 }));
    granted(await book(eventId, 1));
  });

  it('the size of a house of numbered seats is refused, its own size is not', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 12);
    expectPartnerRefusal(await put(eventId, { totalSeats: 13 }), 'invalid_request', {
      fields: [{ field: 'body.totalSeats', problem: 'is given by the seating plan' }],
    });
    const same = granted<Written>(await put(eventId, { totalSeats: 12, eventName: 'B' }));
    expect(same.data).toMatchObject({ eventName: 'B', totalSeats: 12, availableSeats: 12 });
  });

  it('to a date that does not exist is refused before anything is changed', async () => {
    const event = await created();
    const reply = await put(event.eventId, { totalSeats: 5, eventDate: '2025-02-29T00:00:00' });
    expectPartnerRefusal(reply, 'invalid_request', badFields('body.eventDate'));
    expect(granted<Written>(await read(event.eventId)).data).toEqual(event);
  });

  it('reads a zone-less date in the zone of the event', async () => {
    const wish = { timeZone: 'America/New_York' };
    const eventId = await world().createPoolEvent(key.organizationId, 5, wish);
    const moved = granted<Written>(await put(eventId, { eventDate: '2030-07-01T20:00:00' }));
    expect(moved.data.eventDate).toBe('2030-07-01T20:00:00');
    const [row] = await world().change(
      `SELECT to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS utc FROM events
        WHERE id = $1`,
      [eventId],
    );
    expect(row).toEqual({ utc: '2030-07-02 00:00' });
  });
});

it('another organization sees, changes and books nothing of it', async () => {
  const event = await created();
  const { secret } = await world().createKey({ organization: 'Another' });
  expectPartnerRefusal(await read(event.eventId, secret), 'event_not_found');
  const path = `/api/events/${event.eventId}`;
  const changed = await world().send('PUT', path, { key: secret, body: { totalSeats: 1 } });
  expectPartnerRefusal(changed, 'event_not_found');
  const body = { eventId: event.eventId, userId: 'user1', quantity: 1 };
  const booked = await world().send('POST', '/api/reservations', { key: secret, body });
  expectPartnerRefusal(booked, 'event_not_found');
  for (const list of ['', '/upcoming', '/available']) {
    const reply = await world().send('GET', `/api/events${list}`, { key: secret });
    expect(granted(reply)).toEqual({ success: true, data: [] });
  }
  expect(granted<Written>(await read(event.eventId)).data).toEqual(event);
});

const ids = ({ eventId, createdAt }: Event) => ({ eventId, createdAt });
