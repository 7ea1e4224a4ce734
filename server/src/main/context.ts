/** Everything a process is made of, built once from the configuration and handed to those who need it. */
import { createEventBook, type EventBook } from '../catalog/event-book.ts';
import type { Config } from '../config/config.ts';
import { type Identity, openIdentity } from '../identity/identity.ts';
import { createPdfMaker, type PdfMaker } from '../documents/pdf-maker.ts';
import { openWallets, type Wallets } from '../documents/wallets.ts';
import { createEventCache, type EventCache } from '../inventory/event-cache.ts';
import { type Inventory, openInventory } from '../inventory/inventory.ts';
import { presentState } from '../inventory/present.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Reads } from '../lib/reads.ts';
import { systemTimers } from '../lib/deadline.ts';
import { createIds, type Ids } from '../lib/uuid-v7.ts';
import { systemWait } from '../lib/wait.ts';
import { writeLetter } from '../letters/write-letter.ts';
import type { Mailer } from '../mail/mailer.ts';
import { openMailer } from '../mail/open-mailer.ts';
import { createLog, type Log } from '../ops/log.ts';
import { Metrics } from '../ops/metrics.ts';
import { registerDbMetrics, registerProcessMetrics } from '../ops/process-metrics.ts';
import { createRelay, type Relay } from '../outbox/relay.ts';
import { Hub } from '../realtime/hub.ts';
import type { ReminderLinks } from '../reminders/links.ts';
import type { Limiter, SharedState } from '../shared/contract.ts';
import { createTicketKeys, type TicketKeys } from '../tickets/signing-keys.ts';
import type { WaitlistDeps } from '../waitlist/deps.ts';
import { openDatabase } from './database.ts';
import { countCache, observeInventory, registerInventory } from './observe.ts';
import { openOrders, type Orders } from './orders.ts';
import { openPaymentProvider, type OpenPaymentProvider } from './payments.ts';
import { createEngineHealth, type EngineHealth } from './engine-health.ts';
import { openPush, type Push } from './push.ts';
import { openQueue, type Queue } from './queue.ts';
import { registerPeople } from './people.ts';
import { openReads } from './reads.ts';
import { openReminderLinks } from './reminders.ts';
import { openSharedState } from './shared.ts';
import { openWaitlist } from './waitlist.ts';

export type Context = {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly db: Db;
  /** For what may be a moment old. */
  readonly reads: Reads;
  /** What processes share and may lose. */
  readonly shared: SharedState;
  /** Limits over all processes; of this process alone while Redis is away. */
  readonly limiter: Limiter;
  /** Names this process to others. */
  readonly processName: string;
  readonly inventory: Inventory;
  readonly engineHealth: EngineHealth;
  readonly book: EventBook;
  readonly events: EventCache;
  readonly relay: Relay;
  readonly hub: Hub;
  readonly ticketKeys: TicketKeys;
  readonly identity: Identity;
  readonly payments: OpenPaymentProvider;
  readonly orders: Orders;
  /** Waiting rooms. */
  readonly queue: Queue;
  readonly waitlist: WaitlistDeps;
  /** Notifications on devices. */
  readonly push: Push;
  /** In mails: they confirm and end reminders. */
  readonly reminderLinks: ReminderLinks;
  /** Undefined: this deployment sends no mail. */
  readonly mailer: Mailer | undefined;
  readonly pdf: PdfMaker;
  readonly wallets: Wallets;
  /** Wakes the loops that follow a commit; set by `loops.ts`. */
  readonly committed: { wake: () => void };
  close(): Promise<void>;
};

export async function createContext(config: Config): Promise<Context> {
  const clock = systemClock;
  const log = createLog({ level: config.log.level });
  for (const warning of config.warnings) log.warn({}, warning);
  const metrics = new Metrics();
  // A file that is none has to be found before anything is opened.
  const wallets = await openWallets(config.wallets);
  const database = await openDatabase(config, log);
  const { db, processName } = database;
  const stopProcessMetrics = registerProcessMetrics(metrics);
  registerDbMetrics(metrics, db);
  const { reads, close: closeReads } = openReads(config, database, log, metrics);

  const abandon = async (error: unknown): Promise<never> => {
    stopProcessMetrics();
    await closeReads();
    await database.close();
    throw error;
  };
  const parts = { clock, log, metrics };
  const { shared, limiter, once } = await openSharedState(config, processName, parts).catch(
    abandon,
  );

  const committed = { wake: () => {} };
  const ids = createIds(clock);
  const identity = await openIdentity({
    ...database,
    people: config.people,
    clock,
    ids,
    log,
    limiter,
    once,
    letters: config.mail === undefined ? undefined : { write: writeLetter },
    onCommit: () => committed.wake(),
  }).catch(async (error: unknown) => {
    await shared.close();
    return abandon(error);
  });
  registerPeople(metrics, identity);
  const { engine } = config;
  const engineHealth = createEngineHealth(clock);
  const inventory = openInventory({
    ...engine,
    batchSettleMax: engine.batchSeatsMax,
    db,
    clock,
    wait: systemWait,
    settleMaxMs: engine.waitMaxMs,
    connection: database.connection,
    processName,
    observer: observeInventory(metrics, engineHealth),
    onPoison: (error, command) =>
      log.error({ error, command: command.kind }, 'A command could not be written.'),
    onFault: (error, lane) =>
      log.warn({ error, lane }, 'A batch was handed to the settling transaction.'),
    onCommit: (eventId) => {
      events.evict(eventId);
      committed.wake();
    },
  });
  const book = createEventBook(db, config.cache.eventTtlMs, reads, clock);
  const events = createEventCache(
    book,
    inventory,
    config.cache.eventTtlMs,
    countCache(metrics, 'event'),
  );
  registerInventory(metrics, inventory);
  const payments = await openPaymentProvider(config, log);
  const orders = openOrders({ ...parts, db, inventory, book, ids, committed }, payments);
  const queueParts = { ...parts, db, reads, inventory, book, ids, shared, committed };
  const queue = await openQueue(config, queueParts);
  const waitlist = openWaitlist({ ...queueParts, config, limiter, processName });
  const push = await openPush(config, { db, metrics });
  const reminderLinks = await openReminderLinks(db);
  const mailer = openMailer(config, () => ids.next());
  const pdf = createPdfMaker();
  const hub = new Hub({
    async snapshotOf(eventId) {
      const view = await inventory.view(eventId);
      return view && presentState(eventId, view, inventory.databaseNowMs(eventId));
    },
    queues: queue.status,
    clock,
    timers: systemTimers,
    soon: (work) => void setImmediate(work),
    random: Math.random,
    onError: (error) => log.warn({ error }, 'A snapshot for the live channel failed.'),
  });
  queue.status.subscribe((_eventId, status) => hub.tell(status));

  return {
    config,
    clock,
    ids,
    log,
    metrics,
    db,
    reads,
    shared,
    limiter,
    processName,
    inventory,
    engineHealth,
    book,
    events,
    relay: createRelay(db, processName, clock),
    hub,
    ticketKeys: createTicketKeys(db, config.tickets),
    identity,
    payments,
    orders,
    queue,
    waitlist,
    push,
    reminderLinks,
    mailer,
    pdf,
    wallets,
    committed,
    async close() {
      stopProcessMetrics();
      await hub.close();
      await mailer?.close();
      await pdf.close();
      await orders.webhooks.settle();
      await payments.close();
      await inventory.close();
      await identity.close();
      await shared.close();
      await closeReads();
      await database.close();
    },
  };
}
