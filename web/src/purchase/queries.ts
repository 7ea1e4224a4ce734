/** What a purchase reads: holds, orders, tickets, the plan. All of it belongs to this session. */
import { queryOptions } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import type { Api } from '../api/client.ts';
import { valueOf } from '../api/outcome.ts';
import { hasSessionHint } from '../session/hint.ts';

export type Reservation = BodyOf<typeof productApi.readReservation>['reservation'];
export type Order = BodyOf<typeof productApi.readOrder>['order'];
export type OrderLine = Order['lines'][number];
export type Ticket = BodyOf<typeof productApi.readTicket>['ticket'];

const PAGE = 100;

/** Geometry never changes under its version. */
export const planQuery = (api: Api, eventId: number, version: number | undefined) =>
  queryOptions({
    queryKey: ['plan', eventId, version ?? 0],
    queryFn: async ({ signal }): Promise<SeatingPlan> => {
      const query = version === undefined ? {} : { version };
      const plan = await valueOf(
        api.call(productApi.readSeatingPlan, { params: { eventId }, query, signal }),
      );
      return plan as SeatingPlan;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The holds of this session that are still running. Who has no session has none. */
export const holdsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['holds'],
    queryFn: async ({ signal }): Promise<readonly Reservation[]> => {
      if (!hasSessionHint()) return [];
      const query = { limit: PAGE };
      return (await valueOf(api.call(productApi.listReservations, { query, signal }))).reservations;
    },
    staleTime: 15_000,
  });

export const reservationQuery = (api: Api, eventId: number, reservationId: string) =>
  queryOptions({
    queryKey: ['reservation', eventId, reservationId],
    queryFn: async ({ signal }): Promise<Reservation> => {
      const params = { eventId, reservationId };
      return (await valueOf(api.call(productApi.readReservation, { params, signal }))).reservation;
    },
    staleTime: 5_000,
  });

export const orderKey = (eventId: number, orderId: string) => ['order', eventId, orderId] as const;

export const orderQuery = (api: Api, eventId: number, orderId: string) =>
  queryOptions({
    queryKey: orderKey(eventId, orderId),
    queryFn: async ({ signal }): Promise<Order> => {
      const params = { eventId, orderId };
      return (await valueOf(api.call(productApi.readOrder, { params, signal }))).order;
    },
    staleTime: 1_000,
  });

/** The latest orders: enough to find what is under way. */
export const ordersQuery = (api: Api) =>
  queryOptions({
    queryKey: ['orders'],
    queryFn: async ({ signal }): Promise<readonly Order[]> => {
      if (!hasSessionHint()) return [];
      const query = { limit: PAGE };
      return (await valueOf(api.call(productApi.listOrders, { query, signal }))).orders;
    },
    staleTime: 1_000,
  });

/** All tickets, or those of one reservation. */
export const ticketsQuery = (api: Api, reservationId?: string) =>
  queryOptions({
    queryKey: ['tickets', reservationId ?? 'all'],
    queryFn: async ({ signal }): Promise<readonly Ticket[]> => {
      if (!hasSessionHint()) return [];
      const tickets: Ticket[] = [];
      let cursor: string | undefined;
      do {
        const query = {
          limit: PAGE,
          ...(reservationId !== undefined && { reservationId }),
          ...(cursor !== undefined && { cursor }),
        };
        // Pages follow each other.
        // oxlint-disable-next-line no-await-in-loop
        const page = await valueOf(api.call(productApi.listTickets, { query, signal }));
        tickets.push(...page.tickets);
        cursor = page.nextCursor;
      } while (cursor !== undefined && tickets.length < TICKETS_MAX);
      return tickets;
    },
    staleTime: 5_000,
  });

const TICKETS_MAX = 1_000;

export const ticketQuery = (api: Api, eventId: number, ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', eventId, ticketId],
    queryFn: async ({ signal }): Promise<Ticket> => {
      const params = { eventId, ticketId };
      return (await valueOf(api.call(productApi.readTicket, { params, signal }))).ticket;
    },
    staleTime: 30_000,
  });
