/** The texts of all but the first pages, in Korean: see `first.ko.ts`. */
import { ko } from './ko.ts';

export const texts: Readonly<Record<string, unknown>> = ko;
