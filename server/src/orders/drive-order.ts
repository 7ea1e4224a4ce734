/**
 * The one driver of orders: reads the facts, asks the pure `next-step.ts` what to do, does it, and goes
 * on until the order is at rest or somebody else has to answer. Requests, messages of the provider, the
 * outbox and the worker all call it, in whatever processes, so a crash at any point, repetitions and
 * lost messages end in the same place. The network is never called inside a transaction, and every
 * change is conditional on what it was decided on (`commit-move.ts`).
 */
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { cancelReservation, confirmHold } from '../inventory/step-reservation.ts';
import type { Outcome } from '../inventory/model/commands.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { ProviderUnreachable } from '../payments/provider.ts';
import { revokeTickets } from '../tickets/revoke-tickets.ts';
import { commitMove } from './commit-move.ts';
import type { OrderDeps } from './deps.ts';
import type { OrderFacts } from './model/facts.ts';
import {
  askRefundMove,
  chargeMove,
  type Move,
  orderMove,
  refundMove,
  releaseMove,
} from './model/moves.ts';
import { type NextStep, nextStep } from './model/next-step.ts';
import { type FoundOrder, readOrder } from './read-order.ts';

/** More steps than any order needs; the worker goes on where this ends. */
const STEPS_MAX = 40;

/** `again`: look at the facts anew. `wait`: nothing more can be done for now. */
type Done = 'again' | 'wait';

/**
 * Answers the order as it is afterwards; undefined: there is none. `known`: its facts as the caller has
 * just left them, for a first step without reading them.
 */
export async function driveOrder(
  deps: OrderDeps,
  eventId: number,
  orderId: Uuid,
  known?: OrderFacts,
): Promise<FoundOrder | undefined> {
  if (known !== undefined) await takeStep(deps, known);
  for (let steps = 0; ; steps++) {
    const found = await readOrder(deps.db, eventId, orderId);
    if (found === undefined || steps >= STEPS_MAX) return found;
    if ((await takeStep(deps, found.facts)) === 'wait') return found;
  }
}

async function takeStep(deps: OrderDeps, facts: OrderFacts): Promise<Done> {
  const step = nextStep(facts, deps.patience);
  return step.do === 'nothing' ? 'wait' : perform(deps, facts, step);
}

async function perform(
  deps: OrderDeps,
  facts: OrderFacts,
  step: Exclude<NextStep, { do: 'nothing' }>,
): Promise<Done> {
  switch (step.do) {
    case 'find_charge':
    case 'cancel_charge':
      return askAboutCharge(deps, facts, step);
    case 'send_refund':
    case 'find_refund':
      return askAboutRefund(deps, facts, step);
    case 'confirm_hold':
      return confirm(deps, facts);
    case 'cancel_hold':
      return cancelHold(deps, facts);
    case 'release':
      return release(deps, facts);
    case 'ask_refund':
      return move(deps, askRefundMove(facts, step.paymentId, deps.ids.next()), facts);
    case 'move':
      return move(deps, orderMove(facts, step.event, step.reason), facts);
    default:
      return step satisfies never;
  }
}

async function move(deps: OrderDeps, wanted: Move | undefined, before: OrderFacts): Promise<Done> {
  if (wanted === undefined) return 'wait';
  await tryMove(deps, wanted, before);
  return 'again';
}

/** Commits a move and tells of it. One that came too late is no loss: the facts are read again. */
export async function tryMove(
  deps: OrderDeps,
  wanted: Move,
  before: OrderFacts,
): Promise<OrderFacts | undefined> {
  const after = await commitMove(deps.db, wanted, deps.patience, deps.provider.name);
  if (after !== undefined) announce(deps, wanted, before);
  return after;
}

