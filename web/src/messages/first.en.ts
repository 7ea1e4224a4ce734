/**
 * The texts that come with every page, in English. While developing these are all; the build puts what
 * the first pages use here, and the others into `rest.en.ts` (`build/compiled-texts.ts`).
 */
import { en } from './en.ts';

export const texts: Readonly<Record<string, unknown>> = en;
