/**
 * Orders on a test database as a process has them, without HTTP of our own and without loops: a test
 * makes the workers step when it wants them to. The payment provider is the simulator, over HTTP, with
 * its webhooks; several shops may share one database and one simulator, like processes.
 *
 *     const shop = await openShop(database.url, simulator);
 *     const eventId = await shop.house.createPoolEvent(shop.engine.owner.organizationId, 10);
 *     const order = await shop.ordered(eventId, { pool: mainPool, quantity: 2 });
 */
import { cancelEvent } from '../../src/catalog/cancel-event.ts';
import { createEventBook } from '../../src/catalog/event-book.ts';
import { createPlanShelf } from '../../src/catalog/read-plan.ts';
import { SHOP_PRINCIPAL } from '../../src/lib/handler.ts';
import type { Wanted } from '../../src/inventory/model/commands.ts';
import { assert } from '../../src/lib/assert.ts';
import type { Result } from '../../src/lib/result.ts';
import type { Uuid } from '../../src/lib/uuid-v7.ts';
import { createLog } from '../../src/ops/log.ts';
import { Metrics } from '../../src/ops/metrics.ts';
import { type OrderDeps, patienceFor } from '../../src/orders/deps.ts';
import { createOrderConsumer } from '../../src/orders/hear-outbox.ts';
import type { Patience } from '../../src/orders/model/next-step.ts';
import { createOrderMetrics } from '../../src/orders/order-metrics.ts';
import { type Paid, payOrder } from '../../src/orders/pay-order.ts';
import { putOrder } from '../../src/orders/put-order.ts';
import { type FoundOrder, readOrder } from '../../src/orders/read-order.ts';
import { createWebhookReceiver, type WebhookReceiver } from '../../src/orders/receive-webhook.ts';
import { reconcile, walkCancelledEvent } from '../../src/orders/reconcile.ts';
import type { PaymentProvider } from '../../src/payments/provider.ts';
import { createSimulatorClient } from '../../src/payments/simulator-client.ts';
import { createPlaceLabels } from '../../src/tickets/place-labels.ts';
import { createHouse, type House } from '../api/house.ts';
import { type Engine, openEngine } from './engine.ts';
import { issueAll } from './issuing.ts';
import { type Till, tillSecret, webhookSecret } from './till.ts';

export type ShopOptions = {
  readonly timeoutMs?: number;
  readonly patience?: Partial<Patience>;
  /** Stands between the product and the provider. */
  readonly through?: (provider: PaymentProvider) => PaymentProvider;
};

