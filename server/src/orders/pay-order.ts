/**
 * Pays an order: the hold is secured for longer than the provider may take, then the payment is
 * written, then the provider is asked. An outcome that is unknown leaves the order PAYING; the worker
 * finds out. Source tokens are never stored, so nobody but this request can make the charge.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import { secureHold } from '../inventory/step-reservation.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { ok, refuse, type Refusal, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { takesRehearsals } from '../payments/takes-rehearsals.ts';
import { PaymentIdTaken } from './commit-move.ts';
import { type OrderDeps, SECURE_MARGIN_MS } from './deps.ts';
import { driveOrder, reaching, tryMove } from './drive-order.ts';
import { type OrderFacts, rowOf } from './model/facts.ts';
import { chargeMove, startMove } from './model/moves.ts';
import { type Edge, orderTable } from './model/order-table.ts';
import { type FoundOrder, readOrder } from './read-order.ts';

export type PayWish = {
  readonly orderId: Uuid;
  readonly buyer: string;
  readonly paymentId: Uuid;
  readonly source: string;
  /** What the buyer agreed to, in minor units. */
  readonly totalMinor: number;
};

type PayRefusal =
  | 'invalid_request'
  | 'order_not_found'
  | 'invalid_transition'
  | 'hold_expired'
  | 'limit_reached'
  | 'payment_in_progress'
  | 'id_conflict'
  | 'idempotency_mismatch'
  | 'event_cancelled'
  | 'rehearsal_refused'
  | 'busy'
  | 'outcome_unknown';
export type Paid = Result<FoundOrder, PayRefusal>;

const AGAIN_MAX = 10;
/** Every attempt secures the hold anew: without an end to them, places could be kept for ever. */
const PAYMENTS_MAX = 10;

export async function payOrder(deps: OrderDeps, event: EventRecord, wish: PayWish): Promise<Paid> {
  // Virtual buyers never reach a provider that would take it for real.
  if (event.rehearsalOf !== null && !takesRehearsals(deps.provider)) {
    return refuse('rehearsal_refused');
  }
  for (let again = 0; again < AGAIN_MAX; again++) {
    const found = await readOrder(deps.db, event.eventId, wish.orderId);
    if (found === undefined || !isOwnedBy(found, wish.buyer)) return refuse('order_not_found');
    const { facts } = found;
    const known = facts.payments.find(({ id }) => id === wish.paymentId);
    if (known !== undefined) {
      if (known.amountMinor !== wish.totalMinor) return refuse('idempotency_mismatch');
      return driven(deps, facts);
    }
    const refusal = whyNot(found, wish) ?? (await secure(deps, facts));
    if (refusal !== undefined) return refusal;
    const started = await start(deps, facts, wish.paymentId);
    if (started === 'taken') return refuse('id_conflict');
    if (started === undefined) continue;
    return charge(deps, event, started, wish);
  }
  return refuse('busy', { retryAfterSeconds: 1 });
}

/** Undefined: the order has moved on. */
async function start(
  deps: OrderDeps,
  facts: OrderFacts,
  paymentId: Uuid,
): Promise<OrderFacts | 'taken' | undefined> {
  const move = startMove(facts, paymentId, deps.ids.next());
  if (move === undefined) return undefined;
  try {
    return await tryMove(deps, move, facts);
  } catch (error) {
    if (error instanceof PaymentIdTaken) return 'taken';
    throw error;
  }
}

export const isOwnedBy = ({ owner }: FoundOrder, buyer: string): boolean =>
  owner?.principalId === SHOP_PRINCIPAL && owner.buyer === buyer;

/** Drives the order; `known`: its facts, when the caller has just left them so. */
async function driven(
  deps: OrderDeps,
  { eventId, id }: OrderFacts,
  known?: OrderFacts,
): Promise<Paid> {
  const found = await driveOrder(deps, eventId, id, known);
  return found === undefined ? refuse('order_not_found') : ok(found);
}

function whyNot({ facts }: FoundOrder, wish: PayWish): Refusal<PayRefusal> | undefined {
  const edge: Edge = orderTable[rowOf(facts)].pay;
  if (typeof edge !== 'string' && 'refuse' in edge) {
    return refuse(edge.refuse as PayRefusal, { status: facts.state.toLowerCase() });
  }
  if (facts.payments.length >= PAYMENTS_MAX) {
    return refuse('limit_reached', { scope: 'payments', limit: PAYMENTS_MAX });
  }
  if (facts.eventCancelled) return refuse('event_cancelled');
  if (facts.hold !== 'PENDING') return refuse('hold_expired');
  if (facts.totalMinor !== wish.totalMinor) {
    const problem = `is not the total of the order, ${facts.totalMinor}`;
    return refuse('invalid_request', { fields: [{ field: 'body.totalMinor', problem }] });
  }
  return undefined;
}

/** Nothing is charged for places that could be gone before the provider answers. */
async function secure(
  deps: OrderDeps,
  { eventId, reservationId, totalMinor }: OrderFacts,
): Promise<Refusal<PayRefusal> | undefined> {
  // Nobody has to be waited for: if the hold lapses now, confirming it still says who was first.
  if (totalMinor === 0) return undefined;
  const secured = await secureHold(deps.inventory, {
    eventId,
    id: reservationId,
    principalId: SHOP_PRINCIPAL,
    forMs: deps.provider.timeoutMs + SECURE_MARGIN_MS,
  });
  if (secured.ok) return undefined;
  return secured.code === 'reservation_not_found'
    ? refuse('hold_expired')
    : (secured as Refusal<PayRefusal>);
}

/** Asks for the money of the payment that has just begun, and goes on with what is said. */
async function charge(
  deps: OrderDeps,
  event: EventRecord,
  facts: OrderFacts,
  { paymentId, source }: PayWish,
): Promise<Paid> {
  const payment = facts.payments.find(({ id }) => id === paymentId);
  if (payment?.state !== 'STARTED') return driven(deps, facts);
  const answer = await reaching(deps, facts, () =>
    deps.provider.charge({
      key: payment.key,
      amountMinor: payment.amountMinor,
      currency: facts.currency,
      source,
      orderId: facts.id,
      description: event.name,
    }),
  );
  const news = answer && chargeMove(facts, paymentId, answer);
  const after = news && (await tryMove(deps, news, facts));
  // Its message may have been quicker than the answer: then the order has moved on, and so do we.
  if (answer !== undefined && answer.state !== 'pending') return driven(deps, facts, after);
  // The provider has just said what it knows: its message, or a worker, brings the rest.
  const waiting = await readOrder(deps.db, facts.eventId, facts.id);
  return waiting === undefined ? refuse('order_not_found') : ok(waiting);
}
