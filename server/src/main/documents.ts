/** Documents in a process: what makes them, and the routes that hand them out. */
import { type DocumentRoutes, documentRoutes } from '../documents/routes.ts';
import type { TicketReaders } from '../documents/find-tickets.ts';
import { orderRoutes } from '../orders/routes.ts';
import { ticketRoutes } from '../tickets/routes.ts';
import type { Context } from './context.ts';

/** Orders and tickets as their owners read them. */
export const readersOf = (context: Context): TicketReaders => ({
  ...ticketRoutes(context),
  readOrder: orderRoutes(context.orders.deps).readOrder,
});

export function openDocuments(context: Context): DocumentRoutes {
  const { book, clock, limiter, pdf, wallets, config } = context;
  return documentRoutes({
    book,
    clock,
    limiter,
    pdf,
    wallets,
    readers: readersOf(context),
    publicOrigin: config.people.publicOrigin,
  });
}
