/** The dates of a series are events of their own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { ensureOrganization } from '../identity/api-keys.ts';
import type { Db } from '../lib/db.ts';
import { createEvent } from './create-event.ts';
import { createSeries } from './create-series.ts';
import { readEvent } from './sql/events.ts';

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

it('groups the dates of a tour, each with its own number', async () => {
  const startsAtMs = [Date.UTC(2040, 0, 1), Date.UTC(2040, 0, 2)];
  const dates = await db.transaction(async (tx) => {
    const organizationId = await ensureOrganization(tx, 'Tours');
    const seriesId = await createSeries(tx, { organizationId, name: { en: 'A tour' } });
    const draft = { organizationId, seriesId, name: 'A date', timeZone: 'Asia/Seoul' };
    const rest = { currency: 'KRW', holdMs: 480_000, extensionMs: 300_000, tiers: [] };
    const made: number[] = [];
    for (const at of startsAtMs)
      made.push(await createEvent(tx, { ...draft, ...rest, startsAtMs: at }));
    return made;
  });
  expect(new Set(dates).size).toBe(2);
  const read = await Promise.all(dates.map((eventId) => db.query(readEvent, [eventId])));
  expect(read.map(([event]) => event?.startsAtMs)).toEqual(startsAtMs);
});

it('refuses a date of a series that does not exist', async () => {
  const draft = { name: 'A date', timeZone: 'Asia/Seoul', startsAtMs: 0, currency: 'KRW' };
  const attempt = db.transaction(async (tx) => {
    const organizationId = await ensureOrganization(tx, 'Tours');
    const rest = { holdMs: 480_000, extensionMs: 300_000, tiers: [] };
    return createEvent(tx, { ...draft, ...rest, organizationId, seriesId: 999_999 });
  });
  await expect(attempt).rejects.toMatchObject({ code: '23503' });
});
