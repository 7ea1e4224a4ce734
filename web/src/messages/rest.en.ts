/** The texts of all but the first pages, in English: see `first.en.ts`. */
import { en } from './en.ts';

export const texts: Readonly<Record<string, unknown>> = en;
