/** What the settling transaction owes to commands that met with bad luck on their way to it. */
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/support/engine.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openDb } from '../lib/db.ts';
import { openPipeline, type Pipeline } from '../lib/pipeline.ts';
import { systemWait } from '../lib/wait.ts';
import { Desk } from './desk.ts';
import type { Outcome, Place } from './model/commands.ts';
import { claimPool } from './sql/claim-pool.ts';
import { mainPool } from './stock-event.ts';

let database: TestDatabase;
let engine: Engine;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  engine = await openEngine(database.url);
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await engine.close();
  await database.drop();
});

const booking = (quantity: number): Place => ({
  kind: 'place',
  id: engine.ids.next(),
  owner: engine.owner,
  wanted: { pool: mainPool, quantity },
  confirm: true,
  holdMs: 0,
});

const codes = (outcomes: readonly Outcome[]): string[] =>
  outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code));

/** A desk of its own with little patience, on a connection that loses the answer to one claim. */
async function deskThatLoses(eventId: number, onLoss: () => Promise<void>) {
  const connection = {
    url: database.url,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 5_000,
    lockTimeoutMs: 100,
    idleInTransactionTimeoutMs: 10_000,
    onError: () => {},
  };
  const db = openDb({ ...connection, applicationName: 'loses', poolMax: 2 });
  const real = openPipeline({ ...connection, applicationName: 'loses-engine' });
  let loses = true;
  const pipeline: Pipeline = {
    ...real,
    async query(statement, values) {
      const rows = await real.query(statement, values);
      if (!loses || statement.name !== claimPool.name) return rows;
      loses = false;
      await onLoss();
      throw new Error('Connection terminated unexpectedly');
    },
  };
  const desk = new Desk(eventId, {
    db,
    pipeline,
    clock: engine.clock,
    wait: systemWait,
    settleMaxMs: 300,
    batchPoolMax: 100,
    batchSeatsMax: 100,
    batchSettleMax: 100,
    queueMax: 100,
    waitMaxMs: 5_000,
    observer: { batch: () => {}, waited: () => {}, refusedEarly: () => {}, fellBack: () => {} },
    onPoison: () => {},
    onFault: () => {},
    onCommit: () => {},
  });
  await desk.memory.view();
  const close = async (): Promise<void> => {
    await real.close();
    await db.close();
  };
  return { desk, close };
}

it('never tells a booking whose answer was lost that nothing was booked', async () => {
  const eventId = await engine.createPoolEvent({ capacity: 10 });
  const { desk, close } = await deskThatLoses(eventId, async () => {
    // Nobody gets at the pool until the desk has lost its patience.
    await client.query('BEGIN');
    await client.query('SELECT FROM pools WHERE event_id = $1 FOR UPDATE', [eventId]);
  });
  const commands = [booking(1), booking(2), booking(3)];
  const submit = (): Promise<Outcome[]> =>
    Promise.all(commands.map((command) => desk.submit(command, false, 0)));
  expect(codes(await submit())).toEqual(commands.map(() => 'outcome_unknown'));
  await client.query('COMMIT');
  const again = await submit();
  expect(again).toEqual(
    commands.map(() => expect.objectContaining({ ok: true, value: expect.anything() })),
  );
  expect(again.every((outcome) => outcome.ok && outcome.value.repeated)).toBe(true);
  await close();
});

it('decides an order again when it fell short of lapsed holds that nobody had looked at', async () => {
  const LAPSED = 1_200;
  const eventId = await engine.createPoolEvent({ capacity: LAPSED });
  const { organizationId, principalId } = engine.owner;
  for (let n = 0; n < LAPSED; n += 100) {
    const ids = Array.from({ length: 100 }, () => engine.ids.next());
    await client.query(
      `INSERT INTO reservations (id, event_id, organization_id, principal_id, buyer, state, pool_id,
                                 quantity, expires_at)
       SELECT id, $2, $3, $4, 'somebody', 0, $5, 1, now() - interval '1 minute'
         FROM unnest($1::uuid[]) AS id`,
      [ids, eventId, organizationId, principalId, mainPool],
    );
  }
  await client.query('UPDATE pools SET held = $2 WHERE event_id = $1', [eventId, LAPSED]);
  const orders = Array.from({ length: 13 }, () => booking(100));
  const outcomes = await Promise.all(orders.map((order) => engine.submit(eventId, order)));
  expect(codes(outcomes).filter((code) => code === 'ok')).toHaveLength(12);
  expect(codes(outcomes).filter((code) => code === 'sold_out')).toHaveLength(1);
});
