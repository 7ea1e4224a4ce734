/** The organizers' routes of the catalog, joined with the inventory that stocks and shows their events. */
import { type CatalogDeps, type CatalogRoutes, catalogRoutes } from '../catalog/routes.ts';
import { presentEvent } from '../inventory/present.ts';
import { stockEvent } from '../inventory/stock-event.ts';
import type { Context } from './context.ts';

export function organizerRoutes(context: Context): CatalogRoutes {
  const { db, book, clock, config } = context;
  return catalogRoutes({
    db,
    book,
    clock,
    holds: config.holds,
    stock: stockEvent,
    show: showAnew(context),
  });
}

/** Whoever changed an event reads his own change; other processes hear of it from the outbox. */
export const showAnew =
  ({ book, events, committed, clock }: Context): CatalogDeps['show'] =>
  async (eventId) => {
    book.evict(eventId);
    events.evict(eventId);
    committed.wake();
    const snapshot = await events.get(eventId);
    return snapshot && presentEvent(snapshot, clock.nowMs());
  };
