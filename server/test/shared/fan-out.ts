/** For tests of the fan-out: processes that follow the outbox of one database over one Redis. */
import { Client } from 'pg';
import { appendOutbox } from '../../src/outbox/append.ts';
import { createRelay, type Relay } from '../../src/outbox/relay.ts';
import { createTail, type OutboxRow, type Tail } from '../../src/outbox/tail.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLoop } from '../../src/ops/loop.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { redisConfigFor } from '../support/redis.ts';
import { openTestDb } from '../support/test-db.ts';
import { openTestRedis } from './open-redis.ts';

export type TestProcess = {
  readonly tail: Tail;
  readonly relay: Relay;
  /** Since the start, or since the last reset. */
  readonly rows: readonly OutboxRow[];
  readonly resets: number;
  /** While set, it cannot take rows: it is stuck. */
  isStuck: boolean;
  /** Numbers rows without telling anybody. */
  isSilent: boolean;
  /** Ends the numbering, or begins it. */
  work(works: boolean): Promise<void>;
  close(): Promise<void>;
};

export type Fleet = {
  readonly client: Client;
  /** Adds rows to the outbox, one transaction each, for two events. */
  append(count: number): Promise<void>;
  /** `at`: the monotonic time, which stands still unless a test lets it pass. */
  start(at?: () => number): Promise<TestProcess>;
  close(): Promise<void>;
};

export async function openFleet(redisPort: number): Promise<Fleet> {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const db = openTestDb(database.url, 4);
  const processes: TestProcess[] = [];
  return {
    client,
    async append(count) {
      for (let n = 0; n < count; n++) {
        await db.transaction((tx) => appendOutbox(tx, 1 + (n % 2), { v: 1, kind: `row ${n}` }));
      }
    },
    async start(at = () => 0) {
      const process = await startProcess(database.url, redisPort, at, processes.length);
      processes.push(process);
      return process;
    },
    async close() {
      for (const one of processes) await one.close();
      await db.close();
      await client.end();
      await database.drop();
    },
  };
}

async function startProcess(
  url: string,
  redisPort: number,
  monotonicMs: () => number,
  number: number,
): Promise<TestProcess> {
  const db = openTestDb(url, 4);
  const config = redisConfigFor(redisPort, { commandTimeoutMs: 500 });
  const { state: shared } = await openTestRedis(config);
  const relay = createRelay(db, `worker ${number}`, systemClock);
  const rows: OutboxRow[] = [];
  const self = { resets: 0, isStuck: false, isSilent: false };
  let works = false;
  const tail = createTail(
    db,
    {
      onRow(row) {
        if (self.isStuck) throw new Error('stuck');
        rows.push(row);
      },
      onEnd: () => {},
      onReset() {
        self.resets += 1;
        rows.length = 0;
      },
    },
    {
      open: (name) => shared.feed(name),
      term: () => (self.isSilent ? undefined : relay.term()),
      monotonicMs,
      onTurn: () => following.wake(),
    },
  );
  const timing = { restMs: 5, backoffMinMs: 5, backoffMaxMs: 20, onError: () => {} };
  const following = createLoop({
    ...timing,
    name: 'tail',
    step: async () => ((await tail.step()) > 0 ? 'more' : 'rest'),
  });
  const numbering = createLoop({
    ...timing,
    name: 'relay',
    async step() {
      const stamped = works ? await relay.step() : undefined;
      if (stamped === undefined || stamped === 0) return 'rest';
      tail.stamped();
      following.wake();
      return 'more';
    },
  });
  // From here on it knows where it begins.
  await tail.step();
  following.run();
  numbering.run();
  return Object.assign(self, {
    tail,
    relay,
    rows,
    async work(begins: boolean) {
      works = begins;
      if (!begins) await relay.resign();
    },
    async close() {
      await numbering.stop(5_000);
      await following.stop(5_000);
      await tail.close();
      await shared.close();
      await db.close();
    },
  });
}
