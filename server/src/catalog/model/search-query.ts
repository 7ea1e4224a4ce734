/**
 * From what somebody typed to patterns that the index of trigrams answers. Exactly first: every word of
 * the query is somewhere in the text, or the query without its spaces is. Only if nothing is found, with
 * one slip per word: a wrong letter, one too many or too few, or two in the wrong order.
 */
import { toJamo } from './jamo.ts';
import { plainWords } from './search-words.ts';

/** One way to look: patterns of LIKE over texts as search-words.ts writes them. */
export type Look = {
  /** A text fits at least one of these: what the index is asked for. */
  readonly drivers: readonly string[];
  /** Fitting one of these is enough: the query without its spaces. */
  readonly whole: readonly string[];
  /** Otherwise a text fits, for each word (by its number), one of that word's patterns. */
  readonly patterns: readonly string[];
  readonly words: readonly number[];
};

export type SearchText = {
  readonly exact: Look;
  /** Undefined: the words are too short to guess. */
  readonly similar: Look | undefined;
  /** A name that fits begins with the query: the best there is. */
  readonly namePrefix: string;
  /** For each word: some word of the text begins with it. */
  readonly wordPrefixes: readonly string[];
  /** Without spaces, to measure how close a name is. */
  readonly joined: string;
};

const WORDS_MAX = 6;
/** Letters of a word that are looked at: enough to tell names apart. */
const LETTERS_MAX = 40;
/** Shorter words have to begin one: a syllable alone is in too many by chance (달 in 바다로). */
const INNER_MIN = 4;
const GUESS_MIN = 4;
/** Each letter makes four patterns: beyond this, more letters do not tell more. */
const GUESS_MAX = 16;

const begins = (word: string): string => `% ${word}%`;
const contains = (word: string): string => (word.length < INNER_MIN ? begins(word) : `%${word}%`);

/** Undefined: there is nothing to search for. */
export function readSearch(text: string): SearchText | undefined {
  const words = plainWords(text)
    .slice(0, WORDS_MAX)
    .map((word) => toJamo(word).slice(0, LETTERS_MAX));
  const [first] = words;
  if (first === undefined) return undefined;
  const whole = words.join('').slice(0, LETTERS_MAX);
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), first);
  const look = (patternsOf: (word: string) => readonly string[]): Look => {
    const each = words.map(patternsOf);
    return {
      drivers: [...new Set([...patternsOf(longest), ...patternsOf(whole)])],
      whole: patternsOf(whole),
      patterns: each.flat(),
      words: each.flatMap((patterns, word) => patterns.map(() => word)),
    };
  };
  return {
    exact: look((word) => [contains(word)]),
    similar: longest.length < GUESS_MIN ? undefined : look(withOneSlip),
    namePrefix: begins(whole),
    wordPrefixes: words.map(begins),
    joined: whole,
  };
}

/** Words that differ from this one by a slip at most; short ones have to be right. */
export function withOneSlip(word: string): string[] {
  if (word.length < GUESS_MIN) return [contains(word)];
  const letters = word.slice(0, GUESS_MAX);
  const found = new Set([contains(letters)]);
  for (let at = 0; at < letters.length; at++) {
    const [before, after] = [letters.slice(0, at), letters.slice(at + 1)];
    // Wrong, one too many, one too few, in the wrong order.
    found.add(begins(`${before}_${after}`));
    found.add(begins(before + after));
    found.add(begins(`${before}_${letters.slice(at)}`));
    const next = letters[at + 1];
    if (next !== undefined)
      found.add(begins(`${before}${next}${letters[at] ?? ''}${letters.slice(at + 2)}`));
  }
  return [...found];
}
