/**
 * Rung 3 of the ladder: the party in two rows of one section and one tier, one directly behind the
 * other, so that people can talk over a shoulder.
 */
import { pickBest } from './candidates.ts';
import { leavesNoSingle } from './free-segments.ts';
import { anyAvoided, costOf, type Search, seatsFrom, suggest } from './search.ts';
import type { Suggestion } from './wish.ts';

/** Which seats of the row behind count as aligned: middle behind middle, give or take one seat. */
const SHIFTS = [0, -1, 1] as const;

/**
 * The most even split first. A party of three is split 2 + 1 and a couple 1 + 1, one behind the
 * other; from four on nobody sits in a row alone. Without new single seats if that is possible.
 */
export function inTwoRows(search: Search): Suggestion[] {
  const { party } = search;
  const least = party >= 4 ? 2 : 1;
  const longest = longestOf(search);
  for (const singles of [false, true]) {
    for (let smaller = Math.floor(party / 2); smaller >= least; smaller--) {
      if (party - smaller > longest) break;
      const found = splitInto(search, party - smaller, singles);
      if (found.length > 0) return found;
    }
  }
  return [];
}

function longestOf({ segments }: Search): number {
  let longest = 0;
  for (let segment = 0; segment < segments.count; segment++) {
    longest = Math.max(longest, (segments.to[segment] ?? 0) - (segments.from[segment] ?? 0));
  }
  return longest;
}

/** `larger` people in front or behind, the others in the other row. */
function splitInto(search: Search, larger: number, singles: boolean): Suggestion[] {
  const { party, count, spread } = search;
  const smaller = party - larger;
  const columns = { size: party, starts: [] as number[], costs: [] as number[] };
  const pairs: Pair[] = [];
  for (const front of larger === smaller ? [larger] : [larger, smaller]) {
    for (const pair of pairsWith(search, front, singles)) {
      pairs.push(pair);
      columns.starts.push(pair.front);
      columns.costs.push(pair.cost);
    }
  }
  // Fronts a party apart do not overlap, but a back row may be another one's front row.
  const taken = new Set<number>();
  return pickBest(columns, count, spread)
    .flatMap((at) => pairs[at] ?? [])
    .flatMap(({ front, frontSize, back }) => {
      const groups = [seatsFrom(front, frontSize), seatsFrom(back, party - frontSize)];
      const seats = groups.flat();
      if (seats.some((seat) => taken.has(seat))) return [];
      for (const seat of seats) taken.add(seat);
      return [suggest(search, groups)];
    });
}

type Pair = {
  readonly front: number;
  readonly frontSize: number;
  readonly back: number;
  /** Per seat. */
  readonly cost: number;
};

function* pairsWith(search: Search, frontSize: number, singles: boolean): Generator<Pair> {
  const { index, party, segments } = search;
  const backSize = party - frontSize;
  for (let segment = 0; segment < segments.count; segment++) {
    const from = segments.from[segment] ?? 0;
    const to = segments.to[segment] ?? 0;
    for (let front = from; front + frontSize <= to; front++) {
      if (!fits(search, front, frontSize, singles)) continue;
      const middle = index.behind[front + ((frontSize - 1) >> 1)] ?? -1;
      if (middle < 0 || !samePrice(search, front, middle)) continue;
      for (const shift of SHIFTS) {
        const back = middle - ((backSize - 1) >> 1) + shift;
        if (!fits(search, back, backSize, singles)) continue;
        if (index.run[back] !== index.run[middle]) continue;
        const cost =
          costOf(search, front, front + frontSize) + costOf(search, back, back + backSize);
        yield { front, frontSize, back, cost: cost / party };
        break;
      }
    }
  }
}

function samePrice({ index }: Search, a: number, b: number): boolean {
  return index.runTier[index.run[a] ?? -1] === index.runTier[index.run[b] ?? -1];
}

/** Whether the seats are free neighbours, not suggested before, and leave no single if asked. */
function fits(search: Search, start: number, size: number, singles: boolean): boolean {
  const { segments } = search;
  const segment = segments.of[start] ?? -1;
  if (segment < 0) return false;
  const from = segments.from[segment] ?? 0;
  const to = segments.to[segment] ?? 0;
  if (start + size > to || anyAvoided(search, start, start + size)) return false;
  return singles || leavesNoSingle(from, to, start, size);
}
