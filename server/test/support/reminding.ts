/** Reminders on a real database, with a clock that the tests turn, and what most of them do. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createEvent } from '../../src/catalog/create-event.ts';
import { createEventBook } from '../../src/catalog/event-book.ts';
import { ensureOrganization } from '../../src/identity/api-keys.ts';
import { assert } from '../../src/lib/assert.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type Db, sql } from '../../src/lib/db.ts';
import type { Person } from '../../src/lib/handler.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { createReminderLinks } from '../../src/reminders/links.ts';
import {
  type ReminderDeps,
  type ReminderRoutes,
  reminderRoutes,
} from '../../src/reminders/routes.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { openTestDb } from './test-db.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const startMs = Date.UTC(2040, 0, 1);
/** When sales open unless told otherwise: two days after a test begins. */
export const opensMs = startMs + 48 * HOUR_MS;

export const guest = (name: string): Person => ({ kind: 'person', personId: `g:${name}` });
/** An account whose address has been confirmed. */
export const jimin: Person = {
  kind: 'person',
  personId: 'a:jimin',
  account: { id: 'jimin', roles: new Map() },
};

export type ReminderWish = {
  readonly channel?: 'mail' | 'push';
  readonly leadMinutes?: 10 | 60 | 1_440;
  readonly email?: string;
};
export type FoundLetter = {
  readonly kind: string;
  readonly recipient: string;
  readonly content: Readonly<Record<string, string>>;
};
type Listed = {
  readonly reminders: readonly { readonly eventId: number }[];
  readonly nextCursor?: string;
};

export type Reminding = {
  readonly db: Db;
  readonly organizationId: number;
  readonly deps: ReminderDeps;
  readonly routes: ReminderRoutes;
  /** What time it is. */
  readonly at: { ms: number };
  makeEvent(saleOpensAtMs?: number): Promise<number>;
  put(
    eventId: number,
    person: Person,
    wish?: ReminderWish,
    routes?: ReminderRoutes,
  ): ReturnType<ReminderRoutes['putReminder']>;
  confirm(token: string): ReturnType<ReminderRoutes['confirmReminder']>;
  stop(token: string): ReturnType<ReminderRoutes['stopReminder']>;
  page(person: Person, query?: { limit?: number; cursor?: string }): Promise<Listed>;
  list(person: Person): Promise<Listed['reminders']>;
  letters(kind: string): Promise<FoundLetter[]>;
};

export const tokenIn = (letter: FoundLetter | undefined, name: 'url' | 'stopUrl'): string =>
  new URL(letter?.content[name] ?? 'x:').search.slice(1).split('=')[1] ?? '';

const nothing = { params: undefined, query: undefined, headers: undefined, body: undefined };

/** Opened before the tests of a file and emptied before each; `open()` inside of them. */
export function useReminding(): () => Reminding {
  let database: TestDatabase;
  let opened: Reminding | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    opened = await openReminding(openTestDb(database.url));
  });
  beforeEach(async () => {
    if (opened === undefined) return;
    opened.at.ms = startMs;
    await opened.db.query(sql('test_no_reminders', 'DELETE FROM reminders'));
    await opened.db.query(sql('test_no_letters', 'DELETE FROM letters'));
  });
  afterAll(async () => {
    await opened?.db.close();
    await database.drop();
  });
  return () => {
    assert(opened !== undefined, 'nothing is open yet');
    return opened;
  };
}

async function openReminding(db: Db): Promise<Reminding> {
  const at = { ms: startMs };
  const clock = { ...systemClock, nowMs: () => at.ms };
  const organizationId = await db.transaction((tx) => ensureOrganization(tx, 'Reminding'));
  const deps: ReminderDeps = {
    db,
    book: createEventBook(db, 0),
    clock,
    ids: createIds(clock),
    limiter: { take: async () => 0 },
    links: createReminderLinks([Buffer.alloc(32, 7)]),
    mayMail: true,
    siteUrl: 'https://tickets.example',
    verifiedEmail: async (accountId) =>
      accountId === 'jimin' ? { email: 'jimin@example.com', language: 'ko' } : undefined,
  };
  const routes = reminderRoutes(deps);
  const found = sql<FoundLetter>(
    'test_letters_of_kind',
    'SELECT kind, recipient, content FROM letters WHERE kind = $1 ORDER BY id',
  );
  async function page(
    person: Person,
    query: { limit?: number; cursor?: string } = {},
  ): Promise<Listed> {
    const outcome = await routes.listReminders({ ...nothing, query }, person, 'trace');
    if (!outcome.ok || !('reminders' in outcome.value)) throw new Error('there is no list');
    return outcome.value;
  }
  return {
    db,
    organizationId,
    deps,
    routes,
    at,
    makeEvent: (saleOpensAtMs = opensMs) =>
      db.transaction((tx) =>
        createEvent(tx, {
          organizationId,
          name: '봄밤',
          startsAtMs: saleOpensAtMs + 240 * HOUR_MS,
          timeZone: 'Asia/Seoul',
          currency: 'KRW',
          saleOpensAtMs,
          holdMs: 480_000,
          extensionMs: 0,
          tiers: [],
        }),
      ),
    put(eventId, person, wish = {}, by = routes) {
      const { channel = 'mail', leadMinutes = 10, ...email } = wish;
      // Ids of the same moment are in no order.
      at.ms += 1;
      const body = { leadMinutes, language: 'ko' as const, ...email };
      return by.putReminder({ ...nothing, params: { eventId, channel }, body }, person, 'trace');
    },
    confirm: (token) => routes.confirmReminder({ ...nothing, body: { token } }, undefined, 'trace'),
    stop: (token) => routes.stopReminder({ ...nothing, body: { token } }, undefined, 'trace'),
    page,
    list: async (person) => (await page(person)).reminders,
    letters: (kind) => db.query(found, [kind]),
  };
}