export type Shop = {
  readonly engine: Engine;
  readonly house: House;
  readonly deps: OrderDeps;
  readonly webhooks: WebhookReceiver;
  readonly organizationId: number;
  /** A running hold of a buyer. */
  hold(eventId: number, wanted: Wanted, options?: HoldOptions): Promise<Uuid>;
  /** An order of a hold made for it, in state OPEN. */
  ordered(eventId: number, wanted: Wanted, options?: HoldOptions): Promise<FoundOrder>;
  /** Pays with a token, all of the order unless told. */
  pay(order: FoundOrder, source: string, options?: PayOptions): Promise<Paid>;
  read(order: FoundOrder): Promise<FoundOrder>;
  cancelEvent(eventId: number): Promise<void>;
  /** The time of its hold passes, whatever was promised. Nobody has swept it yet. */
  lapse(order: FoundOrder): Promise<void>;
  /** Everything a worker does, once: outbox, orders that are due, cancelled events, expiry. */
  work(): Promise<void>;
  /** Works until no order is under way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
};
export type HoldOptions = { readonly holdMs?: number; readonly buyer?: string };
export type PayOptions = { readonly id?: Uuid; readonly totalMinor?: number };

export const anyBuyer = 'g:somebody';

export async function openShop(url: string, till: Till, options: ShopOptions = {}): Promise<Shop> {
  const engine = await openEngine(url);
  const { db, ids, clock } = engine;
  const client = createSimulatorClient({
    target: () => ({ url: till.simulator.url, secret: tillSecret }),
    webhookSecrets: [webhookSecret],
    timeoutMs: options.timeoutMs ?? 2_000,
  });
  const provider = options.through?.(client) ?? client;
  const deps: OrderDeps = {
    db,
    inventory: engine.inventory,
    book: createEventBook(db, 60_000),
    labels: createPlaceLabels(createPlanShelf(db)),
    provider,
    clock,
    ids,
    log: createLog({ level: 'silent' }),
    metrics: createOrderMetrics(new Metrics()),
    patience: { ...patienceFor(provider), lookAfterMs: 20, refundRetryMs: 20, ...options.patience },
    onCommit: () => {},
  };
  const webhooks = createWebhookReceiver(deps);
  till.deliverTo(webhooks);
  const consumer = createOrderConsumer(db, () => {});
  const house = createHouse(db);
  const organizationId = engine.owner.organizationId;

  /** Another process must not have to wait for the lease of this one to run out. */
  async function tellAll(): Promise<void> {
    await engine.stepOutbox();
    await engine.relay.resign();
  }
  async function workOnce(): Promise<void> {
    await engine.sweep();
    await tellAll();
    while ((await consumer.step()) > 0);
    while (await walkCancelledEvent(deps));
    while (await reconcile(deps, { minMs: 20, maxMs: 50 }));
    await tellAll();
    await issueAll(engine);
  }
  let working = Promise.resolve();

  const shop: Shop = {
    engine,
    house,
    deps,
    webhooks,
    organizationId,
    async hold(eventId, wanted, { holdMs = 480_000, buyer = anyBuyer } = {}) {
      const owner = { organizationId, principalId: SHOP_PRINCIPAL, buyer };
      const outcome = await engine.place(eventId, wanted, { holdMs, owner });
      return must(outcome).reservation?.id ?? ('' as Uuid);
    },
    async ordered(eventId, wanted, hold = {}) {
      const reservationId = await shop.hold(eventId, wanted, hold);
      const event = await deps.book.get(eventId);
      assert(event !== undefined, 'there is no such event');
      const put = await putOrder(deps, event, {
        orderId: ids.next(),
        reservationId,
        buyer: hold.buyer ?? anyBuyer,
        email: 'somebody@example.com',
        name: undefined,
        language: 'ko',
        ticketTypes: undefined,
      });
      return must(put);
    },
    async pay({ facts, owner }, source, { id = ids.next(), totalMinor = facts.totalMinor } = {}) {
      const event = await deps.book.get(facts.eventId);
      assert(event !== undefined, 'there is no such event');
      const buyer = owner?.buyer ?? anyBuyer;
      const wish = { orderId: facts.id, buyer, paymentId: id, source, totalMinor };
      return payOrder(deps, event, wish);
    },
    async read({ facts }) {
      const found = await readOrder(db, facts.eventId, facts.id);
      assert(found !== undefined, 'the order is gone');
      return found;
    },
    async cancelEvent(eventId) {
      await db.transaction((tx) => cancelEvent(tx, eventId));
      deps.book.evict(eventId);
    },
    async lapse({ facts }) {
      await house.change(
        `WITH lapsed AS (
           UPDATE reservations SET expires_at = date_trunc('milliseconds', now() - interval '1 ms')
            WHERE id = $1 AND state = 0 RETURNING id, expires_at)
         UPDATE seats s SET held_until = l.expires_at FROM lapsed l WHERE s.reservation_id = l.id`,
        [facts.reservationId],
      );
    },
    work() {
      // A process has one worker: its relay must not step twice at once.
      working = working.then(workOnce, workOnce);
      return working;
    },
    async quiet() {
      const busy = `SELECT count(*)::int AS n FROM orders
         WHERE state IN (1, 2, 4) OR (state <> 0 AND next_look_at IS NOT NULL)`;
      const deadline = performance.now() + 15_000;
      for (;;) {
        await shop.work();
        await webhooks.settle();
        const [row] = await house.change(busy);
        await tellAll();
        // What the last steps said has to be heard as well.
        const unheard = await consumer.step();
        if (row?.['n'] === 0 && unheard === 0) return;
        assert(performance.now() < deadline, `orders do not come to rest: ${String(row?.['n'])}`);
      }
    },
    async close() {
      await webhooks.settle();
      client.close();
      await engine.close();
    },
  };
  return shop;
}

/** What was granted; a refusal would leave the test on another way than it believes. */
export function must<Value>(result: Result<Value>): Value {
  assert(result.ok, `refused: ${JSON.stringify(result)}`);
  return result.value;
}
