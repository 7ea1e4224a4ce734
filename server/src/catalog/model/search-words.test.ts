/** Texts as they are searched: Hangul taken apart, first consonants, names without their spaces. */
import { describe, expect, it } from 'vitest';
import { initialsOf, toJamo } from './jamo.ts';
import { plainWords, priceRange, searchTexts } from './search-words.ts';

describe('jamo', () => {
  it.each([
    ['봄밤', 'ㅂㅗㅁㅂㅏㅁ'],
    ['과', 'ㄱㅗㅏ'],
    ['값', 'ㄱㅏㅂㅅ'],
    ['ㄳ', 'ㄱㅅ'],
    ['힣', 'ㅎㅣㅎ'],
    ['가', 'ㄱㅏ'],
    ['의', 'ㅇㅡㅣ'],
    ['Jazz 재', 'Jazz ㅈㅐ'],
  ])('%s is %s', (text, letters) => {
    expect(toJamo(text)).toBe(letters);
  });

  it('agrees with the decomposition of Unicode for every syllable', () => {
    // Single consonants and vowels of Unicode's own decomposition, in the letters that are typed.
    for (let at = 0; at < 11_172; at++) {
      const syllable = String.fromCodePoint(0xac_00 + at);
      const parts = Array.from(syllable.normalize('NFD'), (part) => part.codePointAt(0) ?? 0);
      const [initial = 0, vowel = 0, final] = parts;
      const expected =
        toJamo(String.fromCodePoint(0xac_00 + (initial - 0x11_00) * 588)).slice(0, 1) +
        toJamo(String.fromCodePoint(0xac_00 + (vowel - 0x11_61) * 28)).slice(1) +
        (final === undefined
          ? ''
          : toJamo(String.fromCodePoint(0xac_00 + (final - 0x11_a7))).slice(2));
      expect(toJamo(syllable)).toBe(expected);
    }
  });

  it('what is half typed is a prefix of what is meant', () => {
    for (const typed of ['ㅂ', '보', '봄', '봄ㅂ', '봄바', '봄밤'])
      expect(toJamo('봄밤의').startsWith(toJamo(typed))).toBe(true);
    expect(toJamo('과자').startsWith(toJamo('고'))).toBe(true);
  });

  it('first consonants are those of words that are Hangul throughout', () => {
    expect(initialsOf('봄밤의')).toBe('ㅂㅂㅇ');
    expect(initialsOf('꿈')).toBe('ㄲ');
    expect(initialsOf('2막')).toBeUndefined();
    expect(initialsOf('')).toBeUndefined();
  });
});

it('words are small, plain and without punctuation, whatever form they come in', () => {
  expect(plainWords('연극 「봄밤의 편지」')).toEqual(['연극', '봄밤의', '편지']);
  expect(plainWords('봄밤'.normalize('NFD'))).toEqual(['봄밤']);
  expect(plainWords('Café NOIR: Don’t—stop')).toEqual(['cafe', 'noir', 'dont', 'stop']);
  expect(plainWords('ＪＡＺＺ')).toEqual(['jazz']);
  // A single letter stays the letter that is typed.
  expect(plainWords('ㅂㅂㅇ')).toEqual(['ㅂㅂㅇ']);
  expect(plainWords(' %_\\ ')).toEqual([]);
});

describe('the text of an event', () => {
  const texts = searchTexts({
    name: '연극 「봄밤의 편지」',
    translations: { ko: '연극 「봄밤의 편지」', en: 'Letters of a Spring Night' },
    venue: { ko: '달무리 소극장', en: 'Dalmuri Theatre' },
    city: { ko: '서울', en: 'Seoul' },
    series: null,
    organizer: 'Onsale',
    genre: 'theatre',
  });

  it('has every word, apart and without spaces, and first consonants', () => {
    for (const token of ['봄밤의', '편지', '봄밤의편지', '달무리소극장', '서울'].map(toJamo))
      expect(texts.words).toContain(` ${token} `);
    for (const token of ['ㅂㅂㅇ', 'ㅂㅂㅇㅍㅈ', 'spring', 'seoul', 'onsale', 'play'])
      expect(texts.words).toContain(` ${token} `);
  });

  it('knows where names begin, behind brackets too', () => {
    expect(texts.names).toContain(` ${toJamo('봄밤의편지')} `);
    expect(texts.names).toContain(` ${toJamo('연극봄밤의편지')} `);
    expect(texts.names).toContain(' lettersofaspringnight ');
    expect(texts.names).not.toContain('seoul');
  });

  it('is bounded', () => {
    const long = '가나다라마바사 '.repeat(5_000);
    const { words } = searchTexts({
      name: long,
      translations: {},
      venue: null,
      city: null,
      series: null,
      organizer: '',
      genre: null,
    });
    expect(words.length).toBeLessThanOrEqual(20_000);
    expect(words.endsWith(' ')).toBe(true);
  });
});

const tier = (priceMinor: number) => ({ code: 'A', name: {}, priceMinor });

it('prices are what is paid, fees included', () => {
  const fees = { basisPoints: 500, perTicketMinor: 1_000 };
  expect(priceRange([tier(150_000), tier(70_000)], fees)).toEqual({ least: 74_500, most: 158_500 });
  expect(priceRange([], fees)).toEqual({ least: null, most: null });
});
