/** What is left of an event, by price tier, from what this process knows of its places. Pure. */
import type { PoolView } from '../../inventory/model/view.ts';

/** As `InventoryView` has it. */
export type StockView = {
  readonly seatCount: number;
  readonly pools: ReadonlyMap<number, PoolView>;
  readonly poolTiers: ReadonlyMap<number, string>;
  stateOf(seat: number, nowMs: number): number;
};

export type TierCount = {
  readonly code: string;
  readonly available: number;
  readonly held: number;
};

const AVAILABLE = 0;
const HELD = 1;
const NO_TIER = '';

/**
 * `tierOf`: price tier of a seat, e.g. from the seating plan. Places without a tier count under ''.
 * Tiers in the order in which they were met.
 */
export function tiersOf(
  view: StockView,
  nowMs: number,
  tierOf: (seat: number) => string | undefined,
): TierCount[] {
  const tiers = new Map<string, { available: number; held: number }>();
  const tier = (code: string | undefined): { available: number; held: number } => {
    const known = tiers.get(code ?? NO_TIER) ?? { available: 0, held: 0 };
    tiers.set(code ?? NO_TIER, known);
    return known;
  };
  for (let seat = 0; seat < view.seatCount; seat++) {
    const state = view.stateOf(seat, nowMs);
    const counts = tier(tierOf(seat));
    if (state === AVAILABLE) counts.available += 1;
    else if (state === HELD) counts.held += 1;
  }
  for (const pool of view.pools.values()) {
    const counts = tier(view.poolTiers.get(pool.pool));
    counts.available += pool.capacity - pool.held - pool.sold - pool.blocked;
    counts.held += pool.held;
  }
  return [...tiers].map(([code, { available, held }]) => ({ code, available, held }));
}

/** All tiers together: what the controller goes by. */
export function stockOf(view: StockView, nowMs: number): { available: number; held: number } {
  const [all] = tiersOf({ ...viewOf(view), poolTiers: new Map() }, nowMs, () => undefined);
  return { available: all?.available ?? 0, held: all?.held ?? 0 };
}

const viewOf = (view: StockView): Omit<StockView, 'poolTiers'> => ({
  seatCount: view.seatCount,
  pools: view.pools,
  stateOf: (seat, nowMs) => view.stateOf(seat, nowMs),
});
