/**
 * The texts that come with every page, in Korean. While developing these are all; the build puts what
 * the first pages use here, and the others into `rest.ko.ts` (`build/compiled-texts.ts`).
 */
import { ko } from './ko.ts';

export const texts: Readonly<Record<string, unknown>> = ko;
