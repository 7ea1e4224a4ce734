/** People with bookings in the shop, and the tickets that the worker of the process gives them. */
import type { Ticket } from '@onsale/contract/order.ts';
import type { Wanted } from '../../src/inventory/model/commands.ts';
import { assert } from '../../src/lib/assert.ts';
import { type Person, SHOP_PRINCIPAL } from '../../src/lib/handler.ts';
import type { Uuid } from '../../src/lib/uuid-v7.ts';
import type { Context } from '../../src/main/context.ts';
import { countTickets } from '../../src/tickets/count-tickets.ts';
import { ticketRoutes, type TicketRoutes } from '../../src/tickets/routes.ts';
import type { World } from '../api/world.ts';
import { waitFor } from './wait-for.ts';

export type TicketQuery = {
  readonly limit?: number;
  readonly cursor?: string;
  readonly eventId?: number;
  readonly reservationId?: string;
};

export type TicketPage = { readonly tickets: readonly Ticket[]; readonly nextCursor?: string };

export type Holders = {
  readonly routes: TicketRoutes;
  /** Books without an order, and waits for the tickets. */
  book(buyer: Person, eventId: number, wanted: Wanted): Promise<Uuid>;
  /** Cancels, and waits for the tickets to be revoked. */
  cancel(eventId: number, id: Uuid): Promise<void>;
  list(person: Person, query?: TicketQuery): Promise<TicketPage>;
  read(person: Person, eventId: number, ticketId: string): ReturnType<TicketRoutes['readTicket']>;
  /** The same, of a ticket that is there. */
  mustRead(person: Person, eventId: number, ticketId: string): Promise<Ticket>;
};

export const guest = (name: string): Person => ({ kind: 'person', personId: `g:${name}` });

const noInput = { headers: undefined, body: undefined } as const;

export function createHolders(world: World, organizationId: number): Holders {
  const [process] = world.processes;
  assert(process !== undefined, 'no process');
  const { context }: { context: Context } = process;
  const routes = ticketRoutes(context);
  const count = (eventId: number, id: Uuid) => countTickets(world.db, eventId, id);
  const read: Holders['read'] = (person, eventId, ticketId) =>
    routes.readTicket(
      { ...noInput, query: undefined, params: { eventId, ticketId } },
      person,
      'trace',
    );
  return {
    routes,
    read,
    async book(buyer, eventId, wanted) {
      const id = context.ids.next();
      const owner = { organizationId, principalId: SHOP_PRINCIPAL, buyer: buyer.personId };
      const command = { kind: 'place', id, owner, wanted, confirm: true, holdMs: 0 } as const;
      const outcome = await context.inventory.submit(eventId, command, false);
      assert(outcome.ok, JSON.stringify(outcome));
      await waitFor('the tickets to be issued', async () => (await count(eventId, id)) > 0);
      return id;
    },
    async cancel(eventId, id) {
      const command = { kind: 'cancel', id, principalId: SHOP_PRINCIPAL } as const;
      await context.inventory.submit(eventId, command, false);
      await waitFor('the tickets to be revoked', async () => (await count(eventId, id)) === 0);
    },
    async list(person, query = {}) {
      const input = { ...noInput, params: undefined, query };
      const answer = await routes.listTickets(input, person, 'trace');
      assert(answer.ok && 'tickets' in answer.value, JSON.stringify(answer));
      return answer.value;
    },
    async mustRead(person, eventId, ticketId) {
      const answer = await read(person, eventId, ticketId);
      assert(answer.ok && 'ticket' in answer.value, JSON.stringify(answer));
      return answer.value.ticket;
    },
  };
}
