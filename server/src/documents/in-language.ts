/** Texts that organizers have written, in the language of whoever reads them. */
import type { Language } from '@onsale/contract/formats.ts';
import type { Translations } from '../catalog/model/event.ts';

/** The text in this language, else in any. */
export function inLanguage(
  texts: Translations | null | undefined,
  language: Language,
): string | undefined {
  if (texts === null || texts === undefined) return undefined;
  return texts[language] ?? texts[language === 'ko' ? 'en' : 'ko'] ?? Object.values(texts)[0];
}
