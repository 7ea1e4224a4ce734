/** The catalog on a real database: events stored whole, listed in order; plans published once. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { ensureOrganization } from '../identity/api-keys.ts';
import { assert } from '../lib/assert.ts';
import { type Db, sql } from '../lib/db.ts';
import { createEvent, type EventDraft } from './create-event.ts';
import { createEventBook } from './event-book.ts';
import { listEvents, listUpcomingEvents } from './list-events.ts';
import { canonicalPlan } from './model/plan-checksum.ts';
import { sampleHalls } from './model/halls/sample-halls.ts';
import { createVenue, publishPlan } from './publish-plan.ts';
import { createPlanShelf } from './read-plan.ts';
import { updateEvent } from './update-event.ts';

let database: TestDatabase;
let db: Db;
let organizationId: number;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
  organizationId = await db.transaction((tx) => ensureOrganization(tx, 'Test'));
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const make = (wish: Partial<EventDraft> = {}): Promise<number> =>
  db.transaction((tx) =>
    createEvent(tx, {
      organizationId,
      name: '이름',
      startsAtMs: Date.UTC(2040, 0, 1),
      timeZone: 'Asia/Seoul',
      currency: 'KRW',
      holdMs: 60_000,
      extensionMs: 30_000,
      tiers: [],
      ...wish,
    }),
  );
const read = async (eventId: number) => createEventBook(db, 60_000).get(eventId);
const outboxOf = (eventId: number) =>
  db.query(
    sql<{ payload: unknown }>(
      'test_outbox_of',
      'SELECT payload FROM outbox WHERE event_id = $1 ORDER BY id',
    ),
    [eventId],
  );

describe('an event', () => {
  it('is stored whole, to the millisecond, with its tiers in their order', async () => {
    const draft = {
      name: '이름 \'"\\ 🎫',
      translations: { en: 'Name', 'zh-Hant': '名' },
      startsAtMs: Date.UTC(2040, 5, 1, 10, 30, 15, 123),
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      saleOpensAtMs: Date.UTC(2039, 0, 1, 0, 0, 0, 1),
      saleClosesAtMs: Date.UTC(2040, 0, 1, 0, 0, 0, 999),
      perOrderMax: 4,
      perPersonMax: 6,
      holdMs: 1_000,
      extensionMs: 0,
      tiers: [
        { code: 'b', name: { en: 'B, "quoted"', ko: '나' }, priceMinor: 9_007_199_254_740_991 },
        { code: 'a', name: { en: 'A' }, priceMinor: 0 },
      ],
      ticketTypes: [{ code: 'child', name: { ko: '어린이' }, pricePercent: 50 }],
      fees: { basisPoints: 350, perTicketMinor: 1_000 },
      description: { en: 'Two lines.\nThe second.', ko: '두 줄.\n둘째 줄.' },
      genre: 'jazz',
      runningMinutes: 95,
      ageMin: 7,
      singleSeatGaps: false,
      refundableUntilMs: Date.UTC(2040, 4, 31, 0, 0, 0, 1),
    };
    const eventId = await make(draft);
    const record = await read(eventId);
    const { ticketTypes, ...stored } = draft;
    expect(record).toEqual({
      ...stored,
      ticketTypes,
      eventId,
      organizationId,
      organizer: 'Test',
      venue: null,
      venueId: null,
      seatingPlan: null,
      city: null,
      seriesId: null,
      poster: null,
      askNames: false,
      transfersRefused: false,
      listOnly: false,
      cancelledAtMs: null,
      postponedAtMs: null,
      rehearsalOf: null,
      createdAtMs: record?.createdAtMs,
    });
    expect(Math.abs((record?.createdAtMs ?? 0) - Date.now())).toBeLessThan(60_000);
    const types = await db.query(
      sql('test_types', 'SELECT code, name, price_percent FROM ticket_types WHERE event_id = $1'),
      [eventId],
    );
    expect(types).toEqual([{ code: 'child', name: ticketTypes[0]?.name, price_percent: 50 }]);
    expect(await outboxOf(eventId)).toEqual([
      { payload: { v: 1, kind: 'event', change: 'created' } },
    ]);
  });

  it('is on sale at once when its draft says nothing else', async () => {
    const record = await read(await make());
    expect(record).toMatchObject({
      saleClosesAtMs: null,
      perOrderMax: null,
      perPersonMax: null,
      fees: { basisPoints: 0, perTicketMinor: 0 },
      description: {},
      genre: null,
      runningMinutes: null,
      ageMin: null,
      singleSeatGaps: true,
      refundableUntilMs: null,
    });
    expect(record?.saleOpensAtMs).toBeLessThanOrEqual(record?.createdAtMs ?? 0);
  });

  it('changes what is told, leaves the rest, and says so in the outbox', async () => {
    const eventId = await make();
    const before = await read(eventId);
    const update = (organization: number, change: object): Promise<boolean> =>
      db.transaction((tx) => updateEvent(tx, eventId, organization, change));
    expect(await update(organizationId, { name: 'B' })).toBe(true);
    expect(await read(eventId)).toEqual({ ...before, name: 'B' });
    const startsAtMs = Date.UTC(2041, 0, 1, 0, 0, 0, 7);
    expect(await update(organizationId, { startsAtMs })).toBe(true);
    expect(await read(eventId)).toEqual({ ...before, name: 'B', startsAtMs });
    expect(await update(organizationId + 999, { name: 'C' })).toBe(false);
    expect(await read(eventId)).toEqual({ ...before, name: 'B', startsAtMs });
    expect(await outboxOf(eventId)).toHaveLength(3);
    const everything = {
      name: 'D',
      translations: { en: 'D', ko: '라' },
      startsAtMs: Date.UTC(2042, 0, 1),
      timeZone: 'Europe/London',
      saleOpensAtMs: Date.UTC(2041, 0, 1),
      saleClosesAtMs: Date.UTC(2041, 11, 1),
      description: { ko: '설명' },
      genre: 'dance',
      runningMinutes: 60,
      ageMin: 12,
      perOrderMax: 2,
      singleSeatGaps: false,
      refundableUntilMs: Date.UTC(2041, 10, 1),
    };
    expect(await update(organizationId, everything)).toBe(true);
    expect(await read(eventId)).toEqual({ ...before, ...everything });
  });

  it('that fails half-way leaves nothing behind', async () => {
    const name = 'twice the same tier';
    const tier = { code: 'a', name: {}, priceMinor: 1 };
    await expect(make({ name, tiers: [tier, tier] })).rejects.toThrow(/price_tiers_pkey/);
    const rows = await db.query(sql('test_by_name', 'SELECT id FROM events WHERE name = $1'), [
      name,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('the book of events', () => {
  it('remembers what it read until it is told otherwise', async () => {
    const eventId = await make({ name: 'A' });
    const book = createEventBook(db, 60_000);
    const first = await book.get(eventId);
    expect(book.get(eventId)).toBe(first);
    await db.transaction((tx) => updateEvent(tx, eventId, organizationId, { name: 'B' }));
    expect(book.get(eventId)).toBe(first);
    book.evict(eventId);
    expect(await book.get(eventId)).toMatchObject({ name: 'B' });
  });

  it('does not remember what is not there', async () => {
    const book = createEventBook(db, 60_000);
    const missing = (await make()) + 1;
    expect(await book.get(missing)).toBeUndefined();
    expect(await make()).toBe(missing);
    expect(await book.get(missing)).toMatchObject({ eventId: missing });
  });

  it('reads again when an eviction overtakes a read', async () => {
    const book = createEventBook(db, 60_000);
    for (const forget of [(id: number) => book.evict(id), () => book.clear()]) {
      const eventId = await make();
      const reading = book.get(eventId);
      forget(eventId);
      expect(await reading).toMatchObject({ eventId });
    }
  });
});

it('lists go on after the last row, also among events of the same moment', async () => {
  const owner = await db.transaction((tx) => ensureOrganization(tx, 'Lists'));
  const startsAtMs = Date.UTC(2042, 0, 1, 0, 0, 0, 500);
  const made: number[] = [];
  for (let n = 0; n < 5; n++) made.push(await make({ organizationId: owner, startsAtMs }));
  for (const list of [
    listEvents,
    (...[on, request]: Parameters<typeof listEvents>) =>
      listUpcomingEvents(on, request, startsAtMs),
  ]) {
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? {} : { cursor };
      const page = await list(db, { organizationId: owner, limit: 2, ...more });
      assert(page !== undefined, 'our own cursor was refused');
      found.push(...page.eventIds);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(found).toEqual(made);
  }
  const later = await listUpcomingEvents(db, { organizationId: owner, limit: 2 }, startsAtMs + 1);
  expect(later).toEqual({ eventIds: [], next: undefined });
});

const theatre = (): SeatingPlan => {
  const plan = sampleHalls().find(({ code }) => code === 'small-theatre')?.plan;
  assert(plan !== undefined, 'the small theatre is gone');
  return plan;
};
const renamed = (text: string): SeatingPlan => {
  const plan = theatre();
  return { ...plan, name: { ...plan.name, text: { ...plan.name.text, ko: text } } };
};
const venue = (): Promise<number> =>
  db.transaction((tx) =>
    createVenue(tx, { organizationId, name: { ko: '극장' }, timeZone: 'Asia/Seoul' }),
  );
const publish = (venueId: number, plan: SeatingPlan, owner = organizationId) =>
  db.transaction((tx) => publishPlan(tx, owner, venueId, plan));

describe('a plan', () => {
  it('is published once: the same drawing is the same version, another one the next', async () => {
    const venueId = await venue();
    const first = await publish(venueId, theatre());
    assert(first.ok, 'the plan was refused');
    expect(first.value.version).toBe(1);
    expect(await publish(venueId, theatre())).toEqual(first);
    const second = await publish(venueId, renamed('둘째'));
    expect(second).toMatchObject({ ok: true, value: { version: 2 } });
    const stored = await createPlanShelf(db).get(first.value.planId);
    expect(stored?.version).toBe(1);
    expect(stored?.bytes.toString()).toBe(canonicalPlan(theatre()));
    expect(stored?.checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  it('published by many at once gets versions without gap or repetition', async () => {
    const venueId = await venue();
    const names = ['가', '나', '다', '가', '라', '나'];
    const published = await Promise.all(names.map((name) => publish(venueId, renamed(name))));
    const versions = published.map((one) => (one.ok ? one.value.version : 0));
    expect(new Set(versions)).toEqual(new Set([1, 2, 3, 4]));
    expect(versions[0]).toBe(versions[3]);
    expect(versions[1]).toBe(versions[5]);
  });

  it('for the venue of somebody else, or one with faults, is refused', async () => {
    const venueId = await venue();
    const foreign = await publish(venueId, theatre(), organizationId + 999);
    expect(foreign).toEqual({ ok: false, code: 'not_found' });
    const broken = await publish(venueId, { ...theatre(), seatCount: 1 });
    expect(broken).toMatchObject({ ok: false, code: 'invalid_request' });
    expect(await publish(venueId, theatre())).toMatchObject({ ok: true, value: { version: 1 } });
  });

  it('never changes once it is published', async () => {
    const first = await publish(await venue(), theatre());
    assert(first.ok, 'the plan was refused');
    for (const text of ['UPDATE seating_plans SET version = 9', 'DELETE FROM seating_plans']) {
      const change = db.query(sql(`test_${text.slice(0, 6)}`, `${text} WHERE id = $1`), [
        first.value.planId,
      ]);
      await expect(change).rejects.toThrow('seating_plans rows are immutable');
    }
  });
});
