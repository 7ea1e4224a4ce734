/** Binds the routes of the product API that read and change an event's inventory. */
import type { EventBook } from '../catalog/event-book.ts';
import { createPlanShelf, type PlanShelf } from '../catalog/read-plan.ts';
import type { HoldGuard } from '../identity/hold-guard.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Reads } from '../lib/reads.ts';
import type { AdmissionCheck } from './admission.ts';
import { type Chooser, createChooser } from './chooser.ts';
import type { EventCache } from './event-cache.ts';
import { eventHandlers, type EventRoutes } from './event-handlers.ts';
import type { Inventory } from './inventory.ts';
import { reservationHandlers, type ReservationRoutes } from './reservation-handlers.ts';
import { searchHandlers, type SearchRoutes } from './search-handlers.ts';
import { createSeatIndexes } from './seat-indexes.ts';

export type InventoryDeps = {
  readonly db: Db;
  /** For what may be a moment old; the primary when absent. */
  readonly reads?: Reads;
  readonly inventory: Inventory;
  readonly events: EventCache;
  readonly book: EventBook;
  readonly clock: Clock;
  /** Against hoarding by people; without it they hold as much as the event's limits allow. */
  readonly guard?: HoldGuard;
  /** Of the waiting room; without it people need no pass. */
  readonly admission?: AdmissionCheck;
};

/** What the handlers of seated events share. */
export type SeatedDeps = { readonly plans: PlanShelf; readonly chooser: Chooser };

export type InventoryRoutes = EventRoutes & SearchRoutes & ReservationRoutes;

export function inventoryRoutes(deps: InventoryDeps): InventoryRoutes {
  const plans = createPlanShelf(deps.db, deps.reads);
  const indexes = createSeatIndexes(plans);
  const chooser = createChooser(deps.inventory, indexes, deps.clock, Math.random);
  const seated = { ...deps, plans, chooser };
  return { ...eventHandlers(seated), ...searchHandlers(deps), ...reservationHandlers(seated) };
}
