/**
 * Rungs 4 and 5 of the ladder: the party in several groups of at least two, near each other, in one
 * section (rung 4) or in one tier (rung 5). Everybody pays the same price.
 *
 * From some of the longest segments of a region the search gathers the nearest ones until the party
 * has room. Two seats for each group come first and the rest is filled from the middle outwards, so
 * a party is seated whenever groups of two or more can seat it: it has to be as many seats, and for
 * an odd party one of the segments has to have three.
 */
import { placeDistanceCm } from './place-distance.ts';
import { anyAvoided, costOf, type Search, seatsFrom, suggest } from './search.ts';
import type { Suggestion } from './wish.ts';

type Span = { readonly from: number; readonly to: number };
type Solution = { readonly groups: readonly (readonly number[])[]; readonly cost: number };

/** The longest segments of a region are tried as the place around which the party gathers. */
const ANCHORS_MAX = 12;
/** One group more is as bad as this much further from the stage, for everybody. */
const GROUP_CM = 500;

const lengthOf = ({ from, to }: Span): number => to - from;

export const inOneSection = (search: Search): Suggestion[] =>
  inRegions(search, (run) => {
    const { runSection, runTier, tiers } = search.index;
    return (runSection[run] ?? 0) * tiers.length + (runTier[run] ?? 0);
  });

export const inOneTier = (search: Search): Suggestion[] =>
  inRegions(search, (run) => search.index.runTier[run] ?? 0);

/** The best of each region, the best regions first. */
function inRegions(search: Search, regionOf: (run: number) => number): Suggestion[] {
  const regions = new Map<number, Span[]>();
  for (const span of spans(search)) {
    const region = regionOf(search.index.run[span.from] ?? 0);
    const known = regions.get(region);
    if (known) known.push(span);
    else regions.set(region, [span]);
  }
  const promising = [...regions.values()]
    .map((region) => ({ region, bound: cheapestSeat(search, region) }))
    .toSorted((a, b) => a.bound - b.bound);
  let best: Solution[] = [];
  for (const { region, bound } of promising) {
    // The others cannot be better than their cheapest seat.
    if (best.length === search.count && (best.at(-1)?.cost ?? 0) <= bound) break;
    const solution = bestOf(search, region);
    if (solution === undefined) continue;
    best = [...best, solution].toSorted((a, b) => a.cost - b.cost).slice(0, search.count);
  }
  return best.map(({ groups }) => suggest(search, groups));
}

function cheapestSeat(search: Search, region: readonly Span[]): number {
  let least = Infinity;
  for (const { from, to } of region) {
    for (let seat = from; seat < to; seat++) {
      least = Math.min(least, costOf(search, seat, seat + 1));
    }
  }
  return least;
}

/** Two free neighbours or more, without the seats to avoid. */
function spans(search: Search): Span[] {
  const { segments } = search;
  const found: Span[] = [];
  for (let segment = 0; segment < segments.count; segment++) {
    const end = segments.to[segment] ?? 0;
    let from = segments.from[segment] ?? 0;
    for (let seat = from; seat <= end; seat++) {
      if (seat < end && !anyAvoided(search, seat, seat + 1)) continue;
      if (seat - from >= 2) found.push({ from, to: seat });
      from = seat + 1;
    }
  }
  return found;
}

function bestOf(search: Search, region: readonly Span[]): Solution | undefined {
  const room = region.reduce((sum, span) => sum + lengthOf(span), 0);
  const odd = search.party % 2 === 1;
  if (room < search.party || (odd && region.every((span) => lengthOf(span) < 3))) return undefined;
  const mean = ({ from, to }: Span): number => costOf(search, from, to) / (to - from);
  const anchors = region
    .map((span) => ({ span, length: Math.min(lengthOf(span), search.party), mean: mean(span) }))
    .toSorted((a, b) => b.length - a.length || a.mean - b.mean)
    .slice(0, ANCHORS_MAX);
  let best: Solution | undefined;
  for (const { span } of anchors) {
    const solution = gather(search, region, span);
    if (solution && (best === undefined || solution.cost < best.cost)) best = solution;
  }
  return best;
}

/** Takes the spans nearest to the anchor until the party has room, then seats it. */
function gather(search: Search, region: readonly Span[], anchor: Span): Solution | undefined {
  const { index, party } = search;
  const middle = (span: Span): number => (span.from + span.to - 1) >> 1;
  const away = region.map((span) => placeDistanceCm(index, middle(span), middle(anchor)));
  away[region.indexOf(anchor)] = -1;
  const taken: { span: Span; cm: number }[] = [];
  let room = 0;
  let least = 2;
  while (room < party) {
    const at = nearest(region, away, least);
    const span = region[at];
    if (span === undefined) return undefined;
    taken.push({ span, cm: Math.max(0, away[at] ?? 0) });
    away[at] = Infinity;
    room += lengthOf(span);
    const couples = taken.every((one) => lengthOf(one.span) === 2);
    // An odd party minus couples leaves one person: a place for three must take the last couple in.
    if (couples && room === party - 1) least = 3;
    if (least === 3 && lengthOf(span) >= 3) {
      taken.splice(-2, 1);
      room -= 2;
      least = 2;
    }
  }
  return seatIn(search, taken);
}

function nearest(region: readonly Span[], away: readonly number[], least: number): number {
  let best = -1;
  for (let at = 0; at < region.length; at++) {
    const span = region[at];
    if (span === undefined || lengthOf(span) < least || away[at] === Infinity) continue;
    if (best < 0 || (away[at] ?? 0) < (away[best] ?? 0)) best = at;
  }
  return best;
}

/** Two seats in each span, then as many more as there are, from the anchor outwards. */
function seatIn(search: Search, taken: readonly { span: Span; cm: number }[]): Solution {
  let standing = search.party - 2 * taken.length;
  let cost = GROUP_CM * (taken.length - 1);
  const groups = taken.map(({ span, cm }) => {
    const more = Math.min(standing, lengthOf(span) - 2);
    standing -= more;
    const size = 2 + more;
    const left = costOf(search, span.from, span.from + size);
    const right = costOf(search, span.to - size, span.to);
    cost += (Math.min(left, right) + cm * size) / search.party;
    return seatsFrom(left <= right ? span.from : span.to - size, size);
  });
  return { groups, cost };
}
