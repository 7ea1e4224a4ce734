/** What the build does to routes and texts before a browser gets them. */
import { describe, expect, it } from 'vitest';
import { compiled } from './compiled-texts.ts';
import { addUses, divide, firstModules } from './first-texts.ts';
import { inlined, slim } from './slim-routes.ts';

describe('routes', () => {
  const route = { id: 'readEvent', method: 'GET', path: '/e/{id}', summary: 'x', response: {} };
  const short = { id: 'readEvent', method: 'GET', path: '/e/{id}' };

  it('keep id, method and path', () => {
    expect(slim('routes', { readEvent: route })).toEqual({ readEvent: short });
    expect(slim('max', 5)).toBe(5);
    const schema = Object.defineProperty({ type: 'object' }, '~kind', { value: 'Object' });
    expect(slim('Schema', schema)).toEqual({});
    expect(() => slim('help', () => 1)).toThrow('help is a function');
  });

  it('stand where they are used, unless they are no routes', () => {
    const code = 'api.call(productApi.readEvent, {}); productApi.other; handler.dataRoutes.length';
    expect(inlined(code, new Map([['readEvent', route]]))).toBe(
      `api.call((${JSON.stringify(short)}), {}); productApi.other; handler.dataRoutes.length`,
    );
  });
});

describe('texts', () => {
  const areas = new Set(['home', 'queue', 'errors', 'account']);
  const usesOf = (...texts: readonly string[]) => {
    const uses = new Map<string, 'all' | Set<string>>();
    for (const text of texts) addUses(text, areas, uses);
    return uses;
  };

  it('are found by area, by key, and by keys that are put together', () => {
    expect(usesOf("t('queue.enter')")).toEqual(new Map([['queue', new Set(['enter'])]]));
    const translator = "const t = useTranslations('home');";
    expect(usesOf(`${translator} t('title'); t('lead', { count });`)).toEqual(
      new Map([['home', new Set(['title', 'lead'])]]),
    );
    for (const use of ["t('a') + t(b ? 'c' : 'd')", 't(key)', '<Part t={t} />', 't(`a${b}`)']) {
      expect(usesOf(`${translator} ${use}`)).toEqual(new Map([['home', 'all']]));
    }
    expect(usesOf("const t = useTranslations('queue.stage'); t('title')")).toEqual(
      new Map([['queue', new Set(['stage'])]]),
    );
    expect(usesOf("t('queue.enter')", 't(`queue.${key}`)')).toEqual(new Map([['queue', 'all']]));
    expect(usesOf("import './home-page.css'; join('a.b')")).toEqual(new Map());
  });

  it('are divided; what comes later has whole areas', () => {
    const texts = {
      home: { title: 'Home' },
      queue: { enter: 'In', leave: 'Out' },
      account: { a: 'A' },
    };
    expect(
      divide(texts, usesOf("const t = useTranslations('home'); t(key)", "t('queue.enter')")),
    ).toEqual({
      first: { home: { title: 'Home' }, queue: { enter: 'In' } },
      rest: { queue: { enter: 'In', leave: 'Out' }, account: { a: 'A' } },
    });
  });

  it('are compiled; plain ones stay as they are', () => {
    expect(compiled({ a: 'Plain', b: { c: 'From {price}' } })).toEqual({
      a: 'Plain',
      b: { c: ['From ', ['price']] },
    });
  });

  it('are looked for in the first pages and what they load later, not in other pages', () => {
    const names = [...firstModules(new URL('..', import.meta.url).pathname)];
    const has = (end: string): boolean => names.some((name) => name.endsWith(end));
    expect(has('/pages/home/home-page.tsx')).toBe(true);
    expect(has('/layout/header.tsx')).toBe(true);
    expect(has('/purchase/hold-bar.tsx')).toBe(true);
    expect(has('/pages/checkout/checkout-page.tsx')).toBe(false);
  });
});
