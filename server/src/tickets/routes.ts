/** Binds the routes of the product API that are about tickets. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { EventCache } from '../inventory/event-cache.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Handlers } from '../lib/handler.ts';
import type { TicketKeys } from './signing-keys.ts';
import { ticketHandlers } from './ticket-handlers.ts';

export type TicketDeps = {
  readonly db: Db;
  readonly events: EventCache;
  readonly book: EventBook;
  readonly clock: Clock;
  readonly ticketKeys: TicketKeys;
};

export type TicketRoutes = Pick<
  Handlers<ProductApi>,
  'listTickets' | 'readTicket' | 'readTicketKeys' | 'listRevokedTickets'
>;

export const ticketRoutes = (deps: TicketDeps): TicketRoutes => ticketHandlers(deps);
