/**
 * Hangul as the letters it is typed with. A syllable block hides its letters from anything that compares
 * characters: one wrong letter makes another character altogether. Taken apart, 봄밤 is ㅂㅗㅁㅂㅏㅁ, a typo
 * is one letter of six, and what somebody has typed so far is a prefix of what they mean to type.
 */

const FIRST_SYLLABLE = 0xac_00;
const SYLLABLES = 11_172;
const VOWELS = 21;
const FINALS = 28;

const initials = 'ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ');
// Vowels and finals that are typed as two keys are two letters.
const vowels = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(
  ' ',
);
const finals = [
  '',
  ...'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(
    ' ',
  ),
];

/** Letters that stand alone: keyboards put two consonants in a row together, as in ㄳ. */
const pairs: Readonly<Record<string, string>> = {
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
  ㅘ: 'ㅗㅏ',
  ㅙ: 'ㅗㅐ',
  ㅚ: 'ㅗㅣ',
  ㅝ: 'ㅜㅓ',
  ㅞ: 'ㅜㅔ',
  ㅟ: 'ㅜㅣ',
  ㅢ: 'ㅡㅣ',
};

/** The place of a syllable in Unicode's table of them; undefined for anything else. */
function syllableOf(character: string): number | undefined {
  const at = (character.codePointAt(0) ?? 0) - FIRST_SYLLABLE;
  return at >= 0 && at < SYLLABLES ? at : undefined;
}

/** Composed text in, every syllable as its letters out; other characters stay (Unicode 3.12). */
export function toJamo(text: string): string {
  let letters = '';
  for (const character of text) {
    const at = syllableOf(character);
    if (at === undefined) letters += pairs[character] ?? character;
    else {
      letters += initials[Math.floor(at / (VOWELS * FINALS))] ?? '';
      letters += vowels[Math.floor(at / FINALS) % VOWELS] ?? '';
      letters += finals[at % FINALS] ?? '';
    }
  }
  return letters;
}

/** The first consonants of a word of Hangul, as impatient people type: 봄밤의 is ㅂㅂㅇ. Else undefined. */
export function initialsOf(word: string): string | undefined {
  let found = '';
  for (const character of word) {
    const at = syllableOf(character);
    if (at === undefined) return undefined;
    found += initials[Math.floor(at / (VOWELS * FINALS))] ?? '';
  }
  return found === '' ? undefined : found;
}
