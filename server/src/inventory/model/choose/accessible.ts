/**
 * Places for parties with wheelchairs: the spaces asked for, their companions beside them, and the
 * others of the party side by side as near as possible, all in one section and one tier.
 *
 * Spaces and companions' seats come in pairs, so a companion gets the seat that belongs to one of
 * the party's own spaces; else one whose space is taken already; and only then one that somebody
 * else who comes in a wheelchair would miss.
 */
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { seatStates } from '@onsale/contract/seat-state.ts';
import { freeSegments, leavesNoSingle, PROTECTED } from './free-segments.ts';
import { placeDistanceCm, wayCm } from './place-distance.ts';
import { distanceCm } from './seat-links.ts';
import { anyAvoided, costOf, type Search, seatsFrom, suggest } from './search.ts';
import type { AccessibleWish, Rung, Suggestion } from './wish.ts';

const ORPHANED_PARTNER_CM = 2_000;
const OTHERS_PARTNER_CM = 20_000;
const SINGLE_CM = 1_000;

type Solution = { readonly seats: readonly number[]; readonly cost: number };

/** What one section has to offer in one tier. */
type Block = {
  readonly spaces: number[];
  readonly companions: number[];
  readonly segments: number[];
};

/** Suggestions of one rung: 1 or 2 if all sit side by side (see best-available.ts), else 4. */
export function withWheelchairs(
  plain: Search,
  wish: AccessibleWish,
): { rung: Rung; suggestions: Suggestion[] } | undefined {
  // Released or not, the others of the party leave wheelchair spaces to those who need them.
  const { index, states, runs } = plain;
  const search = { ...plain, segments: freeSegments(index, states, { released: false, runs }) };
  const solutions = blocks(search)
    .flatMap((block) => block.spaces.flatMap((anchor) => around(search, block, anchor, wish) ?? []))
    .toSorted((a, b) => a.cost - b.cost || (a.seats[0] ?? 0) - (b.seats[0] ?? 0));
  const taken = new Set<number>();
  const suggestions: Suggestion[] = [];
  for (const { seats } of solutions) {
    if (suggestions.length === search.count) break;
    if (seats.some((seat) => taken.has(seat))) continue;
    for (const seat of seats) taken.add(seat);
    suggestions.push(suggest(search, neighbours(search, seats)));
  }
  const [best] = suggestions;
  if (best === undefined) return undefined;
  const rung = best.groups.length > 1 ? 4 : best.singles.length > 0 ? 2 : 1;
  return { rung, suggestions };
}

function blocks(search: Search): Block[] {
  const { index, states, runs, segments } = search;
  const found = new Map<number, Block>();
  const blockOf = (seat: number): Block => {
    const run = index.run[seat] ?? -1;
    const key = (index.runSection[run] ?? 0) * index.tiers.length + (index.runTier[run] ?? 0);
    const block = found.get(key) ?? { spaces: [], companions: [], segments: [] };
    found.set(key, block);
    return block;
  };
  for (let seat = 0; seat < index.seatCount; seat++) {
    const flags = (index.flags[seat] ?? 0) & PROTECTED;
    if (flags === 0 || states[seat] !== seatStates.AVAILABLE) continue;
    if (runs[index.run[seat] ?? -1] !== 1 || anyAvoided(search, seat, seat + 1)) continue;
    // A plan may mark a seat as both.
    if ((flags & seatFlags.accessible) !== 0) blockOf(seat).spaces.push(seat);
    if ((flags & seatFlags.companion) !== 0) blockOf(seat).companions.push(seat);
  }
  for (const [segment, from] of segments.from.entries()) blockOf(from).segments.push(segment);
  return [...found.values()];
}

/** The party around one wheelchair space, or undefined if its section has no room for all. */
function around(
  search: Search,
  block: Block,
  anchor: number,
  wish: AccessibleWish,
): Solution | undefined {
  const { index } = search;
  const near = (seat: number): number => placeDistanceCm(index, anchor, seat);
  const wheelchairs = closest(block.spaces, wish.wheelchairs, near);
  const own = new Set(wheelchairs);
  const beside = (seat: number): number => {
    const space = index.partner[seat] ?? -1;
    if (own.has(space)) return near(seat);
    return near(seat) + (block.spaces.includes(space) ? OTHERS_PARTNER_CM : ORPHANED_PARTNER_CM);
  };
  const companions = closest(
    block.companions.filter((seat) => !own.has(seat)),
    wish.companions,
    beside,
  );
  const rest = search.party - wish.wheelchairs - wish.companions;
  const others = rest === 0 ? { seats: [], cm: 0 } : nearestBlock(search, block, anchor, rest);
  if (wheelchairs === undefined || companions === undefined || !others) return undefined;
  const seats = [...wheelchairs, ...companions, ...others.seats].toSorted((a, b) => a - b);
  const apart = sum(wheelchairs.map(near)) + sum(companions.map(beside)) + others.cm;
  const quality = sum(seats.map((seat) => costOf(search, seat, seat + 1))) / seats.length;
  return { seats, cost: quality + apart };
}

/** The `count` seats with the least `cm`, or undefined if there are not so many. */
function closest(
  seats: readonly number[],
  count: number,
  cm: (seat: number) => number,
): number[] | undefined {
  if (seats.length < count) return undefined;
  return seats
    .map((seat) => ({ seat, cm: cm(seat) }))
    .toSorted((a, b) => a.cm - b.cm || a.seat - b.seat)
    .slice(0, count)
    .map(({ seat }) => seat);
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** `size` ordinary neighbours of the block, nearest to the anchor. */
function nearestBlock(
  search: Search,
  block: Block,
  anchor: number,
  size: number,
): { seats: number[]; cm: number } | undefined {
  const { index, segments } = search;
  let best: { start: number; cm: number } | undefined;
  for (const segment of block.segments) {
    const from = segments.from[segment] ?? 0;
    const to = segments.to[segment] ?? 0;
    // No seat of the segment is nearer than its middle by more than its width.
    const centre = (from + to - 1) >> 1;
    const width = distanceCm(index, from, to - 1);
    if (best && placeDistanceCm(index, anchor, centre) - width > best.cm) continue;
    for (let start = from; start + size <= to; start++) {
      if (anyAvoided(search, start, start + size)) continue;
      const single = leavesNoSingle(from, to, start, size) ? 0 : SINGLE_CM;
      const cm = wayCm(index, [anchor, anchor], start, size) + single;
      if (best === undefined || cm < best.cm) best = { start, cm };
    }
  }
  return best && { seats: seatsFrom(best.start, size), cm: best.cm };
}

/** Ascending seats, cut where the next one is not a neighbour. */
export function neighbours({ index }: Pick<Search, 'index'>, seats: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const seat of seats) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (before === seat - 1 && index.run[before] === index.run[seat]) last?.push(seat);
    else groups.push([seat]);
  }
  return groups;
}
