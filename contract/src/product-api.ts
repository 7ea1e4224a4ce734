/**
 * The product API under /api/v1: it grows only by addition. Times are ISO-8601 in UTC, money is in
 * minor units, ids of reservations, orders and payments are chosen by the client, unknown fields of
 * a body are refused.
 */
import { accountRoutes } from './product-account.ts';
import { demoRoutes } from './product-demo.ts';
import { documentRoutes } from './product-documents.ts';
import { discoverRoutes } from './product-discover.ts';
import { eventRoutes } from './product-events.ts';
import { featureRoutes } from './product-features.ts';
import { orderRoutes } from './product-orders.ts';
import { pushRoutes } from './product-push.ts';
import { posterRoutes } from './product-posters.ts';
import { promoRoutes } from './product-promos.ts';
import { queueRoutes } from './product-queue.ts';
import { rehearsalRoutes } from './product-rehearsals.ts';
import { reminderRoutes } from './product-reminders.ts';
import { reservationRoutes } from './product-reservations.ts';
import { sessionRoutes } from './product-session.ts';
import { ticketRoutes } from './product-tickets.ts';
import { transferRoutes } from './product-transfers.ts';
import { waitlistRoutes } from './product-waitlist.ts';

export const productApi = {
  ...eventRoutes,
  ...discoverRoutes,
  ...posterRoutes,
  ...reminderRoutes,
  ...reservationRoutes,
  ...orderRoutes,
  ...ticketRoutes,
  ...documentRoutes,
  ...promoRoutes,
  ...transferRoutes,
  ...queueRoutes,
  ...waitlistRoutes,
  ...pushRoutes,
  ...rehearsalRoutes,
  ...sessionRoutes,
  ...accountRoutes,
  ...featureRoutes,
  ...demoRoutes,
} as const;

export type ProductApi = typeof productApi;
