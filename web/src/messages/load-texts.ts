/** Loads texts in a browser: a file per language and part, whose names the server knows, too. */
import type { LoadTexts } from './text-store.ts';

const files = {
  en: { first: () => import('./first.en.ts'), rest: () => import('./rest.en.ts') },
  ko: { first: () => import('./first.ko.ts'), rest: () => import('./rest.ko.ts') },
} as const;

export const loadTexts: LoadTexts = async (language, part) => (await files[language][part]()).texts;
