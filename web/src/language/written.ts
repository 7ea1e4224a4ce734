/**
 * Dates, prices and numbers that the server has written into a page, handed over with it: the browser
 * writes the same without making a formatter, whose first one takes a phone up to a tenth of a second.
 */
import type { Language } from './language.ts';

export type Written = {
  readonly language: Language;
  /** By what they were made from. */
  readonly texts: Map<string, string>;
};

export type WrittenTexts = Readonly<Record<string, string>>;

export const writtenIn = (language: Language, texts: WrittenTexts = {}): Written => ({
  language,
  texts: new Map(Object.entries(texts)),
});

/** The text that was written of this, else a new one, which the server keeps. */
export function writeOnce(
  { language, texts }: Written,
  own: Language,
  key: string,
  write: () => string,
): string {
  const known = language === own ? texts.get(key) : undefined;
  if (known !== undefined) return known;
  const text = write();
  if (import.meta.env.SSR && language === own) texts.set(key, text);
  return text;
}
