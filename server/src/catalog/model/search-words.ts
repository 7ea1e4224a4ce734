/**
 * The text that an event is searched in. Everything is in small letters, without accents, with Hangul
 * taken apart (jamo.ts), so that one form serves exact words, what is half typed, and typos; there is no
 * composed form beside it, because it would find nothing more. Words are separated by single spaces, with
 * one at either end, so that "a word begins with" is a pattern that an index of trigrams can answer.
 * Whole names are in it without their spaces too: people put spaces where they like.
 */
import { priceLine, type FeeRule } from '@onsale/contract/pricing.ts';
import type { Tier, Translations } from './event.ts';
import { genreWords } from './genre-words.ts';
import { initialsOf, toJamo } from './jamo.ts';

/** Raised when texts are written differently: rows of another form are written anew by a worker. */
export const SEARCH_FORM = 1;

/** What is cut off is beyond the longest name in all languages that people read. */
const LETTERS_MAX = 20_000;

export type SearchedEvent = {
  readonly name: string;
  readonly translations: Translations;
  readonly venue: Translations | null;
  readonly city: Translations | null;
  readonly series: Translations | null;
  readonly organizer: string;
  readonly genre: string | null;
};

// NFKC would turn single letters (ㅂ) into parts of syllables that nobody can type.
const SINGLE_LETTERS = /[^\u3131-\u318e]+/gu;

/** Small letters, no accents, no punctuation; syllables composed. */
export function plainWords(text: string): string[] {
  const plain = text.replaceAll(SINGLE_LETTERS, (part) =>
    part.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFKC'),
  );
  return plain
    .toLowerCase()
    .replaceAll(/['’`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A name, and each part of it that brackets or colons set apart: 뮤지컬 「달의 항로」 is also 달의 항로. */
function partsOf(name: string): string[] {
  const parts = name.split(/[「」『』《》〈〉“”"()[\]:|·—–,]+/u).map((part) => part.trim());
  return [...new Set([name, ...parts])].filter((part) => part !== '');
}

/** A text without its spaces, and its first consonants, if it is Hangul throughout. */
function joined(text: string): string[] {
  const words = plainWords(text);
  const whole = words.join('');
  const hangul = words.filter((word) => initialsOf(word) !== undefined).join('');
  const initials = initialsOf(hangul);
  return [toJamo(whole), ...(initials === undefined ? [] : [initials])].filter((one) => one !== '');
}

const spaced = (tokens: Iterable<string>): string => {
  const text = ` ${[...new Set(tokens)].join(' ')} `;
  return text.length <= LETTERS_MAX ? text : text.slice(0, text.lastIndexOf(' ', LETTERS_MAX) + 1);
};

export type SearchTexts = { readonly words: string; readonly names: string };

export function searchTexts(event: SearchedEvent): SearchTexts {
  const names = [event.name, ...Object.values(event.translations)];
  const beginnings = names.flatMap(partsOf).flatMap(joined);
  const others = [event.venue, event.city, event.series].flatMap((text) =>
    Object.values(text ?? {}),
  );
  const texts = [...names, ...others, event.organizer, genreWords(event.genre)];
  const words = texts.flatMap(plainWords);
  const initials = words.map(initialsOf).filter((one) => one !== undefined);
  return {
    names: spaced(beginnings),
    words: spaced([...beginnings, ...others.flatMap(joined), ...words.map(toJamo), ...initials]),
  };
}

/** The lowest and the highest full price with fees; nulls for an event without prices. */
export function priceRange(
  tiers: readonly Tier[],
  fees: FeeRule,
): { readonly least: number | null; readonly most: number | null } {
  const totals = tiers.map(({ priceMinor }) => {
    const { unitMinor, feeMinor } = priceLine(priceMinor, 100, fees);
    return unitMinor + feeMinor;
  });
  if (totals.length === 0) return { least: null, most: null };
  return { least: Math.min(...totals), most: Math.max(...totals) };
}
