/**
 * What the server hands over with the page it rendered, so that the browser goes on from there
 * without asking again: as JSON in a script element that is never run, which the strictest content
 * policy allows.
 */
import type { DehydratedState } from '@tanstack/react-query';
import type { HydrationState } from 'react-router';
import type { Language } from '../language/language.ts';
import type { WrittenTexts } from '../language/written.ts';

export type Handover = {
  readonly language: Language;
  /** The server's time when it rendered. */
  readonly renderedAtMs: number;
  readonly queries: DehydratedState;
  /** Dates, prices and numbers of the page. */
  readonly written: WrittenTexts;
  readonly loaderData: HydrationState['loaderData'];
  /** Route errors that are answers (404), by route. */
  readonly errors: Readonly<
    Record<string, { readonly status: number; readonly data: unknown }>
  > | null;
};

export const handoverId = 'onsale-handover';

/** JSON that cannot end the element it is in, nor begin another one or a comment. */
export const inScript = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
