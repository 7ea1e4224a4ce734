/** Everything a process is made of, built once from the configuration and handed to those who need it. */
import { createEventBook, type EventBook } from '../catalog/event-book.ts';
import type { Config } from '../config/config.ts';
import { type Identity, openIdentity } from '../identity/identity.ts';
import { createEventCache, type EventCache } from '../inventory/event-cache.ts';
import { type Inventory, openInventory } from '../inventory/inventory.ts';
import { presentState } from '../inventory/present.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { systemTimers } from '../lib/deadline.ts';
import { createIds, type Ids } from '../lib/uuid-v7.ts';
import { systemWait } from '../lib/wait.ts';
import { createLog, type Log } from '../ops/log.ts';
import { Metrics } from '../ops/metrics.ts';
import { registerDbMetrics, registerProcessMetrics } from '../ops/process-metrics.ts';
import { createRelay, type Relay } from '../outbox/relay.ts';
import { Hub } from '../realtime/hub.ts';
import { createTicketKeys, type TicketKeys } from '../tickets/signing-keys.ts';
import { openDatabase } from './database.ts';
import { countCache, observeInventory, registerInventory } from './observe.ts';
import { openOrders, type Orders } from './orders.ts';
import { openPaymentProvider, type OpenPaymentProvider } from './payments.ts';
import { registerPeople } from './people.ts';

export type Context = {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly db: Db;
  readonly inventory: Inventory;
  readonly book: EventBook;
  readonly events: EventCache;
  readonly relay: Relay;
  readonly hub: Hub;
  readonly ticketKeys: TicketKeys;
  readonly identity: Identity;
  readonly payments: OpenPaymentProvider;
  readonly orders: Orders;
  /** Wakes the loops that follow a commit; set by `loops.ts`. */
  readonly committed: { wake: () => void };
  close(): Promise<void>;
};

export async function createContext(config: Config): Promise<Context> {
  const clock = systemClock;
  const log = createLog({ level: config.log.level });
  for (const warning of config.warnings) log.warn({}, warning);
  const metrics = new Metrics();
  const database = await openDatabase(config, log);
  const { db, processName } = database;
  const stopProcessMetrics = registerProcessMetrics(metrics);
  registerDbMetrics(metrics, db);

  const committed = { wake: () => {} };
  const ids = createIds(clock);
  const identity = await openIdentity({
    ...database,
    people: config.people,
    clock,
    ids,
    log,
    onCommit: () => committed.wake(),
  }).catch(async (error: unknown) => {
    stopProcessMetrics();
    await database.close();
    throw error;
  });
  registerPeople(metrics, identity);
  const { engine } = config;
  const inventory = openInventory({
    ...engine,
    batchSettleMax: engine.batchSeatsMax,
    db,
    clock,
    wait: systemWait,
    settleMaxMs: engine.waitMaxMs,
    connection: database.connection,
    processName,
    observer: observeInventory(metrics),
    onPoison: (error, command) =>
      log.error({ error, command: command.kind }, 'A command could not be written.'),
    onFault: (error, lane) =>
      log.warn({ error, lane }, 'A batch was handed to the settling transaction.'),
    onCommit: (eventId) => {
      events.evict(eventId);
      committed.wake();
    },
  });
  const book = createEventBook(db, config.cache.eventTtlMs);
  const events = createEventCache(
    book,
    inventory,
    config.cache.eventTtlMs,
    countCache(metrics, 'event'),
  );
  registerInventory(metrics, inventory);
  const payments = await openPaymentProvider(config, log);
  const parts = { db, inventory, book, clock, ids, log, metrics, committed };
  const orders = openOrders(parts, payments);
  const hub = new Hub({
    async snapshotOf(eventId) {
      const view = await inventory.view(eventId);
      return view && presentState(eventId, view, inventory.databaseNowMs(eventId));
    },
    clock,
    timers: systemTimers,
    random: Math.random,
    onError: (error) => log.warn({ error }, 'A snapshot for the live channel failed.'),
  });

  return {
    config,
    clock,
    ids,
    log,
    metrics,
    db,
    inventory,
    book,
    events,
    relay: createRelay(db, processName, clock),
    hub,
    ticketKeys: createTicketKeys(db, config.tickets),
    identity,
    payments,
    orders,
    committed,
    async close() {
      stopProcessMetrics();
      await hub.close();
      await orders.webhooks.settle();
      await payments.close();
      await inventory.close();
      await identity.close();
      await database.close();
    },
  };
}
