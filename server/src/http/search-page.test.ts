/** The page of a search as the server sends it: of the parameters that it names, and of no others. */
import type { ProductEvent } from '@onsale/contract/product.ts';
import { beforeAll, expect, it } from 'vitest';
import { builtWeb, buildTimeoutMs } from '../../test/support/web.ts';
import { ok } from '../lib/result.ts';
import { createTestApp } from './testing.ts';
import type { Web } from './web-module.ts';

const event: ProductEvent = {
  id: 7,
  name: '봄밤',
  translations: { ko: '봄밤', en: 'Spring Night' },
  startsAt: '2099-03-04T10:30:00.000Z',
  timeZone: 'Asia/Seoul',
  status: 'on_sale',
  capacity: 265,
  available: 201,
  currency: 'KRW',
  tiers: [],
  pools: [],
};

let web: Web;
beforeAll(async () => {
  web = await builtWeb();
}, buildTimeoutMs);

async function open() {
  const asked: unknown[] = [];
  const { app } = await createTestApp({
    webDirectory: web.directory,
    webModule: web.module,
    product: {
      searchEvents: ({ query }) => {
        asked.push(query);
        return ok({
          events: query.q === 'nothing' ? [] : [event],
          match: query.q === undefined ? 'all' : 'exact',
          total: 1,
          cities: [{ code: 'seoul', name: { ko: '서울', en: 'Seoul' }, events: 1 }],
          genres: [{ genre: 'theatre', events: 1 }],
        });
      },
    },
  });
  const get = async (url: string): Promise<string> =>
    (await app.inject({ url, headers: { accept: 'text/html', 'accept-language': 'en' } })).body;
  return { get, asked };
}

it('is rendered with what was found, and its filters are links', async () => {
  const { get, asked } = await open();
  const body = await get('/search?q=spring&city=seoul&price=0-50000&available=1');
  expect(asked).toEqual([
    { q: 'spring', city: 'seoul', priceMin: 0, priceMax: 50_000, availability: 'available' },
  ]);
  expect(body).toContain('Spring Night');
  expect(body).toContain('1 event found');
  expect(body).toMatch(/<a[^>]+href="\/search\?q=spring&amp;city=seoul&amp;genre=theatre[^"]*"/);
  expect(body).toMatch(/<title>“spring” · Find events · Onsale<\/title>/);
  // What somebody typed is no page for search engines.
  expect(body).toContain('<meta name="robots" content="noindex"');
  expect(await get('/search')).not.toContain('noindex');
});

it('is another one for each of its parameters, and the same for all others', async () => {
  const { get, asked } = await open();
  for (const query of ['q=a', 'q=a&utm_source=x', 'utm_source=y&q=a', 'q=a&fbclid=1'])
    await get(`/search?${query}`);
  expect(asked).toHaveLength(1);
  await get('/search?q=b');
  await get('/search?q=a&genre=jazz');
  expect(asked).toHaveLength(3);
  // Longer than anything that the page writes.
  await get(`/search?q=${'a'.repeat(101)}`);
  expect(asked.at(-1)).toEqual({});
  // Pages that name none know nothing of them.
  expect(await get('/?q=whatever')).not.toContain('whatever');
});

it('shows what was typed and nothing that it says', async () => {
  const { get } = await open();
  const body = await get(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(body).not.toContain('<script>alert');
  expect(body).toContain('value="&quot;&gt;&lt;script&gt;');
});

it('says so when nothing fits', async () => {
  const { get } = await open();
  expect(await get('/search?q=nothing')).toContain('Nothing fits');
});
