/** Rows from process to process through a real Redis, with the real database behind them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Fleet, openFleet, type TestProcess } from '../../test/shared/fan-out.ts';
import {
  asOperator,
  describeWithRedis,
  type RedisServer,
  startRedis,
} from '../../test/support/redis.ts';
import { waitFor } from '../../test/support/wait-for.ts';

let redis: RedisServer;
let fleet: Fleet;

const upTo = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);
const positions = ({ rows }: TestProcess): number[] => rows.map(({ position }) => position);
const heard = (process: TestProcess, position: number): Promise<unknown> =>
  waitFor(`position ${position}`, () => process.rows.at(-1)?.position === position);

/** What both have heard is what the database has. */
async function expectTruth(process: TestProcess, from: number): Promise<void> {
  const { rows } = await fleet.client.query(
    `SELECT position::int, event_id::int AS "eventId", seq::int, payload
       FROM outbox WHERE position >= $1 ORDER BY position`,
    [from],
  );
  expect(process.rows).toEqual(rows);
}

async function workerAndReader(at?: () => number) {
  const worker = await fleet.start();
  await worker.work(true);
  const reader = await fleet.start(at);
  return { worker, reader };
}

describeWithRedis('the fan-out of rows', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.remove());
  beforeEach(async () => {
    await asOperator(redis.port, (client) => client.flushall());
    fleet = await openFleet(redis.port);
  });
  afterEach(() => fleet.close());

  /** The whole stream as an operator finds it. */
  const inStream = <Value>(work: (key: string, call: Call) => Promise<Value>): Promise<Value> =>
    asOperator(redis.port, async (client) => {
      const [key = ''] = (await client.keys('onsale:feed:*')).toSorted().slice(-1);
      return work(key, (command, ...args) => client.call(command, ...args));
    });
  type Call = (command: string, ...args: (string | number)[]) => Promise<unknown>;

  describe('while all is well', () => {
    it('brings every row once, in order, without asking the database for rows', async () => {
      const { worker, reader } = await workerAndReader();
      await fleet.append(60);
      await heard(reader, 60);
      await expectTruth(reader, 1);
      await expectTruth(worker, 1);
      // Time stands still, so the database is never due to be looked at.
      expect(reader.tail.stats).toMatchObject({ fromFeed: 60, fromDatabase: 0, gaps: 0 });
      expect(worker.tail.stats).toMatchObject({ fromDatabase: 60, published: 60, leftOut: 0 });
    });

    it('goes on when another worker takes over', async () => {
      const { worker, reader } = await workerAndReader();
      const second = await fleet.start();
      await fleet.append(10);
      await heard(reader, 10);
      await worker.work(false);
      await second.work(true);
      await fleet.append(10);
      await heard(reader, 20);
      await worker.work(true);
      await second.work(false);
      await fleet.append(10);
      await heard(reader, 30);
      await heard(second, 30);
      await expectTruth(reader, 1);
      expect(reader.resets).toBe(0);
      expect(reader.tail.stats.fromFeed).toBeGreaterThan(15);
    });

    it('leaves out what is too long for it, which is read in the database', async () => {
      const { reader, worker } = await workerAndReader();
      await fleet.client.query(`INSERT INTO outbox (event_id, payload)
        VALUES (1, json_build_object('v', 1, 'kind', 'long', 'text', repeat('x', 70000)))`);
      await heard(worker, 1);
      await fleet.append(3);
      await heard(reader, 4);
      await expectTruth(reader, 1);
      expect(reader.tail.stats).toMatchObject({ gaps: 1 });
      expect(worker.tail.stats).toMatchObject({ leftOut: 1 });
    });
  });

  describe('what the feed lacks or should not have', () => {
    it('is read in the database when rows were never published', async () => {
      const { worker, reader } = await workerAndReader();
      await fleet.append(5);
      await heard(reader, 5);
      worker.isSilent = true;
      await fleet.append(20);
      await heard(worker, 25);
      worker.isSilent = false;
      await fleet.append(1);
      await heard(reader, 26);
      await expectTruth(reader, 1);
      expect(reader.tail.stats.gaps).toBe(1);
      expect(reader.tail.stats.fromDatabase).toBeGreaterThanOrEqual(20);
    });

    it('is read in the database when nothing more is published, at the next look', async () => {
      const time = { ms: 0 };
      const { worker, reader } = await workerAndReader(() => time.ms);
      await fleet.append(5);
      await heard(reader, 5);
      worker.isSilent = true;
      await fleet.append(5);
      await heard(worker, 10);
      expect(positions(reader)).toEqual(upTo(1, 5));
      time.ms += 1_000;
      await heard(reader, 10);
      await expectTruth(reader, 1);
    });

    it('is read in the database by a slow process that the feed has left behind', async () => {
      const { worker, reader } = await workerAndReader();
      await fleet.append(5);
      await heard(reader, 5);
      reader.isStuck = true;
      await fleet.append(300);
      await heard(worker, 305);
      await worker.tail.close();
      await inStream((key, call) => call('XTRIM', key, 'MAXLEN', 10));
      reader.isStuck = false;
      await heard(reader, 305);
      await expectTruth(reader, 1);
      expect(reader.tail.stats.fromDatabase).toBeGreaterThan(0);
    });

    it('is not taken when somebody else says it, or says it again', async () => {
      const { reader } = await workerAndReader();
      await fleet.append(5);
      await heard(reader, 5);
      const forged = JSON.stringify(['somebody', 1, 4, { v: 1, kind: 'forged' }]);
      await inStream(async (key, call) => {
        await call('XADD', key, '6-0', 'b', forged);
        await call('XADD', key, '6-1', 'b', forged);
        await call('XADD', key, '7-0', 'b', 'no row');
      });
      await fleet.append(5);
      // The feed is ahead of the truth: the database is asked until it has caught up.
      await waitFor('the true rows', () => reader.rows.length === 10);
      expect(positions(reader)).toEqual(upTo(1, 10));
      await expectTruth(reader, 1);
    });

    it('is not taken from a history that was undone', async () => {
      const { reader, worker } = await workerAndReader(() => performance.now());
      await fleet.append(20);
      await heard(reader, 20);
      await heard(worker, 20);
      // As when a replica that lacks the last ten is promoted.
      await fleet.client.query('BEGIN');
      await fleet.client.query('DELETE FROM outbox WHERE position > 10');
      await fleet.client.query('UPDATE outbox_relay SET last_position = 10');
      await fleet.client.query('UPDATE event_sequences SET last_seq = 5');
      await fleet.client.query('COMMIT');
      const late = await fleet.start(() => performance.now());
      await waitFor('the reset', () => reader.resets === 1);
      await fleet.append(30);
      for (const process of [reader, late]) {
        await heard(process, 40);
        await expectTruth(process, 11);
      }
      await fleet.append(5);
      await heard(late, 45);
      expect(positions(late)).toEqual(upTo(11, 45));
      await expectTruth(late, 11);
    });
  });

  it('goes on in the database while Redis is away, and in the feed when it is back', async () => {
    const { reader } = await workerAndReader(() => performance.now());
    await fleet.append(5);
    await heard(reader, 5);
    await redis.kill();
    await waitFor('the loss', () => reader.tail.stats.outages > 0);
    await fleet.append(20);
    await heard(reader, 25);
    await redis.restart();
    const before = reader.tail.stats.fromFeed;
    let last = 25;
    await waitFor('rows from the feed', async () => {
      await fleet.append(1);
      last += 1;
      await heard(reader, last);
      return reader.tail.stats.fromFeed > before;
    });
    await expectTruth(reader, 1);
    expect(reader.resets).toBe(0);
  });
});
