/** What the commands of orders work with; put together once per process. */
import type { EventBook } from '../catalog/event-book.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Log } from '../ops/log.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { PlaceLabels } from '../tickets/place-labels.ts';
import type { Patience } from './model/next-step.ts';
import type { OrderMetrics } from './order-metrics.ts';

export type OrderDeps = {
  readonly db: Db;
  readonly inventory: Inventory;
  readonly book: EventBook;
  readonly labels: PlaceLabels;
  readonly provider: PaymentProvider;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: OrderMetrics;
  readonly patience: Patience;
  /** Something of this event was committed outside of the inventory: the outbox has news. */
  readonly onCommit: (eventId: number) => void;
};

/** How much longer than one call to the provider a hold is secured when a payment begins, in ms. */
export const SECURE_MARGIN_MS = 60_000;

/** A charge that is unknown or pending is called off while the hold it was made for still lasts. */
export const patienceFor = (provider: PaymentProvider): Patience => ({
  chargeUnknownMs: provider.timeoutMs + 5_000,
  chargePendingMs: provider.timeoutMs + SECURE_MARGIN_MS - 10_000,
  refundRetryMs: 30_000,
  lookAfterMs: 3_000,
});
