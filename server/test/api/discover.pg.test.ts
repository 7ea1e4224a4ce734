/** Finding events over HTTP: search and its limits, suggestions, home, dates, tiers, posters, site files. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { beforeAll, describe, expect, it } from 'vitest';
import { createSeries } from '../../src/catalog/create-series.ts';
import { measureDemand } from '../../src/inventory/measure-demand.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { waitFor } from '../support/wait-for.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import { reservationCalls } from './product-calls.ts';
import { type Key, type Reply, send, useWorld } from './world.ts';

type Event = {
  readonly id: number;
  readonly status: string;
  readonly poster?: { readonly url: string; readonly width: number };
};
type Found = {
  readonly events: readonly Event[];
  readonly match: string;
  readonly total: number;
  readonly genres: readonly { readonly genre: string; readonly events: number }[];
  readonly nextCursor?: string;
};

const DAY_MS = 86_400_000;
const world = useWorld();
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

const get = (path: string): Promise<Reply> => world().send('GET', `/api/v1${path}`);
const search = async (query: string): Promise<Found> =>
  granted<Found>(await get(`/search?${query}`));
const ids = ({ events }: { readonly events: readonly Event[] }): number[] =>
  events.map(({ id }) => id);
const calls = reservationCalls(world, () => key);

const refused = async (query: string, field: string): Promise<void> =>
  expectProductRefusal(await get(`/search?${query}`), 'invalid_request', badFields(field));
const codeOf = async (reply: Response): Promise<unknown> =>
  ((await reply.json()) as { error: { code: string } }).error.code;

const png = (width: number, height: number): Uint8Array => {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
};
const put = async (
  eventId: number,
  body: Uint8Array,
  secret = key.secret,
  type = 'image/png',
): Promise<Response> =>
  fetch(new URL(`/api/v1/events/${eventId}/poster`, world().processes[0]?.url), {
    method: 'PUT',
    headers: { authorization: `Bearer ${secret}`, 'content-type': type },
    body: Buffer.from(body),
  });

describe('search', () => {
  it('finds by Korean and English, with a typo too, and says so', async () => {
    const translations = { ko: '별빛 산책', en: 'Starlit Walks' };
    const wish = { name: '별빛 산책', translations, genre: 'dance' };
    const eventId = await world().createPoolEvent(key.organizationId, 5, wish);
    for (const query of ['별빛', 'ㅂㅂㅅㅊ', '별빛산책', 'starl', 'STARLIT walks']) {
      const found = await search(`q=${encodeURIComponent(query)}`);
      expect([query, ids(found), found.match]).toEqual([query, [eventId], 'exact']);
    }
    for (const query of ['별빗 산책', 'starlti', 'starlet walk']) {
      const found = await search(`q=${encodeURIComponent(query)}`);
      expect([query, ids(found), found.match]).toEqual([query, [eventId], 'similar']);
    }
    const none = await search('q=zzzzzz');
    expect(none).toMatchObject({ events: [], total: 0 });
  });

  it('pages through everything without a repetition, and counts it', async () => {
    const made = new Set<number>();
    for (let n = 0; n < 7; n++) {
      const wish = { name: `Pageturner ${n}`, startsAtMs: Date.now() + (n + 1) * DAY_MS };
      made.add(await world().createPoolEvent(key.organizationId, 1, wish));
    }
    for (const sort of ['soonest', 'popular', 'relevance']) {
      const seen: number[] = [];
      let cursor = '';
      do {
        const page = await search(`q=pageturner&limit=3&sort=${sort}${cursor}`);
        expect(page.total).toBe(7);
        seen.push(...ids(page));
        cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
      } while (cursor !== '');
      expect(seen).toHaveLength(7);
      expect(new Set(seen)).toEqual(made);
    }
  });

  it('leaves out what cannot be bought if that is asked for, at once', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 2, { name: 'Lastticket' });
    await world().createPoolEvent(key.organizationId, 2, {
      name: 'Lastticket later',
      saleOpensAtMs: Date.now() + DAY_MS,
    });
    const asked = 'q=lastticket&availability=available';
    expect(ids(await search(asked))).toEqual([eventId]);
    expect((await search('q=lastticket')).total).toBe(2);
    await calls.placed(eventId, { pool: 1, quantity: 2, confirm: true });
    await waitFor('the page to notice', async () => ids(await search(asked)).length === 0);
    // What is counted follows as soon as a worker has looked.
    await world().change(`UPDATE event_search SET measured_at = '-infinity' WHERE event_id = $1`, [
      eventId,
    ]);
    await waitFor('the count', async () => (await search(asked)).total === 0);
    expect((await search('q=lastticket')).total).toBe(2);
  });

  it('refuses what makes no sense, by its field', async () => {
    await refused('genre=nonsense', 'query.genre');
    await refused('city=No+such', 'query.city');
    await refused('limit=51', 'query.limit');
    await refused('cursor=MTIz', 'query.cursor');
    await refused(`q=${'a'.repeat(101)}`, 'query.q');
    await refused('from=2027-13-01T00:00:00Z', 'query.from');
    await refused('priceMin=-1', 'query.priceMin');
  });
});

it('suggests shows, not dates, while somebody types', async () => {
  for (const day of [3, 1, 2])
    await world().createPoolEvent(key.organizationId, 1, {
      name: 'Ruderverein am See',
      startsAtMs: Date.now() + day * DAY_MS,
    });
  const reply = await get('/suggest?q=ruderv');
  const { suggestions } = granted<{ suggestions: readonly { name: string; dates: number }[] }>(
    reply,
  );
  expect(suggestions).toMatchObject([{ name: 'Ruderverein am See', dates: 3 }]);
  expect(reply.headers.get('cache-control')).toBe('public, max-age=5');
});

it('home shows what is on sale, what opens next, and what is wanted', async () => {
  const wanted = await world().createPoolEvent(key.organizationId, 50, { name: 'Wanted' });
  const opening = await world().createPoolEvent(key.organizationId, 5, {
    saleOpensAtMs: Date.now() + 60_000,
    startsAtMs: Date.now() + 30 * DAY_MS,
  });
  await calls.placed(wanted, { pool: 1, quantity: 9, confirm: true });
  type Home = { onSale: Event[]; opening: Event[]; popular: Event[]; total: number };
  // What a worker does once a minute.
  await measureDemand({ db: world().db, clock: systemClock });
  const home = await waitFor('what opens and what is wanted', async () => {
    const shown = granted<Home>(await get('/showcase'));
    return shown.opening[0]?.id === opening && shown.popular[0]?.id === wanted && shown;
  });
  expect(home.onSale.every(({ status }) => status === 'on_sale')).toBe(true);
  // Nobody has taken anything of most of them: they are not wanted.
  expect(home.popular.length).toBeLessThan(home.onSale.length);
  expect(home.total).toBeGreaterThan(1);
});

it('the dates of a series are read together', async () => {
  const seriesId = await world().db.transaction((tx) =>
    createSeries(tx, { organizationId: key.organizationId, name: { en: 'A tour' } }),
  );
  const dates: number[] = [];
  for (const day of [2, 1])
    dates.push(
      await world().createPoolEvent(key.organizationId, 1, {
        seriesId,
        startsAtMs: Date.now() + day * DAY_MS,
      }),
    );
  const [late, soon] = dates;
  const answer = granted<{ name: unknown; dates: Event[] }>(await get(`/events/${late}/dates`));
  expect(answer.name).toEqual({ en: 'A tour' });
  expect(answer.dates.map(({ id }) => id)).toEqual([soon, late]);
  const alone = await world().createPoolEvent(key.organizationId, 1, {});
  expect(granted(await get(`/events/${alone}/dates`))).toEqual({ dates: [] });
  expectProductRefusal(await get('/events/999999/dates'), 'event_not_found');
});

it('what is left of a tier is told apart from what others hold', async () => {
  const eventId = await world().createPoolEvent(key.organizationId, 10, {});
  await calls.placed(eventId, { pool: 1, quantity: 3 });
  await waitFor('the hold to be counted', async () => {
    const { tiers } = granted<{ tiers: { available: number; held: number }[] }>(
      await get(`/events/${eventId}/tiers`),
    );
    return tiers[0]?.available === 7 && tiers[0].held === 3;
  });
  expectProductRefusal(await get('/events/999999/tiers'), 'event_not_found');
});

describe('a poster', () => {
  it('is shown with its event and kept for good under the hash of its content', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 1, {});
    const picture = png(800, 1_000);
    const reply = await put(eventId, picture);
    expect(reply.status).toBe(200);
    const { event } = (await reply.json()) as { event: Event };
    expect(event.poster).toMatchObject({ width: 800, height: 1_000 });
    const url = event.poster?.url ?? '';
    expect(url).toMatch(/^\/posters\/[0-9a-f]{64}$/);
    const served = await fetch(new URL(url, world().processes[0]?.url));
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(served.headers.get('cache-control')).toContain('immutable');
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(picture);
    const removed = await world().send('DELETE', `/api/v1/events/${eventId}/poster`, {
      key: key.secret,
    });
    expect(granted<{ event: Event }>(removed).event.poster).toBeUndefined();
  });

  it('is a picture of a good size, by who may change the event', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 1, {});
    const other = await world().createKey({ organization: 'Other posters' });
    expect(await codeOf(await put(eventId, png(800, 1_000), other.secret))).toBe('event_not_found');
    expect(await codeOf(await put(eventId, png(10, 10)))).toBe('picture_invalid');
    expect(await codeOf(await put(eventId, Buffer.from('<svg/>')))).toBe('picture_invalid');
    expect((await put(eventId, new Uint8Array(1_048_577))).status).toBe(413);
    const asJson = await put(eventId, Buffer.from('{}'), key.secret, 'application/json');
    expect(await codeOf(asJson)).toBe('picture_invalid');
    expect((await fetch(new URL('/posters/ff', world().processes[0]?.url))).status).toBe(404);
  });
});

it('search engines are told what to read', async () => {
  const eventId = await world().createPoolEvent(key.organizationId, 1, {});
  const url = world().processes[0]?.url ?? '';
  const robots = await send(url, 'GET', '/robots.txt');
  expect(robots.text).toContain(`Sitemap: ${url}/sitemap.xml`);
  expect(robots.text).toContain('Disallow: /account');
  const map = await send(url, 'GET', '/sitemap.xml');
  expect(map.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  expect(map.text).toContain(`<loc>${url}/events/${eventId}</loc>`);
  expect(map.text).toContain(`hreflang="ko" href="${url}/events/${eventId}?lang=ko"`);
});
