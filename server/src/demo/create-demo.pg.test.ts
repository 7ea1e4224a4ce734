/** The demo on a real database: complete, made once, renewed when it is over, never beside other data. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { createEvent } from '../catalog/create-event.ts';
import { areasOf } from '../catalog/model/check-stock.ts';
import { sampleHalls } from '../catalog/model/halls/sample-halls.ts';
import { ensureOrganization } from '../identity/api-keys.ts';
import { type Db, sql } from '../lib/db.ts';
import { createDemo, rollDemo } from './create-demo.ts';
import { DAY_MS } from './show.ts';
import { demoShows, showOf } from './shows.ts';
import { type DemoVenue, venues } from './venues.ts';

// 15:00 UTC on 1 March is midnight of 2 March in Seoul.
const nowMs = Date.UTC(2027, 2, 1, 15, 0);
const holds = { holdMs: 60_000, extensionMs: 30_000 };

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
});
afterEach(async () => {
  await db.close();
  await database.drop();
});

const demo = (): Promise<boolean> =>
  db.transaction(async (tx) =>
    createDemo(tx, { organizationId: await ensureOrganization(tx, 'Onsale'), nowMs, holds }),
  );
const roll = (days: number): Promise<number> =>
  db.transaction((tx) => rollDemo(tx, { nowMs: nowMs + days * DAY_MS, holds }));
const ownEvent = (): Promise<number> =>
  db.transaction(async (tx) =>
    createEvent(tx, {
      organizationId: await ensureOrganization(tx, 'Somebody'),
      name: 'Their own',
      startsAtMs: nowMs,
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      ...holds,
      tiers: [],
    }),
  );

type Shown = {
  eventId: number;
  show: string;
  name: string;
  seats: number;
  capacity: number;
  local: string;
  opensInMs: number;
  hold: number;
};
const shows = sql<Shown>(
  'test_demo_events',
  `SELECT e.id AS "eventId", d.show, e.name, e.hold_ms AS hold,
          (SELECT count(*)::int FROM seats s WHERE s.event_id = e.id) AS seats,
          (SELECT coalesce(sum(capacity), 0)::int FROM pools o WHERE o.event_id = e.id) AS capacity,
          to_char(e.starts_at AT TIME ZONE e.time_zone, 'HH24:MI') AS local,
          floor(extract(epoch FROM e.sale_opens_at) * 1000)::bigint - ${nowMs} AS "opensInMs"
     FROM demo_events d JOIN events e ON e.id = d.event_id ORDER BY e.id`,
);
const counts = sql<{ events: number; venues: number; plans: number }>(
  'test_demo_counts',
  `SELECT (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM venues) AS venues,
          (SELECT count(*)::int FROM seating_plans) AS plans`,
);

it('has every show, with all places of its house, at its hour there', async () => {
  expect(await demo()).toBe(true);
  const rows = await db.query(shows);
  const halls = new Map(sampleHalls().map((hall) => [hall.code, hall]));
  expect(rows.map(({ show }) => show)).toEqual(demoShows.map(({ code }) => code));
  rows.forEach((row, i) => {
    const show = demoShows[i];
    if (show === undefined) throw new Error('there are more events than shows');
    const venue: DemoVenue = venues[show.venue];
    const hall = venue.hall === undefined ? undefined : halls.get(venue.hall);
    const areas = hall === undefined ? (venue.areas ?? []) : areasOf(hall.plan);
    expect(row.name).toBe(show.name.ko);
    expect(row.seats).toBe(hall?.plan.seatCount ?? 0);
    expect(row.capacity).toBe(areas.reduce((sum, { capacity }) => sum + capacity, 0));
    expect(row.seats + row.capacity).toBeGreaterThan(0);
    expect(row.hold).toBe(60_000);
    expect(row.opensInMs).toBe(-show.openedMs);
    // What is to have ended takes place tomorrow until it has been sold.
    expect(row.local).toBe(show.stage === 'ended' ? '00:00' : show.date.at);
  });
  const houses = new Set(demoShows.map(({ venue }) => venue)).size;
  expect(await db.query(counts)).toEqual([
    { events: demoShows.length, venues: houses, plans: houses - 1 },
  ]);
});

it('is made once: again changes nothing', async () => {
  await demo();
  const before = await db.query(shows);
  expect(await demo()).toBe(false);
  expect(await db.query(shows)).toEqual(before);
});

it('is made once by several processes that start at the same time', async () => {
  const made = await Promise.all([demo(), demo(), demo()]);
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await db.query(shows)).toHaveLength(demoShows.length);
});

it('is never made where there is an event already, nor renewed there', async () => {
  await ownEvent();
  expect(await demo()).toBe(false);
  expect(await roll(100)).toBe(0);
  expect(await db.query(counts)).toEqual([{ events: 1, venues: 0, plans: 0 }]);
});

describe('when time passes', () => {
  it('nothing is made while everything shows what it is there for', async () => {
    await demo();
    expect(await roll(0)).toBe(0);
    expect(await roll(0.5)).toBe(0);
  });

  it('a sale that was to open soon gets another date, in the same house', async () => {
    await demo();
    const before = await db.query(counts);
    const soon = demoShows.filter(({ openedMs }) => openedMs < 0 && openedMs > -DAY_MS);
    expect(soon.length).toBeGreaterThan(0);
    expect(await roll(1.5)).toBe(soon.length);
    expect(await roll(1.5)).toBe(0);
    const [after] = await db.query(counts);
    expect(after).toEqual({
      events: demoShows.length + soon.length,
      venues: before[0]?.venues,
      plans: before[0]?.plans,
    });
    const dates = await db.query(
      sql<{ dates: number }>(
        'test_demo_dates',
        `SELECT count(DISTINCT e.starts_at)::int AS dates
           FROM demo_events d JOIN events e ON e.id = d.event_id
          WHERE d.show = ANY ($1::text[]) GROUP BY d.show`,
      ),
      [`{${soon.map(({ code }) => code).join(',')}}`],
    );
    expect(dates.map(({ dates: different }) => different)).toEqual(soon.map(() => 2));
  });

  it('a demo that is over is made anew, several processes or not, and nothing else is touched', async () => {
    await demo();
    const own = await ownEvent();
    const others = sql<{ events: string }>(
      'test_demo_own',
      `SELECT e::text || (SELECT count(*) FROM seats WHERE event_id = e.id) AS events FROM events e WHERE id = $1`,
    );
    const before = await db.query(others, [own]);
    const made = await Promise.all([roll(500), roll(500)]);
    expect(Math.max(...made)).toBe(demoShows.length);
    expect(Math.min(...made)).toBe(0);
    expect(await db.query(others, [own])).toEqual(before);
    const rows = await db.query(shows);
    const fresh = rows.slice(demoShows.length);
    for (const { show, opensInMs } of fresh)
      expect(opensInMs).toBe(500 * DAY_MS - (showOf(show)?.openedMs ?? 0));
  });
});
