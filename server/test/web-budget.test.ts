/**
 * What a first visit costs: the JavaScript that the home page and the page of an event name, as it is
 * sent, within a budget that is divided among its files. Who exceeds it is named with what grew.
 */
import type { ProductEvent } from '@onsale/contract/product.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../src/http/testing.ts';
import { ok } from '../src/lib/result.ts';
import { builtWeb, buildTimeoutMs } from './support/web.ts';

/** Bytes, compressed with brotli as browsers get them. */
const BROTLI_MAX = 120_000;
/** For the few who take no brotli. */
const GZIP_MAX = 138_000;
const FILES_MAX = 9;
/** How the budget is divided, so that a failure says where to look. Brotli, by the start of a name. */
const shares: Readonly<Record<string, number>> = {
  vendor: 96_000,
  app: 10_500,
  show: 5_000,
  first: 4_000,
};
const PAGE_SHARE = 4_500;

const event: ProductEvent = {
  id: 7,
  name: '봄밤',
  translations: {},
  startsAt: '2099-03-04T10:30:00.000Z',
  timeZone: 'Asia/Seoul',
  status: 'on_sale',
  capacity: 265,
  available: 201,
  currency: 'KRW',
  tiers: [],
  pools: [],
};

type Sent = {
  readonly url: string;
  readonly text: string;
  readonly br: number;
  readonly gz: number;
};

let app: TestApp['app'];
beforeAll(async () => {
  const web = await builtWeb();
  ({ app } = await createTestApp({
    webDirectory: web.directory,
    webModule: web.module,
    product: {
      readShowcase: () => {
        const lists = { onSale: [event], opening: [], popular: [] };
        return ok({ ...lists, total: 1, cities: [], genres: [] });
      },
      readEvent: () => ok({ event }),
    },
  }));
}, buildTimeoutMs);

const open = async (url: string, language = 'ko'): Promise<string> =>
  (await app.inject({ url, headers: { accept: 'text/html', 'accept-language': language } })).body;

/** Scripts that a page names, early or at once. */
const scriptsOf = (html: string): readonly string[] => [
  ...new Set(
    [...html.matchAll(/<(?:script|link)[^>]+(?:href|src)="(\/assets\/[^"]+\.js)"/g)].map(
      ([, url = '']) => url,
    ),
  ),
];

async function send(url: string): Promise<Sent> {
  const as = (encoding: string) => app.inject({ url, headers: { 'accept-encoding': encoding } });
  const [plain, br, gz] = await Promise.all([as('identity'), as('br'), as('gzip')]);
  expect([url, plain.statusCode]).toEqual([url, 200]);
  return { url, text: plain.body, br: br.rawPayload.length, gz: gz.rawPayload.length };
}

const sum = (files: readonly Sent[], what: 'br' | 'gz'): number =>
  files.reduce((total, file) => total + file[what], 0);

const nameOf = (url: string): string => url.slice('/assets/'.length).split(/[-.]/)[0] ?? '';

/** What exceeds its share, as sentences. */
function grown(files: readonly Sent[]): readonly string[] {
  return files.flatMap(({ url, br }) => {
    const share = shares[nameOf(url)] ?? PAGE_SHARE;
    return br > share ? [`${url} has ${br} bytes, ${br - share} more than its share`] : [];
  });
}

describe.each(['/', '/events/7'])('the first load of %s', (path) => {
  it('stays within the budget of JavaScript', async () => {
    const files = await Promise.all(scriptsOf(await open(path)).map(send));
    expect(files.length).toBeGreaterThan(3);
    const [br, gz] = [sum(files, 'br'), sum(files, 'gz')];
    const all = files.map((file) => `${file.url}: ${file.br} brotli, ${file.gz} gzip`);
    const total = `${files.length} files, ${br} bytes brotli, ${gz} gzip`;
    const isWithin = br <= BROTLI_MAX && gz <= GZIP_MAX && files.length <= FILES_MAX;
    expect(isWithin ? [] : [total, ...grown(files), ...all]).toEqual([]);
  });

  it('names every file that its files import, so that none waits for another', async () => {
    const named = scriptsOf(await open(path));
    const files = await Promise.all(named.map(send));
    const imported = files.flatMap(({ text }) =>
      [...text.matchAll(/(?:^|[;}])(?:import|export)[^;'"`()]*?["'`]\.\/([\w.-]+\.js)["'`]/g)].map(
        ([, file = '']) => `/assets/${file}`,
      ),
    );
    expect(imported.length).toBeGreaterThan(3);
    expect(imported.filter((url) => !named.includes(url))).toEqual([]);
  });

  it.each(['ko', 'en'])('brings the texts of one language: %s', async (language) => {
    const texts = scriptsOf(await open(path, language)).filter((url) => /\.(?:ko|en)-/.test(url));
    expect(texts).toEqual([expect.stringContaining(`/first.${language}-`)]);
  });
});

it('brings all texts of the language with pages that need more', async () => {
  const texts = scriptsOf(await open('/tickets', 'en')).filter((url) => /\.(?:ko|en)-/.test(url));
  expect(texts.map(nameOf).toSorted()).toEqual(['first', 'rest']);
});

it('hands the commonest letters over early', async () => {
  expect(await open('/')).toMatch(
    /<link rel="preload" href="\/assets\/[^"]+\.woff2" as="font" type="font\/woff2" crossorigin/,
  );
});
