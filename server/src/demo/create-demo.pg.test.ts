/** The demo on a real database: complete, made once, and never beside somebody's own data. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { createEvent } from '../catalog/create-event.ts';
import { sampleHalls } from '../catalog/model/halls/sample-halls.ts';
import { ensureOrganization } from '../identity/api-keys.ts';
import { type Db, sql } from '../lib/db.ts';
import { createDemo } from './create-demo.ts';
import { areasOf, demoShows } from './shows.ts';

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

type Shown = {
  name: string;
  hall: string;
  seats: number;
  capacity: number;
  local: string;
  opens: string;
  hold: number;
};
const shows = sql<Shown>(
  'test_demo_events',
  `SELECT e.name, p.layout->>'code' AS hall, e.hold_ms AS hold,
          (SELECT count(*)::int FROM seats s WHERE s.event_id = e.id) AS seats,
          (SELECT coalesce(sum(capacity), 0)::int FROM pools o WHERE o.event_id = e.id) AS capacity,
          to_char(e.starts_at AT TIME ZONE e.time_zone, 'YYYY-MM-DD HH24:MI') AS local,
          to_char(e.sale_opens_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS opens
     FROM events e JOIN seating_plans p ON p.id = e.seating_plan_id ORDER BY e.id`,
);

it('has a show in every sample hall, with all of its places, on the evenings it names', async () => {
  expect(await demo()).toBe(true);
  const rows = await db.query(shows);
  const halls = new Map(sampleHalls().map((hall) => [hall.code, hall]));
  expect(rows.map(({ name }) => name)).toEqual(demoShows.map((show) => show.name.ko));
  expect(new Set(demoShows.map(({ hall }) => hall))).toEqual(new Set(halls.keys()));
  rows.forEach((row, i) => {
    const show = demoShows[i];
    const hall = halls.get(show?.hall ?? '');
    const areas = hall === undefined ? [] : areasOf(hall.plan);
    expect(row.seats).toBe(hall?.plan.seatCount);
    expect(row.capacity).toBe(areas.reduce((sum, { capacity }) => sum + capacity, 0));
    expect(row.hold).toBe(60_000);
    // 15:00 UTC on 1 March is midnight of 2 March in Seoul.
    const evening = new Date(Date.UTC(2027, 2, 2 + (show?.inDays ?? 0)));
    expect(row.local).toBe(`${evening.toISOString().slice(0, 10)} 19:30`);
    const opensLater = row.opens === '2027-03-03 15:00';
    expect(opensLater).toBe(show?.opensInHours === 48);
  });
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

it('is never made where there is an event already', async () => {
  await db.transaction(async (tx) => {
    const organizationId = await ensureOrganization(tx, 'Somebody');
    await createEvent(tx, {
      organizationId,
      name: 'Their own',
      startsAtMs: nowMs,
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      ...holds,
      tiers: [],
    });
  });
  expect(await demo()).toBe(false);
  const counts = await db.query(
    sql(
      'test_demo_counts',
      `SELECT (SELECT count(*)::int FROM events) AS events,
                                    (SELECT count(*)::int FROM venues) AS venues`,
    ),
  );
  expect(counts).toEqual([{ events: 1, venues: 0 }]);
});
