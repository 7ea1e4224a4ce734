/** What a caller wishes for, in the words of the contract, as the search understands it. */
import type { SeatWish, Suggestion as SuggestionSchema } from '@onsale/contract/product.ts';
import type { Static } from 'typebox';
import type { Rung, Wish } from './model/choose/wish.ts';

export type Asked = Static<typeof SeatWish>;
type Arrangement = Static<typeof SuggestionSchema>['arrangement'];

/**
 * The ways to read a wish, the best first: everybody in a wheelchair with a companion beside them, and
 * where that cannot be had with fewer companions. Empty: more accessible seats than people.
 */
export function readingsOf(asked: Asked): Wish[] {
  const { party, tiers, sections, avoid, accessible: wheelchairs = 0 } = asked;
  const wish = { party, tiers, sections, ...(avoid === undefined ? {} : { avoid: [avoid] }) };
  if (wheelchairs === 0) return [wish];
  if (wheelchairs > party) return [];
  const companionsMax = Math.min(wheelchairs, party - wheelchairs);
  return Array.from({ length: companionsMax + 1 }, (_, without) => ({
    ...wish,
    accessible: { wheelchairs, companions: companionsMax - without },
  }));
}

const arrangements: Readonly<Record<Rung, Arrangement>> = {
  1: 'together',
  2: 'together',
  3: 'two_rows',
  4: 'split',
  5: 'apart',
};

export const arrangementOf = (rung: Rung): Arrangement => arrangements[rung];
