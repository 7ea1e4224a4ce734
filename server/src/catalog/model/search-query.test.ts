/** What is looked for, tried against texts as the database would, with its patterns as expressions. */
import { describe, expect, it } from 'vitest';
import { type Look, readSearch, withOneSlip } from './search-query.ts';
import { readPlace, writePlace } from './search-cursor.ts';
import { searchTexts } from './search-words.ts';

const like = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'u').test(text);

function fits(look: Look | undefined, text: string): boolean {
  if (look === undefined || !look.drivers.some((one) => like(one, text))) return false;
  if (look.whole.some((one) => like(one, text))) return true;
  return [...new Set(look.words)].every((word) =>
    look.patterns.some((pattern, at) => look.words[at] === word && like(pattern, text)),
  );
}

const { words } = searchTexts({
  name: '연극 「봄밤의 편지」',
  translations: { en: 'Letters of a Spring Night' },
  venue: { ko: '달무리 소극장', en: 'Dalmuri Theatre' },
  city: { ko: '서울', en: 'Seoul' },
  series: null,
  organizer: 'Onsale',
  genre: 'theatre',
});

describe('exactly', () => {
  it.each([
    '봄',
    '봄밤',
    '봄밤의 편지',
    '봄밤의편지',
    '봄 밤의 편 지',
    '봄ㅂ',
    'ㅂㅂㅇ',
    'ㅂㅂㅇㅍㅈ',
    'ㅂ',
    '편지 서울',
    'spring',
    'SPRING night',
    'springnight',
    's',
    'le',
    '달무리 연극',
  ])('finds by %s', (query) => {
    expect(fits(readSearch(query)?.exact, words)).toBe(true);
  });
  it.each(['여름', 'summer', '봄밤 여름', 'pring x', 'ㅅㅅㅅ'])('does not find by %s', (query) => {
    expect(fits(readSearch(query)?.exact, words)).toBe(false);
  });
});

describe('with a slip', () => {
  it.each([
    ['a wrong vowel', '봄범의'],
    ['a wrong consonant', '본밤의'],
    ['a wrong letter at the end', '편징'],
    ['one missing', '보밤의'],
    ['spaces elsewhere too', '봄범의편지'],
    ['a wrong letter', 'sprimg'],
    ['one missing', 'sprng'],
    ['one too many', 'sprring'],
    ['two in the wrong order', 'sprnig'],
    ['the first one wrong', 'dpring'],
    ['one in each word', 'lettars sprong'],
  ])('%s: %s', (_, query) => {
    const search = readSearch(query);
    expect(fits(search?.exact, words)).toBe(false);
    expect(fits(search?.similar, words)).toBe(true);
  });
  it('two slips in a word are another word', () => {
    for (const query of ['봉빔의', 'sbrimg', '여름밤의'])
      expect(fits(readSearch(query)?.similar, words)).toBe(false);
  });
  it('short words have to be right', () => {
    expect(readSearch('sp')?.similar).toBeUndefined();
    expect(withOneSlip('sp')).toEqual(['% sp%']);
  });
});

it('is bounded, and holds no characters that patterns give a meaning to', () => {
  const search = readSearch(`${'긴낱말'.repeat(100)} 100%_\\ ${'a b c d e f g h '.repeat(20)}`);
  const patterns = [...(search?.similar?.patterns ?? []), ...(search?.similar?.drivers ?? [])];
  expect(patterns.length).toBeLessThan(1_000);
  expect(search?.wordPrefixes).toHaveLength(6);
  for (const pattern of search?.exact.patterns ?? [])
    expect(pattern.slice(1, -1)).not.toMatch(/[%_\\]/);
  expect(readSearch(' %% __ ')).toBeUndefined();
});

it('every pattern has three letters in a row, or begins a word: the index knows nothing less', () => {
  for (const query of ['봄', 's', 'sp', '고래', 'jazz', '봄밤의 편지', 'ㅂㅂ']) {
    const { exact, similar } = readSearch(query) ?? {};
    for (const pattern of [...(exact?.drivers ?? []), ...(similar?.drivers ?? [])])
      expect(pattern).toMatch(/^% [^_%]|[^_% ]{3}/u);
  }
});

it('a cursor is ours or it is none', () => {
  const place = { sort: 'relevance', match: 'exact', nowMs: 5, after: [-3_999, 5, 7, 9] } as const;
  expect(readPlace(writePlace(place))).toEqual(place);
  for (const made of ['', 'MTIz', Buffer.from('relevance.exact.1.2.3').toString('base64url')])
    expect(readPlace(made)).toBeUndefined();
});
