/** Binds the routes with which organizers make and change events. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db, Tx } from '../lib/db.ts';
import type { Handlers } from '../lib/handler.ts';
import { changeHandlers } from './change-handlers.ts';
import { createHandler } from './create-handler.ts';
import type { EventBook } from './event-book.ts';
import type { Stock } from './model/check-stock.ts';

export type CatalogDeps = {
  readonly db: Db;
  readonly book: EventBook;
  readonly clock: Clock;
  readonly holds: { readonly holdMs: number; readonly extensionMs: number };
  /** The inventory's: gives a new event its places, in the transaction that creates it. */
  readonly stock: (tx: Tx, eventId: number, stock: Stock) => Promise<void>;
  /** The inventory's: the event as readers see it, read anew. Undefined: there is no such event. */
  readonly show: (eventId: number) => Promise<ShownEvent | undefined>;
};

export type ShownEvent = BodyOf<ProductApi['readEvent']>['event'];

export type CatalogRoutes = Pick<
  Handlers<ProductApi>,
  'createEvent' | 'updateEvent' | 'cancelEvent' | 'postponeEvent'
>;

export const catalogRoutes = (deps: CatalogDeps): CatalogRoutes => ({
  ...createHandler(deps),
  ...changeHandlers(deps),
});
