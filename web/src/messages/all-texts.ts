/** All texts in all languages, where they need not be loaded: for the server. */
import type { Language } from '../language/language.ts';
import { texts as firstEn } from './first.en.ts';
import { texts as firstKo } from './first.ko.ts';
import { texts as restEn } from './rest.en.ts';
import { texts as restKo } from './rest.ko.ts';

export const allTexts: Readonly<Record<Language, Readonly<Record<string, unknown>>>> = {
  en: { ...firstEn, ...restEn },
  ko: { ...firstKo, ...restKo },
};
