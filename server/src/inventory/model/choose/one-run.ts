/** Rungs 1 and 2 of the ladder: everybody side by side. */
import { pickBest } from './candidates.ts';
import { leavesNoSingle } from './free-segments.ts';
import { anyAvoided, costOf, type Search, seatsFrom, suggest } from './search.ts';
import type { Suggestion } from './wish.ts';

/**
 * Rung 1: neighbours that leave no new single seat.
 *
 * With a salt only every party-th place of a segment is a candidate, counted from its left: parties
 * of one size that get different places then never overlap. The left end of a segment is such a
 * place and leaves a single only where every place does. Seats to avoid may still be in the way of
 * all of them; then any place will do.
 */
export function withoutSingles(search: Search): Suggestion[] {
  const fits = (length: number): boolean => length !== search.party + 1;
  const aligned = search.spread === undefined ? [] : inSegments(search, search.party, fits);
  return aligned.length > 0 ? aligned : inSegments(search, 1, fits);
}

/**
 * Rung 2: neighbours in a segment of one seat more, where the single seat cannot be avoided. Longer
 * segments have a place of rung 1, so there a single seat could be avoided.
 */
export function withUnavoidableSingle(search: Search): Suggestion[] {
  return inSegments(search, 1, (length) => length === search.party + 1);
}

function inSegments(search: Search, step: number, fits: (length: number) => boolean): Suggestion[] {
  const { party, segments } = search;
  const starts: number[] = [];
  const costs: number[] = [];
  for (let segment = 0; segment < segments.count; segment++) {
    const from = segments.from[segment] ?? 0;
    const to = segments.to[segment] ?? 0;
    const length = to - from;
    if (length < party || !fits(length)) continue;
    const tight = length === party + 1;
    for (let start = from; start + party <= to; start += step) {
      if (!tight && !leavesNoSingle(from, to, start, party)) continue;
      if (anyAvoided(search, start, start + party)) continue;
      starts.push(start);
      costs.push(costOf(search, start, start + party) / party);
    }
  }
  return pickBest({ size: party, starts, costs }, search.count, search.spread).map((at) =>
    suggest(search, [seatsFrom(starts[at] ?? 0, party)]),
  );
}
