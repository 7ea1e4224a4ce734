/** Runs the functions as CloudFront does, with events in its form. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createCookies } from '../../../../server/src/identity/cookies.ts';
import {
  defaultLanguage,
  languageCookie as productLanguageCookie,
  languages,
  negotiateLanguage,
} from '../../../../web/src/language/language.ts';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createEdgeFunctions, edgeFunctionCode, viewerAddressHeader } from './edge-function.ts';
import { languageCookie, personCookiePrefix, sessionCookie } from './essential-cookies.ts';

type Valued = Readonly<Record<string, { readonly value: string }>>;
type EdgeRequest = {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Valued;
  readonly headers: Valued;
  readonly cookies: Valued;
};

const valued = (texts: Readonly<Record<string, string>>): Valued =>
  Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { value }]));

type Asked = {
  readonly method?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
};

function run(answers: 'shared' | 'personal', asked: Asked): EdgeRequest {
  const event = {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip: '203.0.113.7' },
    request: {
      method: asked.method ?? 'GET',
      uri: '/',
      querystring: valued(asked.query ?? {}),
      headers: valued(asked.headers ?? {}),
      cookies: valued(asked.cookies ?? {}),
    },
  };
  const text = runInNewContext(`${edgeFunctionCode(answers)}; JSON.stringify(handler(event))`, {
    event,
  }) as string;
  return JSON.parse(text) as EdgeRequest;
}

const person = { [sessionCookie]: 'a.b', '__Host-onsale_account': 'c' };
const others = { _ga: 'GA1.2', 'aws-waf-token': 't' };

describe('where answers are shared', () => {
  it('no cookie and no key reaches the server', () => {
    const request = run('shared', {
      cookies: { ...person, ...others },
      headers: { authorization: 'Bearer k', accept: 'text/html' },
    });
    expect(request.cookies).toEqual({});
    expect(request.headers).not.toHaveProperty('authorization');
    expect(request.headers.accept).toEqual({ value: 'text/html' });
  });

  it('writes keep who they are for: they share addresses with public reads', () => {
    const request = run('shared', {
      method: 'POST',
      cookies: { ...person, ...others },
      headers: { authorization: 'Bearer k' },
    });
    expect(Object.keys(request.cookies).toSorted()).toEqual(Object.keys(person).toSorted());
    expect(request.headers.authorization).toEqual({ value: 'Bearer k' });
  });

  it.each([
    {},
    { query: 'en' },
    { query: 'fr', accept: 'en' },
    { query: 'ko', cookie: 'en', accept: 'en' },
    { cookie: 'en', accept: 'ko-KR,ko' },
    { cookie: 'xx', accept: 'en-GB,en;q=0.9,ko;q=0.8' },
    { accept: 'ko;q=0.3, en;q=0.7' },
    { accept: 'EN-us' },
    { accept: 'de, fr;q=0.5' },
    { accept: 'en;q=0' },
    { accept: 'en;q=abc,ko;q=0.1' },
    { accept: 'ko;level=1;q=0.2,en;q=0.3' },
    { accept: ',;,' },
  ])('the language is the one the server would choose: %j', ({ query, cookie, accept }) => {
    const request = run('shared', {
      query: query === undefined ? {} : { lang: query },
      cookies: cookie === undefined ? {} : { [languageCookie]: cookie },
      headers: accept === undefined ? {} : { 'accept-language': accept },
    });
    const asWithoutEdge = negotiateLanguage({
      query: query ?? null,
      ...(cookie === undefined ? {} : { cookie: `${productLanguageCookie}=${cookie}` }),
      ...(accept === undefined ? {} : { accept }),
    });
    expect(request.headers['accept-language']).toEqual({ value: asWithoutEdge });
  });
});

describe('where answers are personal', () => {
  it('only essential cookies stay, and the key', () => {
    const request = run('personal', {
      cookies: { ...person, ...others, [languageCookie]: 'en' },
      headers: { authorization: 'Bearer k', 'accept-language': 'fr' },
    });
    expect(Object.keys(request.cookies).toSorted()).toEqual(
      [...Object.keys(person), languageCookie].toSorted(),
    );
    expect(request.headers.authorization).toEqual({ value: 'Bearer k' });
    expect(request.headers['accept-language']).toEqual({ value: 'fr' });
  });

  it('none is left when none is essential', () => {
    expect(run('personal', { cookies: others }).cookies).toEqual({});
  });
});

describe('everywhere', () => {
  it.each(['shared', 'personal'] as const)(
    'nobody can claim another address or host (%s)',
    (answers) => {
      const { headers } = run(answers, {
        headers: { [viewerAddressHeader]: '198.51.100.1', 'x-forwarded-host': 'evil.example' },
      });
      expect(headers[viewerAddressHeader]).toEqual({ value: '203.0.113.7' });
      expect(headers).not.toHaveProperty('x-forwarded-host');
    },
  );
});

describe('the names in the functions', () => {
  const code = edgeFunctionCode('shared');

  it('are those of the product', () => {
    const cookies = createCookies(true);
    expect(sessionCookie).toBe(cookies.session);
    for (const name of [cookies.session, cookies.guest, cookies.account]) {
      expect(name.startsWith(personCookiePrefix)).toBe(true);
    }
    expect(languageCookie).toBe(productLanguageCookie);
    expect(code).toContain(`const personCookiePrefix = '${personCookiePrefix}';`);
    expect(code).toContain(`const languageCookie = '${languageCookie}';`);
    const list = languages.map((language) => `text === '${language}'`).join(' || ');
    expect(code).toContain(`return ${list};`);
    expect(code).toContain(`const defaultLanguage = '${defaultLanguage}';`);
  });

  it('and the code fits, and holds nothing that Terraform would evaluate', () => {
    expect(Buffer.byteLength(code)).toBeLessThan(10_240);
    expect(code).not.toMatch(/\$\{|%\{/);
  });

  it('and they are published for runtime 2.0', () => {
    const { resources } = synthesise((stack) => {
      createEdgeFunctions(stack, 'functions', { name: (part) => `ticketing-dev-${part}` });
    });
    const functions = resources('aws_cloudfront_function');
    expect(functions.map(({ runtime, publish }) => [runtime, publish])).toEqual([
      ['cloudfront-js-2.0', true],
      ['cloudfront-js-2.0', true],
    ]);
    expect(new Set(functions.map(({ code: text }) => text)).size).toBe(2);
  });
});
