/** Reading from a real replica: what is believed of it, and what happens without one of the two. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGuard } from '../../src/cluster/guard.ts';
import { type PostgresPair, startPostgresPair } from '../../src/cluster/postgres-pair.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type Db, sql } from '../../src/lib/db.ts';
import { systemWait } from '../../src/lib/wait.ts';
import { createReader, type Reader } from '../../src/postgres/reader.ts';
import { postgresProcessesOf } from '../../src/postgres/processes.ts';
import { primaryPlace } from '../../src/postgres/sql/replica.ts';
import { freePort } from '../support/free-port.ts';
import { openTestDb } from '../support/test-db.ts';
import { temporaryFolder } from '../support/throwaway.ts';
import { waitFor } from '../support/wait-for.ts';

const count = sql<{ n: number }>('test_count', 'SELECT count(*)::int AS n FROM things');
const insert = sql('test_insert', 'INSERT INTO things DEFAULT VALUES');

const guard = startGuard();
const told: string[] = [];
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pair: PostgresPair;
let [primary, replica]: Db[] = [];
let reader: Reader;

const readerOf = (one: Db, other: Db, lagMaxMs = 2_000): Reader =>
  createReader({
    primary: one,
    replica: other,
    clock: systemClock,
    wait: systemWait,
    lagMaxMs,
    timeoutMs: 500,
    observer: {
      read: (target) => void told.push(target),
      fellBack: (reason) => void told.push(reason),
    },
  });
const dbs = (): [Db, Db] => {
  if (primary === undefined || replica === undefined) throw new Error('not open yet');
  return [primary, replica];
};

beforeAll(async () => {
  folder = await temporaryFolder();
  pair = await startPostgresPair({
    dataDir: join(folder.path, 'databases'),
    ports: { primary: await freePort(), replica: await freePort() },
    replica: true,
    connectionsMax: 50,
    guard,
    log: () => {},
  });
  primary = openTestDb(pair.primary.url);
  replica = openTestDb(pair.replica?.url ?? '');
  await primary.query(sql('test_table', 'CREATE TABLE things (id serial)'));
  reader = readerOf(...dbs());
});
afterAll(async () => {
  await Promise.all([primary?.close(), replica?.close()]);
  await pair.stop();
  await guard.dismiss();
  await folder.remove();
});

async function current(): Promise<void> {
  await waitFor('the replica to be current', async () => {
    await reader.measure();
    return reader.obstacle() === undefined;
  });
}
const pause = (what: 'pause' | 'resume') =>
  dbs()[1].query(sql(`test_${what}`, `SELECT pg_wal_replay_${what}()`));

describe('a reader', () => {
  it('knows nothing of a replica before it has measured, and uses it then', async () => {
    expect(reader.obstacle()).toBe('away');
    await current();
    told.length = 0;
    expect(await reader.query(count)).toEqual([{ n: 0 }]);
    expect(told).toEqual(['replica']);
  });

  it('sees its own writes, whatever the replica has', async () => {
    await current();
    await pause('pause');
    await dbs()[0].query(insert);
    const madeMs = systemClock.monotonicMs();
    expect(await reader.query(count)).toEqual([{ n: 0 }]);
    told.length = 0;
    expect(await reader.after(madeMs).query(count)).toEqual([{ n: 1 }]);
    expect(told).toEqual(['recent', 'primary']);
    await pause('resume');
    await waitFor('the replica to have it', async () => {
      await reader.measure();
      return reader.obstacle(madeMs) === undefined;
    });
    expect(await reader.after(madeMs).query(count)).toEqual([{ n: 1 }]);
    expect(told.at(-1)).toBe('replica');
  });

  it('calls it lag only when there is something to be behind of', async () => {
    const strict = readerOf(...dbs(), 500);
    await waitFor('a while in which the primary wrote nothing', async () => {
      await pause('resume');
      await waitFor('the replica to be current', async () => {
        await strict.measure();
        return strict.obstacle() === undefined;
      });
      await pause('pause');
      const [before] = await dbs()[0].query(primaryPlace);
      await systemWait(700);
      await strict.measure();
      // It writes something of its own now and then.
      const [after] = await dbs()[0].query(primaryPlace);
      return before?.place === after?.place;
    });
    expect(strict.obstacle()).toBeUndefined();
    await dbs()[0].query(insert);
    await waitFor('the lag', async () => {
      await strict.measure();
      return strict.obstacle() === 'lag';
    });
    expect(strict.lagMs()).toBeGreaterThan(500);
    await pause('resume');
    await waitFor('the end of it', async () => {
      await strict.measure();
      return strict.obstacle() === undefined;
    });
  });

  it('reads from no server that is not a replica', async () => {
    const odd = readerOf(dbs()[0], dbs()[0]);
    await odd.measure();
    expect(odd.obstacle()).toBe('no_replica');
  });

  it('goes on with the replica while the primary does not answer', async () => {
    await current();
    const stopped = postgresProcessesOf(pair.primary.clusterDir);
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    try {
      await reader.measure();
      told.length = 0;
      expect(await reader.query(count)).toHaveLength(1);
      expect(told).toEqual(['replica']);
      expect(reader.obstacle(systemClock.monotonicMs())).toBe('recent');
    } finally {
      for (const pid of stopped) process.kill(pid, 'SIGCONT');
    }
    await current();
  });

  it('repeats on the primary what fails on the replica, and leaves that alone', async () => {
    await current();
    pair.replica?.kill('SIGKILL');
    const former = pair.replica?.pid;
    await waitFor('a read that fell back', async () => {
      told.length = 0;
      expect(await reader.query(count)).toHaveLength(1);
      return told.includes('failed');
    });
    expect(told).toEqual(['failed', 'primary']);
    expect(reader.obstacle()).toBe('away');
    await waitFor('another replica', () => pair.replica?.pid !== former);
    await current();
    told.length = 0;
    await reader.query(count);
    expect(told).toEqual(['replica']);
  });
});
