/**
 * Sells every sample hall out to random parties through best available alone, until the last
 * ordinary seat: what is left over on the way, and how many parties had to part.
 */
import { expect, it } from 'vitest';
import { sampleHalls } from '../../../catalog/model/halls/sample-halls.ts';
import { bestAvailable } from './best-available.ts';
import { freeSegments, PROTECTED } from './free-segments.ts';
import { buildSeatIndex, type SeatIndex } from './seat-index.ts';

/** Parties of 1 to 6 as box offices see them: half of them couples. In hundredths. */
const parties = [
  [1, 10],
  [2, 50],
  [3, 12],
  [4, 20],
  [5, 5],
  [6, 3],
] as const;

/** A small generator with a fixed seed (Numerical Recipes' constants): every run sells the same. */
function lots(): (below: number) => number {
  let state = 20_261_121;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function drawParty(draw: (below: number) => number): number {
  let lot = draw(100);
  for (const [size, share] of parties) {
    if (lot < share) return size;
    lot -= share;
  }
  return 2;
}

type Sale = {
  readonly ordinary: number;
  readonly sold: number;
  readonly seated: number;
  /** Parties that sit apart (rungs 3 to 5). */
  readonly apart: number;
  /** Single seats when nine tenths were sold. */
  readonly singles: number;
  readonly protectedSold: number;
};

function sellOut(index: SeatIndex, salted: boolean): Sale {
  const draw = lots();
  const states = new Uint8Array(index.seatCount);
  const free = (): ReturnType<typeof freeSegments> =>
    freeSegments(index, states, { released: false });
  const ordinary = free().of.reduce((sum, segment) => sum + (segment < 0 ? 0 : 1), 0);
  const sale = { ordinary, sold: 0, seated: 0, apart: 0, singles: -1, protectedSold: 0 };
  for (let salt = 0; sale.sold < ordinary; salt++) {
    const party = drawParty(draw);
    const tiers = [index.tiers[draw(index.tiers.length)] ?? ''];
    const spread = salted ? { salt } : undefined;
    const choice = bestAvailable(index, states, { party, tiers, spread, count: 1 });
    const [suggestion] = choice.ok ? choice.suggestions : [];
    if (suggestion === undefined || !choice.ok) continue;
    for (const seat of suggestion.seats) {
      if (states[seat] !== 0) throw new Error(`seat ${seat} is sold twice`);
      states[seat] = 2;
      if (((index.flags[seat] ?? 0) & PROTECTED) !== 0) sale.protectedSold++;
    }
    sale.sold += party;
    sale.seated++;
    if (choice.rung >= 3) sale.apart++;
    if (sale.singles < 0 && sale.sold >= 0.9 * ordinary) {
      const { count, from, to } = free();
      const lengths = Array.from({ length: count }, (_, at) => (to[at] ?? 0) - (from[at] ?? 0));
      sale.singles = lengths.filter((length) => length === 1).length;
    }
  }
  return sale;
}

const halls = sampleHalls().filter(({ plan }) => plan.seatCount > 0);

// The stadium takes seconds, so it is sold once.
const sales = halls.flatMap(({ code, plan }) =>
  (plan.seatCount > 20_000 ? [true] : [false, true]).map((salted) => ({ code, plan, salted })),
);

it.each(sales)(
  '$code sells out with few seats left alone and few parties apart (salt: $salted)',
  ({ plan, salted }) => {
    const sale = sellOut(buildSeatIndex(plan), salted);
    expect(sale.sold).toBe(sale.ordinary);
    expect(sale.protectedSold).toBe(0);
    // Measured: at most 3 seats, all in the small theatre; and 0.2 % (stadium) to 4.6 % of parties.
    expect(sale.singles).toBeGreaterThanOrEqual(0);
    expect(sale.singles).toBeLessThanOrEqual(3);
    expect(sale.apart / sale.seated).toBeLessThan(0.06);
  },
  60_000,
);
