/** The languages say the same: same keys, same arguments, well-formed. */
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '@onsale/contract/errors.ts';
import { languages } from '../language/language.ts';
import { messages } from './messages.ts';

type Tree = { readonly [key: string]: string | Tree };

const flat = (tree: Tree, path: string): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  );

const texts = (language: 'ko' | 'en') => new Map(flat(messages[language], ''));
/** Names in braces, also of plurals; not the words inside of a plural's branches. */
const namesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name = '']) => name)),
];

describe('messages', () => {
  const en = texts('en');

  it.each(languages)('%s has the same keys and arguments as English', (language) => {
    const own = texts(language);
    expect([...own.keys()].toSorted()).toEqual([...en.keys()].toSorted());
    for (const [key, text] of own) {
      expect([key, namesIn(text).toSorted()]).toEqual([key, namesIn(en.get(key) ?? '').toSorted()]);
      expect([key, text.trim()]).not.toEqual([key, '']);
    }
  });

  it.each(languages)('%s can be formatted throughout', (language) => {
    const failures: string[] = [];
    const translate = createTranslator<Record<string, unknown>>({
      locale: language,
      messages: messages[language],
      onError: (error) => void failures.push(error.message),
    }) as unknown as (key: string, values: Record<string, unknown>) => string;
    for (const [key, text] of texts(language)) {
      translate(key, Object.fromEntries(namesIn(text).map((name) => [name, 2])));
    }
    expect(failures).toEqual([]);
  });

  it('has a text for every refusal', () => {
    for (const language of languages) {
      expect(Object.keys(messages[language].errors)).toEqual(
        expect.arrayContaining([...errorCodes]),
      );
    }
  });
});
