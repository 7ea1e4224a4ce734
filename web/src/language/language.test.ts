/** Which language somebody gets. */
import { describe, expect, it } from 'vitest';
import { languageCookieText, negotiateLanguage, translated } from './language.ts';

describe('negotiateLanguage', () => {
  it.each([
    ['Korean when nothing is said', {}, 'ko'],
    ['what the browser wants', { accept: 'en-US,en;q=0.9' }, 'en'],
    ['the heavier weight', { accept: 'en;q=0.5, ko;q=0.8' }, 'ko'],
    ['the first of equals', { accept: 'de, en, ko' }, 'en'],
    ['not what is refused', { accept: 'en;q=0, fr' }, 'ko'],
    ['Korean for a language we lack', { accept: 'fr-FR' }, 'ko'],
    ['the choice before the browser', { accept: 'ko', cookie: 'a=b; onsale-language=en' }, 'en'],
    ['the address before the choice', { query: 'ko', cookie: 'onsale-language=en' }, 'ko'],
    ['no nonsense', { query: 'xx', cookie: 'onsale-language=<script>', accept: 'en' }, 'en'],
  ])('gives %s', (_what, hints, expected) => {
    expect(negotiateLanguage(hints)).toBe(expected);
  });

  it('finds the choice in the cookie that is written', () => {
    const [pair] = languageCookieText('en').split(';');
    expect(negotiateLanguage({ ...(pair !== undefined && { cookie: pair }) })).toBe('en');
  });
});

it('falls back to what there is', () => {
  expect(translated({ ko: '봄', en: 'Spring' }, 'en')).toBe('Spring');
  expect(translated({ ko: '봄' }, 'en')).toBe('봄');
  expect(translated({ ja: '春' }, 'en')).toBe('春');
  expect(translated(undefined, 'en', 'name')).toBe('name');
});
