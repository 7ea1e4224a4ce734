/**
 * Best available: the house chooses seats for a party. The first rung of this ladder that holds
 * anything decides; all suggestions are from that rung, best first.
 *
 *   rung  the party sits                              single seats left behind
 *   ----  ------------------------------------------  ------------------------------------------
 *   1     side by side                                no new one
 *   2     side by side                                one, where a place is just one seat too long
 *   3     in two adjacent rows of one section,        none if possible
 *         one behind the other
 *   4     in groups of at least two in one section    few
 *   5     in groups of at least two in one tier       few
 *   -     not at all: the answer says what is left, tier by tier
 *
 * Best is the smallest mean viewCm (seat-index.ts), ties go to the lower seat number, and with a
 * salt any place about as good may win (candidates.ts). On rungs 3 to 5 everybody pays the same.
 *
 * Wheelchair spaces and companions' seats go to those who ask for them (accessible.ts) and to nobody
 * else, unless the event has released them. A rung is about the whole wish: who asks for one tier
 * rather goes two rows back in it than to another tier.
 *
 * The answer is a proposal from the states as they were: only the hold decides.
 */
import { seatStates } from '@onsale/contract/seat-state.ts';
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { withWheelchairs } from './accessible.ts';
import { withoutSingles, withUnavoidableSingle } from './one-run.ts';
import { prepareSearch, type Search } from './search.ts';
import type { SeatIndex } from './seat-index.ts';
import { inOneSection, inOneTier } from './split-party.ts';
import { inTwoRows } from './two-rows.ts';
import type { Choice, Rung, Suggestion, TierRoom, Wish } from './wish.ts';

const ladder: readonly (readonly [Rung, (search: Search) => Suggestion[]])[] = [
  [1, withoutSingles],
  [2, withUnavoidableSingle],
  [3, inTwoRows],
  [4, inOneSection],
  [5, inOneTier],
];

/**
 * Chooses seats for a party, or says what would be possible instead. Deterministic. Tier and section
 * codes that the plan does not have match nothing.
 *
 * @param states One byte a seat, see `seatStates` and `unpackSeatStates`.
 * Throws AssertionError when the wish is outside of the ranges given with `Wish`.
 */
export function bestAvailable(index: SeatIndex, states: Uint8Array, wish: Wish): Choice {
  return climb(prepareSearch(index, states, wish), wish);
}

/** The ladder, whatever the search calls good. */
export function climb(search: Search, wish: Pick<Wish, 'accessible'>): Choice {
  if (wish.accessible) {
    const found = withWheelchairs(search, wish.accessible);
    return found ? { ok: true, ...found } : { ok: false, possible: roomPerTier(search) };
  }
  for (const [rung, step] of ladder) {
    const suggestions = step(search);
    if (suggestions.length > 0) return { ok: true, rung, suggestions };
  }
  return { ok: false, possible: roomPerTier(search) };
}

/** What the wished part of the house still has. Tiers of which nothing was wished are left out. */
function roomPerTier({ index, segments, states, runs }: Search): TierRoom[] {
  const rooms = new Map<number, { available: number; largestBlock: number; spaces: number }>();
  for (let run = 0; run < index.runCount; run++) {
    if (runs[run] !== 1) continue;
    const tier = index.runTier[run] ?? 0;
    const room = rooms.get(tier) ?? { available: 0, largestBlock: 0, spaces: 0 };
    rooms.set(tier, room);
    for (let seat = index.runFrom[run] ?? 0; seat < (index.runFrom[run + 1] ?? 0); seat++) {
      const space = ((index.flags[seat] ?? 0) & seatFlags.accessible) !== 0;
      if (space && states[seat] === seatStates.AVAILABLE) room.spaces++;
    }
  }
  for (let segment = 0; segment < segments.count; segment++) {
    const from = segments.from[segment] ?? 0;
    const length = (segments.to[segment] ?? 0) - from;
    const room = rooms.get(index.runTier[index.run[from] ?? -1] ?? -1);
    if (room === undefined) continue;
    room.available += length;
    room.largestBlock = Math.max(room.largestBlock, length);
  }
  return [...rooms].map(([tier, { available, largestBlock, spaces }]) => ({
    tier: index.tiers[tier] ?? '',
    available,
    largestBlock,
    wheelchairSpaces: spaces,
  }));
}
