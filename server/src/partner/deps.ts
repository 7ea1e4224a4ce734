/** What the handlers of the booking API stand on. */
import type { EventBook } from '../catalog/event-book.ts';
import type { EventCache } from '../inventory/event-cache.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';

export type PartnerDeps = {
  readonly db: Db;
  readonly inventory: Inventory;
  readonly events: EventCache;
  readonly book: EventBook;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly holds: { readonly holdMs: number; readonly extensionMs: number };
};

/** Times without a zone are read in this one unless the event says otherwise. */
export const defaultZone = 'Asia/Seoul';
export const defaultCurrency = 'KRW';
