/**
 * The worker behind every promise: looks at orders that are due (a request that died, a message that
 * was lost, a charge that hangs, a refund that failed) and drives them on. It is bounded in all it does:
 * orders at a time, pauses per order, which grow while nothing changes.
 */
import { cancelReservation } from '../inventory/step-reservation.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { OrderDeps } from './deps.ts';
import { driveOrder } from './drive-order.ts';
import { isAtRest, lookInMs } from './model/next-step.ts';
import {
  claimDue,
  endWalk,
  findLooseHolds,
  forgetProviderEvents,
  lockWalk,
  moveWalk,
  readUnsettled,
  rest,
  wakePage,
} from './sql/look.ts';

/** Claimed at once, and driven at the same time: as many calls to the provider at most. */
const ORDERS_MAX = 16;
const PAUSE_MIN_MS = 1_000;
const PAUSE_MAX_MS = 60_000;
const PAGE_ROWS = 500;

export type Pauses = { readonly minMs: number; readonly maxMs: number };
const pausesDefault: Pauses = { minMs: PAUSE_MIN_MS, maxMs: PAUSE_MAX_MS };

/** Drives a batch of due orders. Answers whether there may be more. */
export async function reconcile(deps: OrderDeps, pauses = pausesDefault): Promise<boolean> {
  const due = await deps.db.query(claimDue, [ORDERS_MAX, pauses.minMs, pauses.maxMs]);
  await Promise.all(
    due.map(async ({ eventId, orderId }) => {
      try {
        await look(deps, eventId, orderId as Uuid);
      } catch (error) {
        // One order that cannot be driven must not keep the others waiting.
        deps.log.error({ eventId, orderId, error }, 'An order could not be driven; again later.');
      }
    }),
  );
  return due.length === ORDERS_MAX;
}

async function look(deps: OrderDeps, eventId: number, orderId: Uuid): Promise<void> {
  const facts = (await driveOrder(deps, eventId, orderId))?.facts;
  if (facts === undefined || !isAtRest(facts)) return;
  const inMs = lookInMs(facts, deps.patience);
  await deps.db.query(rest, [eventId, orderId, facts.version, facts.wakes, inMs]);
}

/**
 * Goes one page further through the orders of a cancelled event, then through holds nobody has ordered.
 * Answers whether there is more.
 */
export async function walkCancelledEvent(deps: OrderDeps): Promise<boolean> {
  const walked = await deps.db.transaction(async (tx) => {
    const [walk] = await tx.query(lockWalk);
    if (walk === undefined) return undefined;
    const page = await tx.query(wakePage, [walk.eventId, walk.afterId, PAGE_ROWS]);
    const last = page.at(-1);
    if (last !== undefined) await tx.query(moveWalk, [walk.eventId, last.orderId]);
    return { eventId: walk.eventId, ended: last === undefined };
  });
  if (walked === undefined) return false;
  if (!walked.ended) return true;
  const { eventId } = walked;
  const loose = await deps.db.query(findLooseHolds, [eventId, SHOP_PRINCIPAL, PAGE_ROWS]);
  const outcomes = await Promise.all(
    loose.map(({ id }) =>
      cancelReservation(deps.inventory, { eventId, id: id as Uuid, principalId: SHOP_PRINCIPAL }),
    ),
  );
  if (loose.length < PAGE_ROWS && outcomes.every(({ ok }) => ok)) {
    await deps.db.query(endWalk, [eventId]);
    return true;
  }
  return outcomes.some(({ ok }) => ok);
}

/** Tells the metrics how much is unsettled. */
export async function measureUnsettled({ db, metrics }: OrderDeps): Promise<void> {
  const [row] = await db.query(readUnsettled);
  if (row !== undefined) metrics.unsettled(row.count, row.oldestMs);
}

/** Providers stop repeating after days; a message heard after that is no news to an order anyway. */
const MESSAGES_KEPT_MS = 30 * 86_400_000;
const MESSAGES_MAX = 1_000;

/** Answers whether there may be more. */
export async function forgetMessages({ db }: OrderDeps): Promise<boolean> {
  const rows = await db.query(forgetProviderEvents, [MESSAGES_KEPT_MS, MESSAGES_MAX]);
  return rows.length === MESSAGES_MAX;
}
