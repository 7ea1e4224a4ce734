/** Binds the routes of the product API that read and change an event's inventory. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Handlers } from '../lib/handler.ts';
import type { EventCache } from './event-cache.ts';
import { eventHandlers } from './event-handlers.ts';
import type { Inventory } from './inventory.ts';
import { reservationHandlers } from './reservation-handlers.ts';

export type InventoryDeps = {
  readonly db: Db;
  readonly inventory: Inventory;
  readonly events: EventCache;
  readonly book: EventBook;
  readonly clock: Clock;
};

export const inventoryRoutes = (deps: InventoryDeps): Handlers<ProductApi> => ({
  ...eventHandlers(deps),
  ...reservationHandlers(deps),
});
