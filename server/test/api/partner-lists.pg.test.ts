/** The lists of the booking API: what is in them, in which order, and how their pages follow. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { beforeAll, describe, expect, it } from 'vitest';
import { expectPartnerRefusal, granted } from './refusals.ts';
import { type Key, startsAtMs, useWorld } from './world.ts';

type Page = {
  readonly data: readonly { readonly eventId: number }[];
  readonly nextCursor?: string;
};
type List = '' | '/upcoming' | '/available';

const world = useWorld();
const DAY_MS = 86_400_000;
let key: Key;
/** By name, for one organization that has nothing else. */
const events: Record<string, number> = {};

beforeAll(async () => {
  key = await world().createKey({ organization: 'Lists' });
  const make = async (name: string, dayFromThen: number, more: object = {}): Promise<void> => {
    const wish = { name, startsAtMs: startsAtMs + dayFromThen * DAY_MS, ...more };
    events[name] = await world().createPoolEvent(key.organizationId, 2, wish);
  };
  // Not in the order of their dates, and two of them at the same moment.
  await make('third', 3);
  await make('first', 1);
  await make('past', 0, { startsAtMs: Date.UTC(2020, 0, 1) });
  await make('second', 2);
  await make('same day', 3);
  await make('cancelled', 4);
  await make('sold out', 5);
  await make('not yet', 6, { saleOpensAtMs: startsAtMs });
  await make('sale over', 7, { saleOpensAtMs: 1, saleClosesAtMs: 2 });
  await make('last', 8);
  await world().change('UPDATE events SET cancelled_at = now() WHERE id = $1', [
    events['cancelled'],
  ]);
  const body = { eventId: events['sold out'], userId: 'user1', quantity: 2 };
  granted(await world().send('POST', '/api/reservations', { key: key.secret, body }));
});

const page = async (list: List, query = ''): Promise<Page> =>
  granted<Page>(await world().send('GET', `/api/events${list}${query}`, { key: key.secret }));

const names = ({ data }: Page): (string | undefined)[] =>
  data.map(({ eventId }) => Object.keys(events).find((name) => events[name] === eventId));

const forged = (text: string): string => `?cursor=${Buffer.from(text).toString('base64url')}`;

/** Page after page of so many, until there is no cursor; and how many pages that took. */
async function walk(list: List, limit: number): Promise<{ rows: unknown[]; pages: number }> {
  const rows: unknown[] = [];
  let cursor = '';
  for (let pages = 1; pages < 50; pages++) {
    const one = await page(list, `?limit=${limit}${cursor}`);
    expect(one.data.length).toBeLessThanOrEqual(limit);
    rows.push(...names(one));
    if (one.nextCursor === undefined) return { rows, pages };
    cursor = `&cursor=${one.nextCursor}`;
  }
  throw new Error('the pages do not end');
}

const all = [
  'third',
  'first',
  'past',
  'second',
  'same day',
  'cancelled',
  'sold out',
  'not yet',
  'sale over',
  'last',
];
const upcoming = [
  'first',
  'second',
  'third',
  'same day',
  'sold out',
  'not yet',
  'sale over',
  'last',
];
const available = ['first', 'second', 'third', 'same day', 'last'];

describe.each([
  ['all events, in the order of their creation', '', all],
  ['upcoming ones, soonest first, without cancelled ones', '/upcoming', upcoming],
  ['available ones: on sale, with tickets left', '/available', available],
] as const)('the list of %s', (_what, list, expected) => {
  it('comes in one page when there is room', async () => {
    const whole = await page(list);
    expect(names(whole)).toEqual(expected);
    expect(whole).toEqual({ success: true, data: whole.data });
  });

  it.each([1, 2, 3])('comes in pages of %i without gap or repetition', async (limit) => {
    const { rows, pages } = await walk(list, limit);
    expect(rows).toEqual(expected);
    expect(pages).toBeGreaterThanOrEqual(Math.ceil(expected.length / limit));
  });

  it('shows every field of an event as reading it does', async () => {
    const [row] = (await page(list, '?limit=1')).data;
    const one = await world().send('GET', `/api/events/${row?.eventId}`, { key: key.secret });
    expect(granted<{ data: unknown }>(one).data).toEqual(row);
  });

  it('refuses limits out of range and cursors that are not its own', async () => {
    const refused = async (query: string, field: string): Promise<void> => {
      const reply = await world().send('GET', `/api/events${list}${query}`, { key: key.secret });
      expectPartnerRefusal(reply, 'invalid_request', {
        fields: [{ field, problem: expect.any(String) as unknown }],
      });
    };
    await refused('?limit=0', 'query.limit');
    await refused('?limit=201', 'query.limit');
    await refused('?limit=ten', 'query.limit');
    await refused('?cursor=', 'query.cursor');
    await refused('?cursor=%00', 'query.cursor');
    await refused(`?cursor=${'A'.repeat(201)}`, 'query.cursor');
    await refused('?cursor=A', 'query.cursor');
    await refused('?cursor=garbage', 'query.cursor');
    for (const text of ['-1', '1.2.3', '0x10', '1e3', ' 1', '.', '-1.5', `${2 ** 53}`]) {
      await refused(forged(text), 'query.cursor');
    }
    // Of another list: by id and by date are different places.
    const other = list === '' ? '/upcoming' : '';
    const { nextCursor } = await page(other, '?limit=1');
    await refused(`?cursor=${nextCursor}`, 'query.cursor');
    // Of the list of reservations.
    await refused('?cursor=0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e', 'query.cursor');
  });
});

it('a page does not shift when events are added before its cursor', async () => {
  const { organizationId, secret } = await world().createKey({ organization: 'Growing' });
  const make = (day: number): Promise<number> =>
    world().createPoolEvent(organizationId, 1, { startsAtMs: startsAtMs + day * DAY_MS });
  const [one, two, four] = [await make(1), await make(2), await make(4)];
  const get = async (query: string): Promise<Page> =>
    granted<Page>(await world().send('GET', `/api/events/upcoming${query}`, { key: secret }));
  const first = await get('?limit=2');
  expect(first.data.map(({ eventId }) => eventId)).toEqual([one, two]);
  await make(0);
  const three = await make(3);
  const second = await get(`?limit=2&cursor=${first.nextCursor}`);
  expect(second.data.map(({ eventId }) => eventId)).toEqual([three, four]);
  expect(second.nextCursor).toBeUndefined();
});

it('available events are found behind a page of sold-out ones', async () => {
  const { organizationId, secret } = await world().createKey({ organization: 'Sold out' });
  const events2: number[] = [];
  for (let day = 0; day < 6; day++) {
    const wish = { startsAtMs: startsAtMs + day * DAY_MS };
    events2.push(await world().createPoolEvent(organizationId, 1, wish));
  }
  for (const eventId of events2.slice(0, 5)) {
    const body = { eventId, userId: 'u', quantity: 1 };
    granted(await world().send('POST', '/api/reservations', { key: secret, body }));
  }
  const reply = await world().send('GET', '/api/events/available?limit=2', { key: secret });
  const found = granted<Page>(reply);
  expect(found.data.map(({ eventId }) => eventId)).toEqual([events2[5]]);
  expect(found.nextCursor).toBeUndefined();
});
