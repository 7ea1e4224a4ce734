/** The times in what an organizer sends, as ms since the epoch. */
import type { Problem } from './check-event.ts';

const fields = {
  startsAt: 'startsAtMs',
  saleOpensAt: 'saleOpensAtMs',
  saleEndsAt: 'saleClosesAtMs',
  refundableUntil: 'refundableUntilMs',
} as const;

type Field = keyof typeof fields;
type Instants = { -readonly [Name in (typeof fields)[Field]]?: number };

/** Those that are given. A schema lets days through that no calendar has. */
export function readInstants(body: { readonly [Name in Field]?: string }): {
  readonly instants: Readonly<Instants>;
  readonly problems: readonly Problem[];
} {
  const instants: Instants = {};
  const problems: Problem[] = [];
  for (const field of Object.keys(fields) as Field[]) {
    const text = body[field];
    if (text === undefined) continue;
    const atMs = Date.parse(text);
    if (Number.isNaN(atMs))
      problems.push({ field: `body.${field}`, problem: 'is not a date of the calendar' });
    else instants[fields[field]] = atMs;
  }
  return { instants, problems };
}
