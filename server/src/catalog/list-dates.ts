/** Short lists of events that need no pages: the next sales to open, the dates of a tour or run. */
import type { Queryable } from '../lib/db.ts';
import type { Translations } from './model/event.ts';
import * as statements from './sql/event-lists.ts';

/** The next one first. */
export async function listOpening(
  db: Queryable,
  nowMs: number,
  limit: number,
): Promise<readonly number[]> {
  const rows = await db.query(statements.listOpening, [nowMs, limit]);
  return rows.map(({ eventId }) => eventId);
}

/** Soonest first. */
export async function listDates(
  db: Queryable,
  seriesId: number,
  nowMs: number,
  limit: number,
): Promise<{ readonly name: Translations | undefined; readonly eventIds: readonly number[] }> {
  const [series, rows] = await Promise.all([
    db.query(statements.readSeries, [seriesId]),
    db.query(statements.listDates, [seriesId, nowMs, limit]),
  ]);
  return { name: series[0]?.name, eventIds: rows.map(({ eventId }) => eventId) };
}

const SITEMAP_MAX = 5_000;

/** Events to come for a map of the site, the soonest first. */
export async function listSitemap(db: Queryable, nowMs: number): Promise<readonly number[]> {
  const rows = await db.query(statements.listToCome, [nowMs, 0, 0, SITEMAP_MAX]);
  return rows.map(({ eventId }) => eventId);
}
