/** What is left of an event by price tier, from what this process knows of its places. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { placedSections, tierCodes } from '@onsale/contract/seating-plan-seats.ts';
import { LRUCache } from 'lru-cache';
import type { EventBook } from '../catalog/event-book.ts';
import type { PlanShelf } from '../catalog/read-plan.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { type TierCount, tiersOf } from './model/stock.ts';

type TierOf = (seat: number) => string | undefined;

const PLANS_MAX = 50;
/** As many as the status shows. */
const TIERS_MAX = 100;

/** The tier of every seat of a plan: that of its row, else that of its section. */
export function tierOfSeats(plan: SeatingPlan): TierOf {
  const tiers = tierCodes(plan);
  const indexOf = new Map(tiers.map((code, index) => [code, index]));
  const bySeat = new Uint16Array(plan.seatCount);
  for (const { section } of placedSections(plan)) {
    let seat = section.firstSeatNo;
    for (const row of section.rows) {
      bySeat.fill(indexOf.get(row.tier ?? section.tier) ?? 0, seat, seat + row.seats);
      seat += row.seats;
    }
  }
  return (seat) => tiers[bySeat[seat] ?? -1];
}

/** Undefined: there is no such event. Costs a walk over the seats: ask once a second at most. */
export function createStockByTier(
  inventory: Pick<Inventory, 'view' | 'databaseNowMs'>,
  book: Pick<EventBook, 'get'>,
  plans: PlanShelf,
): (eventId: number) => Promise<readonly TierCount[] | undefined> {
  const known = new LRUCache<number, TierOf>({
    max: PLANS_MAX,
    async fetchMethod(planId) {
      const plan = await plans.get(planId);
      return plan && tierOfSeats(JSON.parse(plan.bytes.toString('utf8')) as SeatingPlan);
    },
  });
  return async (eventId) => {
    const [event, view] = await Promise.all([book.get(eventId), inventory.view(eventId)]);
    if (event === undefined || view === undefined) return undefined;
    const plan = event.seatingPlan;
    const tierOf = plan === null ? undefined : await known.fetch(plan.id);
    const tiers = tiersOf(view, inventory.databaseNowMs(eventId), tierOf ?? (() => undefined));
    return tiers.slice(0, TIERS_MAX);
  };
}
