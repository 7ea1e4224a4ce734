/**
 * The inventory engine on a test database, put together as the processes do it, without HTTP and
 * without loops: a test makes the outbox and the sweeper step when it wants them to.
 *
 *     const engine = await openEngine(database.url);
 *     afterAll(() => engine.close());
 *     const eventId = await engine.createPoolEvent({ capacity: 100 });
 *     const outcome = await engine.place(eventId, { pool: mainPool, quantity: 2 });
 */
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import {
  type Inventory,
  type InventoryOptions,
  openInventory,
} from '../../src/inventory/inventory.ts';
import { type Retention, sweep, tidy } from '../../src/inventory/jobs.ts';
import type { Command, Outcome, Owner, Place, Wanted } from '../../src/inventory/model/commands.ts';
import type { InventoryPayload } from '../../src/inventory/model/facts.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { type Db, openDb } from '../../src/lib/db.ts';
import { createIds, type Ids } from '../../src/lib/uuid-v7.ts';
import { systemWait } from '../../src/lib/wait.ts';
import { createRelay, type Relay } from '../../src/outbox/relay.ts';
import { createTail } from '../../src/outbox/tail.ts';
import { createEvents, type EngineEvents } from './engine-events.ts';

export type EngineOverrides = Partial<
  Omit<InventoryOptions, 'db' | 'clock' | 'connection' | 'processName'>
> & {
  readonly clock?: Clock;
  readonly poolMax?: number;
  readonly statementTimeoutMs?: number;
  readonly lockTimeoutMs?: number;
};

export type PlaceOptions = Partial<Omit<Place, 'kind' | 'wanted'>> & { readonly buyer?: string };

export type Engine = EngineEvents & {
  readonly db: Db;
  readonly inventory: Inventory;
  readonly relay: Relay;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly processName: string;
  /** What `onPoison` and `onFault` were told, and lost connections: empty when all is well. */
  readonly troubles: readonly {
    readonly what: 'poison' | 'fault' | 'lost';
    readonly error: unknown;
  }[];
  /**
   * Places a booking, or with `holdMs` a hold, for a buyer of its own unless told. Knows which events
   * have a limit per person (those made by this engine).
   */
  place(eventId: number, wanted: Wanted, options?: PlaceOptions): Promise<Outcome>;
  /** Submits any command. */
  submit(eventId: number, command: Command): Promise<Outcome>;
  /** Stamps everything that is committed and lets this process's views hear it. Answers rows stamped. */
  stepOutbox(): Promise<number>;
  /** Expires every hold whose time is over. */
  sweep(): Promise<void>;
  /** Removes everything that is older than it has to be kept. */
  tidy(retention: Retention): Promise<void>;
  close(): Promise<void>;
};

/** Opens the engine with the product's defaults; several may share one database, like processes. */
export async function openEngine(url: string, overrides: EngineOverrides = {}): Promise<Engine> {
  const clock = overrides.clock ?? systemClock;
  const ids = createIds(clock);
  const processName = `test-${process.pid}-${randomBytes(4).toString('hex')}`;
  const troubles: { what: 'poison' | 'fault' | 'lost'; error: unknown }[] = [];
  const connection = {
    url,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: overrides.statementTimeoutMs ?? 10_000,
    lockTimeoutMs: overrides.lockTimeoutMs ?? 5_000,
    idleInTransactionTimeoutMs: 10_000,
    onError: (error: Error) => void troubles.push({ what: 'lost', error }),
  };
  const poolMax = overrides.poolMax ?? 10;
  const db = openDb({ ...connection, applicationName: processName, poolMax });
  const inventory = openInventory({
    connections: 2,
    batchPoolMax: 1_000,
    batchSeatsMax: 200,
    batchSettleMax: 200,
    queueMax: 20_000,
    waitMaxMs: 10_000,
    settleMaxMs: 10_000,
    wait: systemWait,
    observer: { batch: () => {}, waited: () => {}, refusedEarly: () => {}, fellBack: () => {} },
    onPoison: (error) => void troubles.push({ what: 'poison', error }),
    onFault: (error) => void troubles.push({ what: 'fault', error }),
    onCommit: () => {},
    ...overrides,
    db,
    clock,
    connection,
    processName,
  });
  const relay = createRelay(db, processName, clock);
  const events = await createEvents(db);
  const submit: Engine['submit'] = (eventId, command) =>
    inventory.submit(eventId, command, events.isLimited(eventId));
  return {
    ...events,
    db,
    inventory,
    relay,
    ids,
    clock,
    processName,
    troubles,
    submit,
    place: (eventId, wanted, options) =>
      submit(eventId, placeCommand(events.owner, ids, wanted, options)),
    stepOutbox: await followOutbox(db, relay, inventory),
    async sweep() {
      while (await sweep(db, inventory));
    },
    async tidy(retention) {
      while (await tidy(db, retention));
    },
    async close() {
      await relay.resign();
      await inventory.close();
      await db.close();
    },
  };
}

function placeCommand(owner: Owner, ids: Ids, wanted: Wanted, options: PlaceOptions = {}): Place {
  const id = options.id ?? ids.next();
  const holdMs = options.holdMs ?? 0;
  const placed: Place = {
    kind: 'place',
    id,
    owner: options.owner ?? { ...owner, buyer: options.buyer ?? `buyer ${id}` },
    wanted,
    confirm: options.confirm ?? holdMs === 0,
    holdMs,
  };
  return options.key === undefined ? placed : { ...placed, key: options.key };
}

async function followOutbox(
  db: Db,
  relay: Relay,
  inventory: Inventory,
): Promise<() => Promise<number>> {
  const tail = createTail(db, {
    onRow({ eventId, seq, payload }) {
      const { kind } = payload as { kind: string };
      if (kind === 'inventory') inventory.hear(eventId, seq, payload as InventoryPayload);
      else inventory.hearOther(eventId, seq);
    },
    onEnd: () => inventory.heardAll(),
    onReset: () => inventory.forgetViews(),
  });
  // Its first step finds the end of the outbox: everything after it will be heard.
  await tail.step();
  return async () => {
    let stamped = 0;
    for (let n = await relay.step(); n !== undefined && n > 0; n = await relay.step()) stamped += n;
    while ((await tail.step()) > 0);
    return stamped;
  };
}
