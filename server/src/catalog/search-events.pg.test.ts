/** The search on a real database: what is found by what, in which order, page by page, and by which plan. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { ensureOrganization } from '../identity/api-keys.ts';
import { type Db, sql } from '../lib/db.ts';
import { cancelEvent } from './cancel-event.ts';
import { createEvent } from './create-event.ts';
import { indexMissing } from './jobs.ts';
import { createVenue } from './publish-plan.ts';
import { countFacets, searchEvents, type SearchWish } from './search-events.ts';
import { updateEvent } from './update-event.ts';

const nowMs = Date.UTC(2040, 0, 1);
const DAY_MS = 86_400_000;

let database: TestDatabase;
let db: Db;
let organizationId: number;
const venues: Record<string, number> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
  await db.transaction(async (tx) => {
    organizationId = await ensureOrganization(tx, 'Nightingale');
    const place = { organizationId, timeZone: 'Asia/Seoul' };
    const cities = { seoul: { ko: '서울', en: 'Seoul' }, busan: { ko: '부산', en: 'Busan' } };
    for (const [code, name] of Object.entries(cities)) {
      const city = { code, name };
      venues[code] = await createVenue(tx, { ...place, name: { ko: `${name.ko}홀` }, city });
    }
  });
  await make({ ko: '연극 「봄밤의 편지」', en: 'Letters of a Spring Night' }, 12, {
    genre: 'theatre',
  });
  await make({ ko: '뮤지컬 「달의 항로」', en: 'The Moon Route' }, 5, {
    genre: 'musical',
    minor: 90_000,
  });
  await make({ ko: '파도 콘서트', en: 'Waves' }, 3, {
    genre: 'concert',
    city: 'busan',
    opensInDays: 1,
  });
  await make({ ko: '재즈의 봄', en: 'A spring of jazz' }, 8, { genre: 'jazz', city: 'busan' });
  await make({ ko: '봄날', en: 'Spring Day' }, -2, {});
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

type More = {
  readonly genre?: string;
  readonly city?: string;
  readonly minor?: number;
  readonly opensInDays?: number;
};

function make(name: { ko: string; en: string }, inDays: number, more: More): Promise<number> {
  const { genre, city = 'seoul', minor = 50_000, opensInDays = -10 } = more;
  const venueId = venues[city];
  return db.transaction((tx) =>
    createEvent(tx, {
      organizationId,
      ...(venueId === undefined ? {} : { venueId }),
      name: name.ko,
      translations: name,
      startsAtMs: nowMs + inDays * DAY_MS,
      timeZone: 'Asia/Seoul',
      currency: 'KRW',
      saleOpensAtMs: nowMs + opensInDays * DAY_MS,
      holdMs: 480_000,
      extensionMs: 0,
      tiers: [{ code: 'R', name: { en: 'R' }, priceMinor: minor }],
      ...(genre === undefined ? {} : { genre }),
    }),
  );
}

const names = sql<{ id: number; name: string }>(
  'test_search_names',
  `SELECT id, translations ->> 'en' AS name FROM events`,
);
const plain: SearchWish = { text: '', onlyAvailable: false, sort: 'relevance' };

async function find(wish: Partial<SearchWish>): Promise<{ names: string[]; match: string }> {
  const found = await searchEvents(db, { ...plain, ...wish }, { limit: 20 }, nowMs);
  const known = new Map((await db.query(names)).map(({ id, name }) => [id, name]));
  return {
    names: (found?.eventIds ?? []).map((id) => known.get(id) ?? ''),
    match: found?.match ?? 'no cursor',
  };
}

describe('a text finds', () => {
  it.each([
    ['봄밤', 'exact', ['Letters of a Spring Night']],
    ['봄밤의편지', 'exact', ['Letters of a Spring Night']],
    ['ㅂㅂㅇ', 'exact', ['Letters of a Spring Night']],
    // Half typed; a name that begins with it is before one that has it.
    ['봄', 'exact', ['Letters of a Spring Night', 'A spring of jazz']],
    ['봄범의', 'similar', ['Letters of a Spring Night']],
    ['봄범 의편지', 'similar', ['Letters of a Spring Night']],
    ['spirng', 'similar', ['A spring of jazz', 'Letters of a Spring Night']],
    ['sprint jazz', 'similar', ['A spring of jazz']],
    ['moon', 'exact', ['The Moon Route']],
    ['서울 뮤지컬', 'exact', ['The Moon Route']],
    ['부산', 'exact', ['Waves', 'A spring of jazz']],
    ['nightingale theatre', 'exact', ['Letters of a Spring Night']],
    ['겨울나그네', 'similar', []],
    ['%', 'all', ['Waves', 'The Moon Route', 'A spring of jazz', 'Letters of a Spring Night']],
  ] as const)('%s: %s', async (text, match, expected) => {
    const found = await find({ text });
    expect(found.match).toBe(match);
    expect(found.names.toSorted()).toEqual([...expected].toSorted());
  });

  it('the best first: a beginning, then a word, then sales that are open', async () => {
    expect((await find({ text: '봄' })).names[0]).toBe('Letters of a Spring Night');
    expect((await find({ text: 'spring' })).names).toHaveLength(2);
    expect((await find({ text: 'a spring' })).names[0]).toBe('A spring of jazz');
    // Both are in Busan; one can be bought already.
    expect((await find({ text: '부산홀' })).names).toEqual(['A spring of jazz', 'Waves']);
  });
});

describe('filters', () => {
  it('narrow what is found, and are counted each under all the others', async () => {
    expect((await find({ city: 'busan' })).names).toEqual(['Waves', 'A spring of jazz']);
    expect((await find({ genre: 'musical' })).names).toEqual(['The Moon Route']);
    expect((await find({ city: 'busan', onlyAvailable: true })).names).toEqual([
      'A spring of jazz',
    ]);
    expect((await find({ fromMs: nowMs + 6 * DAY_MS, toMs: nowMs + 9 * DAY_MS })).names).toEqual([
      'A spring of jazz',
    ]);
    expect((await find({ price: { currency: 'KRW', leastMinor: 60_000 } })).names).toEqual([
      'The Moon Route',
    ]);
    expect((await find({ price: { currency: 'GBP' } })).names).toEqual([]);
    const facets = await countFacets(db, { ...plain, city: 'busan' }, 'all', nowMs);
    expect(facets).toEqual({
      total: 2,
      cities: [
        { code: 'busan', name: { ko: '부산', en: 'Busan' }, events: 2 },
        { code: 'seoul', name: { ko: '서울', en: 'Seoul' }, events: 2 },
      ],
      genres: [
        { genre: 'concert', events: 1 },
        { genre: 'jazz', events: 1 },
      ],
    });
    const text = { ...plain, text: 'sprnig', genre: 'jazz' };
    expect((await countFacets(db, text, 'similar', nowMs)).total).toBe(1);
    expect((await countFacets(db, text, 'exact', nowMs)).total).toBe(0);
  });
});

it('an event that changes is found by its new name at once, a cancelled one not at all', async () => {
  const eventId = await make({ ko: '겨울잠', en: 'Hibernation' }, 30, {});
  expect((await find({ text: 'hibernation' })).names).toEqual(['Hibernation']);
  await db.transaction((tx) =>
    updateEvent(tx, eventId, organizationId, { translations: { en: 'Estivation' } }),
  );
  expect((await find({ text: 'hibernation' })).names).toEqual([]);
  expect((await find({ text: 'estivation' })).names).toEqual(['Estivation']);
  await db.transaction((tx) => cancelEvent(tx, eventId));
  expect((await find({ text: 'estivation' })).names).toEqual([]);
});

it('what an older release made gets its text from a worker', async () => {
  const eventId = await make({ ko: '옛날', en: 'Yore' }, 40, {});
  await db.query(sql('test_forget_text', 'DELETE FROM event_search WHERE event_id = $1'), [
    eventId,
  ]);
  expect((await find({ text: 'yore' })).names).toEqual([]);
  while ((await indexMissing(db)) === 'more');
  expect((await find({ text: 'yore' })).names).toEqual(['Yore']);
  await db.query(
    sql(
      'test_rename_behind',
      `UPDATE events SET translations = '{"en": "Antiquity"}', updated_at = clock_timestamp() WHERE id = $1`,
    ),
    [eventId],
  );
  await indexMissing(db);
  expect((await find({ text: 'antiquity' })).names).toEqual(['Antiquity']);
  await db.transaction((tx) => cancelEvent(tx, eventId));
});

describe('among many', () => {
  const many = 6_000;
  beforeAll(async () => {
    // Copies by SQL: their texts are all alike but for a number.
    await db.query(
      sql(
        'test_many_events',
        `WITH made AS (
           INSERT INTO events (organization_id, name, translations, starts_at, time_zone, currency,
                               sale_opens_at, hold_ms, extension_ms, genre)
           SELECT $1, 'Filler ' || n, jsonb_build_object('en', 'Filler ' || n),
                  to_timestamp($2::bigint / 1000.0) + (n / 3) * interval '1 hour', 'Asia/Seoul', 'KRW',
                  to_timestamp($2::bigint / 1000.0) - interval '1 day', 480000, 0, 'other'
             FROM generate_series(1, $3::int) n RETURNING id, name)
         INSERT INTO event_search (event_id, form, words, names, taken_lately)
         SELECT id, 1, ' ' || lower(name) || (SELECT string_agg(' filling' || id * m % 97, '') FROM generate_series(1, 40) m) || ' ', ' ' || lower(name) || ' ', id % 7
           FROM made`,
      ),
      [organizationId, nowMs + 50 * DAY_MS, many],
    );
    await db.query(sql('test_analyze_search', 'VACUUM ANALYZE event_search, events'));
  });

  it.each(['soonest', 'popular', 'relevance'] as const)(
    'pages by %s hold each event once, in one order',
    async (sort) => {
      const wish = { ...plain, text: 'filler', sort };
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await searchEvents(
          db,
          wish,
          { limit: 3_000, ...(cursor === undefined ? {} : { cursor }) },
          // Later pages are of the first one's moment.
          nowMs + seen.length,
        );
        if (page === undefined) throw new Error('the cursor was refused');
        seen.push(...page.eventIds);
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toHaveLength(many);
      expect(new Set(seen).size).toBe(many);
    },
  );

  it('a cursor goes on only where it comes from', async () => {
    const page = await searchEvents(db, { ...plain, sort: 'popular' }, { limit: 1 }, nowMs);
    const cursor = page?.next ?? '';
    const go = (wish: SearchWish) => searchEvents(db, wish, { limit: 1, cursor }, nowMs);
    expect(await go({ ...plain, sort: 'popular' })).toBeDefined();
    expect(await go({ ...plain, sort: 'soonest' })).toBeUndefined();
    expect(await go({ ...plain, sort: 'popular', text: 'filler' })).toBeUndefined();
  });

  it.each(['봄밤의', 'sprnig', 'ㅂㅂ'])('%s is answered by the index of trigrams', async (text) => {
    const asked: string[] = [];
    await searchEvents(
      {
        async query(statement, values = []) {
          const explained = sql<{ 'QUERY PLAN': string }>(
            `explain_${statement.name}`,
            `EXPLAIN ${statement.text}`,
          );
          const rows = await db.query(explained, values);
          asked.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
          return db.query(statement, values);
        },
      },
      { ...plain, text },
      { limit: 20 },
      nowMs,
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const plan of asked) expect(plan).toContain('Bitmap Index Scan on event_search_words');
  });
});
