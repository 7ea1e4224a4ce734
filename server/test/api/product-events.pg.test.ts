/** Events, their list and their drawings as the product API shows them. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import { getEvents, reservationCalls } from './product-calls.ts';
import { type Key, type Reply, startsAtMs, useWorld } from './world.ts';

type Event = { readonly id: number; readonly status: string; readonly available: number };
type Page = { readonly events: readonly Event[]; readonly nextCursor?: string };
const world = useWorld();
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

const get = (path: string, etag?: string): Promise<Reply> => getEvents(world(), path, etag);
const calls = reservationCalls(world, () => key);
const place = async (eventId: number, wish: object): Promise<string> =>
  (await calls.placed(eventId, wish)).id;
const readEvent = async (eventId: number): Promise<Event> =>
  granted<{ event: Event }>(await get(`/${eventId}`)).event;
const statusOf = async (eventId: number): Promise<string> => (await readEvent(eventId)).status;

describe('an event', () => {
  it('is open to everybody and shown exactly', async () => {
    const wish = {
      name: '봄 콘서트',
      translations: { en: 'Spring concert' },
      saleOpensAtMs: Date.UTC(2026, 0, 1),
      saleClosesAtMs: Date.UTC(2039, 11, 31),
    };
    const eventId = await world().createSeatEvent(key.organizationId, 3, wish, 5);
    const reply = await get(`/${eventId}`);
    expect(granted(reply)).toEqual({
      event: {
        id: eventId,
        name: '봄 콘서트',
        translations: { en: 'Spring concert' },
        startsAt: '2040-01-01T10:30:00.000Z',
        timeZone: 'Asia/Seoul',
        status: 'on_sale',
        saleOpensAt: '2026-01-01T00:00:00.000Z',
        saleEndsAt: '2039-12-31T00:00:00.000Z',
        capacity: 8,
        available: 8,
        currency: 'KRW',
        tiers: [
          {
            code: 'general',
            name: { en: 'General', ko: '일반' },
            price: { amountMinor: 45_000, currency: 'KRW' },
          },
        ],
        pools: [{ pool: 1, capacity: 5, tier: 'general', available: 5 }],
        organizer: 'Onsale',
        singleSeatGaps: 'allowed',
        asOfSeq: (reply.body as { event: { asOfSeq: number } }).event.asOfSeq,
      },
    });
    expect(reply.headers.get('cache-control')).toBe('public, max-age=1');
  });

  it('answers 304 to its entity tag until something changes', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 5);
    const etag = await waitFor('the event to be quiet', async () => {
      const one = (await get(`/${eventId}`)).headers.get('etag') ?? '';
      const again = await get(`/${eventId}`, one);
      return again.status === 304 && again.text === '' && again.headers.get('etag') === one && one;
    });
    await place(eventId, { pool: 1, quantity: 2, confirm: true });
    const changed = await get(`/${eventId}`, etag);
    expect(granted<{ event: Event }>(changed).event.available).toBe(3);
  });

  it('has the status that its times, its tickets and its fate give it', async () => {
    const make = (wish: object): Promise<number> =>
      world().createPoolEvent(key.organizationId, 2, wish);
    expect(await statusOf(await make({ saleOpensAtMs: startsAtMs }))).toBe('upcoming');
    expect(await statusOf(await make({ saleOpensAtMs: 1, saleClosesAtMs: 2 }))).toBe('ended');
    expect(await statusOf(await make({ startsAtMs: 1 }))).toBe('ended');
    const soldOut = await make({});
    expect(await statusOf(soldOut)).toBe('on_sale');
    await place(soldOut, { pool: 1, quantity: 2, confirm: true });
    expect(await statusOf(soldOut)).toBe('sold_out');
    const [cancelled, postponed] = [await make({}), await make({})];
    await world().change('UPDATE events SET cancelled_at = now() WHERE id = $1', [cancelled]);
    await world().change('UPDATE events SET postponed_at = now() WHERE id = $1', [postponed]);
    expect(await statusOf(cancelled)).toBe('cancelled');
    expect(await statusOf(postponed)).toBe('postponed');
  });

  it('opens by the clock: its status changes without a change to hear of', async () => {
    const saleOpensAtMs = Date.now() + 1_500;
    const eventId = await world().createPoolEvent(key.organizationId, 2, { saleOpensAtMs });
    expect(await statusOf(eventId)).toBe('upcoming');
    await waitFor('the sale to open', async () => (await statusOf(eventId)) === 'on_sale');
    expect(Date.now()).toBeGreaterThanOrEqual(saleOpensAtMs);
  });

  it('that does not exist is refused, in every route', async () => {
    for (const path of ['', '/state', '/seating-plan']) {
      expectProductRefusal(await get(`/999999${path}`), 'event_not_found');
      const bad = await get(`/0${path}`);
      expectProductRefusal(bad, 'invalid_request', badFields('params.eventId'));
    }
  });
});

it('the list shows what is to come, soonest first, page after page, without cancelled ones', async () => {
  const made: number[] = [];
  // Before all others of this file, so that they come first.
  for (const day of [3, 1, 2, 5, 4]) {
    const wish = { startsAtMs: Date.now() + day * 86_400_000 };
    made[day] = await world().createPoolEvent(key.organizationId, 1, wish);
  }
  await world().change('UPDATE events SET cancelled_at = now() WHERE id = $1', [made[4]]);
  const found: number[] = [];
  let cursor = '';
  for (let pages = 0; pages < 2; pages++) {
    const page = granted<Page>(await get(`?limit=2${cursor}`));
    expect(page.events).toHaveLength(2);
    found.push(...page.events.map(({ id }) => id));
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(found).toEqual([made[1], made[2], made[3], made[5]]);
  // Its making is still being told when it is read first: both say the same once that is done.
  await waitFor('the list and the event to agree', async () => {
    const [first] = granted<Page>(await get('?limit=1')).events;
    return isDeepStrictEqual(await readEvent(made[1] ?? 0), first);
  });
  for (const bad of ['garbage', 'MQ']) {
    const reply = await get(`?cursor=${bad}`);
    expectProductRefusal(reply, 'invalid_request', badFields('query.cursor'));
  }
  expectProductRefusal(await get('?limit=0'), 'invalid_request', badFields('query.limit'));
});

describe('a seating plan', () => {
  it('is the published drawing; with its version it may be kept for good', async () => {
    const eventId = await world().createHallEvent(key.organizationId);
    const event = await readEvent(eventId);
    const { seatingPlan } = event as unknown as { seatingPlan: { id: number; version: number } };
    expect(seatingPlan.version).toBe(1);
    const plan = await get(`/${eventId}/seating-plan`);
    expect(granted<{ seatCount: number }>(plan).seatCount).toBe(event.available);
    expect(plan.headers.get('cache-control')).toBe('public, max-age=60');
    const kept = await get(`/${eventId}/seating-plan?version=1`);
    expect(kept.text).toBe(plan.text);
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const etag = kept.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}-gzip"$/);
    const same = await get(`/${eventId}/seating-plan?version=1`, etag);
    expect({ status: same.status, text: same.text }).toEqual({ status: 304, text: '' });
    const other = await get(`/${eventId}/seating-plan?version=2`);
    expectProductRefusal(other, 'seating_plan_not_found');
    const zero = await get(`/${eventId}/seating-plan?version=0`);
    expectProductRefusal(zero, 'invalid_request', badFields('query.version'));
  });

  it('comes in the smallest form that the client takes, each with a tag of its own', async () => {
    const eventId = await world().createHallEvent(key.organizationId);
    const forms = new Map<string, { readonly etag: string; readonly text: string }>();
    for (const encoding of ['br', 'gzip', 'identity']) {
      const headers = { 'accept-encoding': encoding };
      // oxlint-disable-next-line no-await-in-loop
      const reply = await world().send('GET', `/api/v1/events/${eventId}/seating-plan`, {
        headers,
      });
      expect(reply.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      expect(reply.headers.get('vary')).toBe('Accept-Encoding');
      const etag = reply.headers.get('etag') ?? '';
      forms.set(encoding, { etag, text: reply.text });
    }
    const all = [...forms.values()];
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(new Set(all.map(({ etag }) => etag)).size).toBe(3);
  });

  it('of an event without one is refused', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 1);
    expectProductRefusal(await get(`/${eventId}/seating-plan`), 'seating_plan_not_found');
  });
});
