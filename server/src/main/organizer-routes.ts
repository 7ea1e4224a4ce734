/** The organizers' routes of the catalog, joined with the inventory that stocks and shows their events. */
import { type CatalogRoutes, catalogRoutes } from '../catalog/routes.ts';
import { presentEvent } from '../inventory/present.ts';
import { stockEvent } from '../inventory/stock-event.ts';
import type { Context } from './context.ts';

export function organizerRoutes(context: Context): CatalogRoutes {
  const { db, book, clock, config, events, committed } = context;
  return catalogRoutes({
    db,
    book,
    clock,
    holds: config.holds,
    stock: stockEvent,
    async show(eventId) {
      // Whoever changed an event reads his own change; other processes hear of it from the outbox.
      events.evict(eventId);
      committed.wake();
      const snapshot = await events.get(eventId);
      return snapshot && presentEvent(snapshot, clock.nowMs());
    },
  });
}
