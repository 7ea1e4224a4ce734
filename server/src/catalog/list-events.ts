/** Pages of events, by id or by date. The cursor is the place of the last row, so pages never shift. */
import type { Queryable } from '../lib/db.ts';
import * as statements from './sql/event-lists.ts';

export type EventPage = { readonly eventIds: readonly number[]; readonly next: string | undefined };

export type PageRequest = {
  /** Of one organization; all of them when absent. */
  readonly organizationId?: number;
  /** 1 to 200 rows. */
  readonly limit: number;
  readonly cursor?: string;
};

/** In order of creation. Undefined: the cursor is not one of ours. */
export async function listEvents(
  db: Queryable,
  request: PageRequest,
): Promise<EventPage | undefined> {
  const after = place(request.cursor, 1);
  if (after === undefined) return undefined;
  const values = [request.organizationId ?? null, after[0], request.limit + 1];
  return page(await db.query(statements.listEvents, values), request.limit, (row) => [row.eventId]);
}

/** Soonest first, from `fromMs` on, without cancelled ones. Undefined: the cursor is not one of ours. */
export async function listUpcomingEvents(
  db: Queryable,
  request: PageRequest,
  fromMs: number,
): Promise<EventPage | undefined> {
  const after = place(request.cursor, 2);
  if (after === undefined) return undefined;
  const values = [request.organizationId ?? null, fromMs, ...after, request.limit + 1];
  return page(await db.query(statements.listUpcoming, values), request.limit, byDate);
}

/** What a visitor looks through: what is to come, what is over, or every date there is. */
export type When = 'upcoming' | 'past' | 'all';

/**
 * Of all organizations, whatever their status. What is to come and everything: soonest first; what is
 * over: latest first. Undefined: the cursor is not one of this list.
 */
export async function listShownEvents(
  db: Queryable,
  request: Omit<PageRequest, 'organizationId'>,
  when: When,
  nowMs: number,
): Promise<EventPage | undefined> {
  const after = place(request.cursor, 2);
  if (after === undefined) return undefined;
  const rows = request.limit + 1;
  const before = request.cursor === undefined ? [null, null] : after;
  const found = {
    upcoming: () => db.query(statements.listToCome, [nowMs, ...after, rows]),
    past: () => db.query(statements.listPast, [nowMs, ...before, rows]),
    all: () => db.query(statements.listAll, [...after, rows]),
  };
  return page(await found[when](), request.limit, byDate);
}

const byDate = (row: statements.ListedDbRow): number[] => [row.startsAtMs, row.eventId];

// As we write them: Number() alone would also take '', ' 1' and '0x10'.
const DECIMAL = /^\d{1,16}$/;

/** The numbers in a cursor; zeros when there is none. */
function place(cursor: string | undefined, size: number): number[] | undefined {
  if (cursor === undefined) return Array.from({ length: size }, () => 0);
  const parts = Buffer.from(cursor, 'base64url').toString().split('.');
  const numbers = parts.map((part) => (DECIMAL.test(part) ? Number(part) : Number.NaN));
  return parts.length === size && numbers.every(Number.isSafeInteger) ? numbers : undefined;
}

function page(
  rows: readonly statements.ListedDbRow[],
  limit: number,
  placeOf: (row: statements.ListedDbRow) => number[],
): EventPage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    eventIds: shown.map((row) => row.eventId),
    next: more ? Buffer.from(placeOf(last).join('.')).toString('base64url') : undefined,
  };
}