/** Tells operators and whoever follows the outbox, after the commit. */
export function announce(
  deps: OrderDeps,
  { next, payment, refund }: Move,
  before: OrderFacts,
): void {
  const { log, metrics } = deps;
  const ids = { eventId: next.eventId, orderId: next.id };
  if (payment !== undefined) metrics.payment(payment.state);
  if (refund !== undefined) {
    metrics.refund(refund.state);
    // One that failed is tried again by itself; operators want to know that it has to be.
    const tell = refund.state === 'FAILED' ? log.warn : log.debug;
    tell.call(
      log,
      { ...ids, refund: refund.state, attempts: refund.attempts },
      'A refund changed.',
    );
  }
  if (next.state !== before.state) {
    metrics.order(next.state);
    log.debug(
      { ...ids, state: next.state, reason: next.endReason ?? undefined },
      'An order moved.',
    );
  }
  deps.onCommit(next.eventId);
}

/** No answer of the provider is an answer too: the worker asks again. */
export async function reaching<Answer>(
  deps: OrderDeps,
  facts: OrderFacts,
  call: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ProviderUnreachable)) throw error;
    deps.metrics.unreachable();
    const ids = { eventId: facts.eventId, orderId: facts.id };
    deps.log.warn({ ...ids, error }, 'The payment provider gave no answer.');
    return undefined;
  }
}

async function askAboutCharge(
  deps: OrderDeps,
  facts: OrderFacts,
  step: Extract<NextStep, { do: 'find_charge' | 'cancel_charge' }>,
): Promise<Done> {
  const { key, id } = step.payment;
  const { provider } = deps;
  const charge = await reaching(deps, facts, () =>
    step.do === 'cancel_charge' ? provider.cancelCharge(key) : provider.findCharge(key),
  );
  return charge === undefined ? 'wait' : move(deps, chargeMove(facts, id, charge), facts);
}

async function askAboutRefund(
  deps: OrderDeps,
  facts: OrderFacts,
  step: Extract<NextStep, { do: 'send_refund' | 'find_refund' }>,
): Promise<Done> {
  const { key, amountMinor } = step.refund;
  const { provider } = deps;
  const answer = await reaching(deps, facts, () => {
    if (step.do === 'find_refund') return provider.findRefund(key);
    const chargeRef = step.payment.ref ?? '';
    return provider.refund({ key, chargeRef, amountMinor, currency: facts.currency });
  });
  return answer === undefined ? 'wait' : move(deps, refundMove(facts, key, answer), facts);
}

const holdRequest = ({ eventId, reservationId }: OrderFacts) => ({
  eventId,
  id: reservationId,
  principalId: SHOP_PRINCIPAL,
});

/** Refusals that are final: whatever else is refused may be asked again. */
const isFinal = (outcome: Outcome): boolean =>
  !outcome.ok &&
  (outcome.code === 'hold_expired' ||
    outcome.code === 'limit_reached' ||
    outcome.code === 'invalid_transition' ||
    outcome.code === 'reservation_not_found' ||
    outcome.code === 'event_cancelled');

/** A hold that has expired takes its places back if they are free; if not, the money goes back. */
async function confirm(deps: OrderDeps, facts: OrderFacts): Promise<Done> {
  const outcome = await confirmHold(deps.inventory, holdRequest(facts));
  if (outcome.ok) return move(deps, orderMove(facts, 'confirmed'), facts);
  if (!isFinal(outcome)) return 'wait';
  const reason = outcome.code === 'event_cancelled' ? 'event_cancelled' : 'places_lost';
  return move(deps, orderMove(facts, 'not_confirmed', reason), facts);
}

async function cancelHold(deps: OrderDeps, facts: OrderFacts): Promise<Done> {
  const outcome = await cancelReservation(deps.inventory, holdRequest(facts));
  return outcome.ok ? 'again' : 'wait';
}

async function release(deps: OrderDeps, facts: OrderFacts): Promise<Done> {
  const wanted = releaseMove(facts);
  if (wanted === undefined) return 'wait';
  const { db, patience, provider } = deps;
  // The order is locked first: the lock order of everything that concerns orders.
  const isMine = await db.transaction(async (tx) => {
    if ((await commitMove(tx, wanted, patience, provider.name)) === undefined) return false;
    await revokeTickets(tx, facts.eventId, facts.reservationId);
    return true;
  });
  if (isMine) announce(deps, wanted, facts);
  return 'again';
}
