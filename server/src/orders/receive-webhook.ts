/**
 * A message of a payment provider: verified, heard once, and written down with its effect in one
 * transaction; what follows from it (confirming, refunding) is done after the answer. Repeated, late and
 * reordered messages change nothing, because the tables of moves know what is news.
 */
import { refuse, type Result, ok } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { Queryable } from '../lib/db.ts';
import type { ProviderEvent, WebhookHeaders } from '../payments/provider.ts';
import { commitMove } from './commit-move.ts';
import type { OrderDeps } from './deps.ts';
import { announce, driveOrder } from './drive-order.ts';
import type { OrderFacts } from './model/facts.ts';
import { chargeMove, type Move, refundMove } from './model/moves.ts';
import type { WebhookOutcome } from './order-metrics.ts';
import { readOrder } from './read-order.ts';
import { rememberProviderEvent } from './sql/provider-events.ts';
import { findByChargeKey, findByRefundKey } from './sql/read-order.ts';

export type Received = Result<WebhookOutcome, 'invalid_signature' | 'not_found'>;

export type WebhookReceiver = {
  /** Throws when the database is away: the provider will repeat the message. */
  receive(provider: string, headers: WebhookHeaders, body: Buffer): Promise<Received>;
  /** Waits for what followed from messages that were answered already. */
  settle(): Promise<void>;
};

const AGAIN_MAX = 20;
/** What follows is driven at once for so many orders; the worker takes the others. */
const DRIVING_MAX = 32;

type Heard = {
  readonly outcome: WebhookOutcome;
  readonly order?: { readonly eventId: number; readonly orderId: Uuid };
  readonly moved?: { readonly move: Move; readonly before: OrderFacts };
};

export function createWebhookReceiver(deps: OrderDeps): WebhookReceiver {
  const driving = new Set<Promise<unknown>>();

  function follow({ order, moved }: Heard): void {
    if (order === undefined || moved === undefined || driving.size >= DRIVING_MAX) return;
    const work = driveOrder(deps, order.eventId, order.orderId)
      .catch((error: unknown) => deps.log.warn({ ...order, error }, 'An order waits for a worker.'))
      .finally(() => driving.delete(work));
    driving.add(work);
  }

  return {
    async receive(name, headers, body) {
      const { provider, metrics, clock, log } = deps;
      if (name !== provider.name) return refuse('not_found');
      const read = provider.readWebhook(headers, body, clock.nowMs());
      if (!read.ok) {
        metrics.webhook('refused');
        return read;
      }
      const heard = await hear(deps, read.value);
      metrics.webhook(heard.outcome);
      if (heard.outcome === 'unknown') {
        log.warn({ provider: name, message: read.value.id }, 'A message about nothing of ours.');
      }
      if (heard.moved !== undefined) announce(deps, heard.moved.move, heard.moved.before);
      follow(heard);
      return ok(heard.outcome);
    },
    async settle() {
      await Promise.all(driving);
    },
  };
}

function hear(deps: OrderDeps, event: ProviderEvent): Promise<Heard> {
  const { db, provider } = deps;
  return db.transaction(async (tx) => {
    const [fresh] = await tx.query(rememberProviderEvent, [provider.name, event.id]);
    if (fresh === undefined) return { outcome: 'repeated' };
    const [found] =
      event.kind === 'charge'
        ? await tx.query(findByChargeKey, [event.key])
        : await tx.query(findByRefundKey, [event.key]);
    if (found === undefined) return { outcome: 'unknown' };
    const { eventId } = found;
    const orderId = found.orderId as Uuid;
    const toMove = (facts: OrderFacts): Move | undefined =>
      event.kind === 'refund'
        ? refundMove(facts, event.key, event.refund)
        : 'paymentId' in found
          ? chargeMove(facts, found.paymentId as Uuid, event.charge)
          : undefined;
    const moved = await write(deps, tx, { eventId, orderId }, toMove);
    return moved === undefined
      ? { outcome: 'no_news' }
      : { outcome: 'applied', order: { eventId, orderId }, moved };
  });
}

/** In one transaction every statement sees what others have committed, so trying again is enough. */
async function write(
  { patience, provider }: OrderDeps,
  tx: Queryable,
  { eventId, orderId }: { readonly eventId: number; readonly orderId: Uuid },
  toMove: (facts: OrderFacts) => Move | undefined,
): Promise<Heard['moved']> {
  for (let again = 0; again < AGAIN_MAX; again++) {
    const found = await readOrder(tx, eventId, orderId);
    const move = found && toMove(found.facts);
    if (found === undefined || move === undefined) return undefined;
    if (await commitMove(tx, move, patience, provider.name)) return { move, before: found.facts };
  }
  // Undoes the remembering, too: the provider repeats the message.
  throw new Error('An order moved too often to write down a message about it.');
}
