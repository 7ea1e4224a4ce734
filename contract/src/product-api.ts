/**
 * The product API under /api/v1: it grows only by addition. Times are ISO-8601 in UTC, money is in
 * minor units, ids of reservations, orders and payments are chosen by the client, unknown fields of
 * a body are refused.
 */
import { demoRoutes } from './product-demo.ts';
import { eventRoutes } from './product-events.ts';
import { orderRoutes } from './product-orders.ts';
import { queueRoutes } from './product-queue.ts';
import { rehearsalRoutes } from './product-rehearsals.ts';
import { reservationRoutes } from './product-reservations.ts';
import { sessionRoutes } from './product-session.ts';
import { ticketRoutes } from './product-tickets.ts';

export const productApi = {
  ...eventRoutes,
  ...reservationRoutes,
  ...orderRoutes,
  ...ticketRoutes,
  ...queueRoutes,
  ...rehearsalRoutes,
  ...sessionRoutes,
  ...demoRoutes,
} as const;

export type ProductApi = typeof productApi;
