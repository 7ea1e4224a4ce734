/**
 * Giving an order back: by its buyer while the rules of the event allow it, by the organizer at any
 * time. The wish is written down first; from then on whoever drives the order finishes it: places back
 * to the sale, tickets revoked, money refunded.
 */
import type { EndReason } from '@onsale/contract/order.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { ok, refuse, type Refusal, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { OrderDeps } from './deps.ts';
import { driveOrder, tryMove } from './drive-order.ts';
import { rowOf } from './model/facts.ts';
import { orderMove } from './model/moves.ts';
import { type Edge, orderTable } from './model/order-table.ts';
import { isOwnedBy } from './pay-order.ts';
import { type FoundOrder, readOrder } from './read-order.ts';

type EndRefusal =
  | 'order_not_found'
  | 'invalid_transition'
  | 'payment_in_progress'
  | 'refund_closed'
  | 'ticket_transferred'
  | 'busy';
export type Ended = Result<FoundOrder, EndRefusal>;

const AGAIN_MAX = 10;

/**
 * Refuses `payment_in_progress`; once it is bought, `refund_closed` when the time for it is over, and
 * `ticket_transferred` while somebody else has a ticket of it.
 */
export const cancelOrder = (
  deps: OrderDeps,
  event: EventRecord,
  orderId: Uuid,
  buyer: string,
): Promise<Ended> =>
  endOrder(deps, event, orderId, { event: 'cancel', reason: 'cancelled_by_buyer' }, (found) => {
    if (!isOwnedBy(found, buyer)) return refuse('order_not_found');
    const { state, nowMs } = found.facts;
    const until = event.refundableUntilMs;
    const isClosed = state === 'COMPLETE' && (until === null || nowMs >= until);
    if (isClosed) return refuse('refund_closed');
    // What belongs to a friend is not the buyer's to give back. Accepting a ticket wakes its order, so a
    // move that was decided before it does not count.
    const { given } = found;
    return state === 'COMPLETE' && given > 0 ? refuse('ticket_transferred', { given }) : undefined;
  });

/** By the organizer: whatever state it is in, also while a payment is under way. */
export const refundOrder = (deps: OrderDeps, event: EventRecord, orderId: Uuid): Promise<Ended> =>
  endOrder(
    deps,
    event,
    orderId,
    { event: 'end', reason: 'cancelled_by_organizer' },
    () => undefined,
  );

type End = { readonly event: 'cancel' | 'end'; readonly reason: EndReason };

async function endOrder(
  deps: OrderDeps,
  { eventId }: EventRecord,
  orderId: Uuid,
  { event, reason }: End,
  whyNot: (found: FoundOrder) => Refusal<EndRefusal> | undefined,
): Promise<Ended> {
  for (let again = 0; again < AGAIN_MAX; again++) {
    const found = await readOrder(deps.db, eventId, orderId);
    if (found === undefined) return refuse('order_not_found');
    const { facts } = found;
    const edge: Edge = orderTable[rowOf(facts)][event];
    const refusal = whyNot(found);
    if (refusal !== undefined) return refusal;
    if (typeof edge !== 'string' && 'refuse' in edge) {
      return refuse(edge.refuse as EndRefusal, { status: facts.state.toLowerCase() });
    }
    const move = orderMove(facts, event, reason);
    // Given back already: answered as it is, and driven on if it is not finished.
    const after = move === undefined ? facts : await tryMove(deps, move, facts);
    if (after === undefined) continue;
    const ended = await driveOrder(deps, eventId, orderId, after);
    return ended === undefined ? refuse('order_not_found') : ok(ended);
  }
  return refuse('busy', { retryAfterSeconds: 1 });
}
