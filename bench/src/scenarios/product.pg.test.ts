/** What the bench does to the product's own tables and statement, on the product's own schema. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@onsale/server/src/postgres/migrate.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoadProcess, startLoadProcess } from '../load/load-process.ts';
import { type RunningPostgres, startPostgres } from '../postgres.ts';
import {
  countPlaces,
  countProduct,
  createPoolEvent,
  createSeatedEvent,
} from '../product-tables.ts';
import type { Bench, RunSize } from '../scenario.ts';
import { hasPgbench, pgbenchVariant } from './pgbench.ts';
import { statement } from './statement.ts';
import { verify } from '../verification.ts';

const SIZE: RunSize = { connections: 1, warmUpMs: 0, durationMs: 500, requests: 100 };

let folder: string;
let bench: Bench;
let load: LoadProcess;
let postgres: RunningPostgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onsale-product-'));
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(folder, 0o755);
  postgres = await startPostgres(join(folder, 'postgres'));
  await migrate(postgres.url, { mode: 'apply' });
  load = await startLoadProcess();
  bench = {
    postgres,
    redis: undefined,
    pgbench: hasPgbench(),
    // None of these variants talks to a server.
    product: { pid: 0, port: 0, stop: () => Promise.resolve() },
    load,
    apiKey: '',
    quick: true,
    note: () => undefined,
  };
}, 60_000);

afterAll(async () => {
  await load.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const reserve = (eventId: number, seats: readonly number[]): Promise<unknown> =>
  postgres.admin.query(
    `insert into reservations (id, event_id, organization_id, principal_id, buyer, state, seat_nos,
                               quantity, confirmed_at)
     values (gen_random_uuid(), $1, 1, 1, 'buyer', 1, $2, cardinality($2::int[]), now())`,
    [eventId, seats],
  );

test('the engine’s statement books what it acknowledges, at every batch size', async () => {
  const opened = await statement.open(bench);
  try {
    for (const variant of opened.variants) {
      const { verification, perSecond } = await variant.run(SIZE);
      expect(verification?.acknowledged).toBeGreaterThan(0);
      expect(verification).toMatchObject({ lost: 0, unexplained: 0, oversold: 0, counterDrift: 0 });
      expect(perSecond).toBeGreaterThan(0);
    }
  } finally {
    await opened.close();
  }
}, 60_000);

test.runIf(hasPgbench())('pgbench books what it reports', { timeout: 60_000 }, async () => {
  const [variant] = await pgbenchVariant(bench);
  const { verification, perSecond } = (await variant?.run({ ...SIZE, durationMs: 1_000 })) ?? {};
  expect(perSecond).toBeGreaterThan(0);
  expect(verification?.acknowledged).toBe(verification?.found);
  expect(verification?.counterDrift).toBe(0);
});

test('a seat in two reservations is seen, and so is a seat whose state says nothing', async () => {
  const eventId = await createSeatedEvent(postgres.admin, 10);
  await reserve(eventId, [1, 2]);
  await postgres.admin.query(
    `update seats set state = 2, reservation_id = gen_random_uuid()
      where event_id = $1 and seat_no in (1, 2)`,
    [eventId],
  );
  const sound = { reservations: 1, tickets: 2, capacity: 10, remaining: 8, seatsSoldTwice: 0 };
  expect(await countProduct(postgres.admin, [eventId])).toMatchObject(sound);
  await reserve(eventId, [2, 3]);
  expect(await countProduct(postgres.admin, [eventId])).toMatchObject({
    tickets: 4,
    remaining: 8,
    seatsSoldTwice: 1,
  });
});

test('the same seat number of two events is two seats', async () => {
  const events = [
    await createSeatedEvent(postgres.admin, 5),
    await createSeatedEvent(postgres.admin, 5),
  ];
  for (const eventId of events) await reserve(eventId, [0]);
  expect(await countProduct(postgres.admin, events)).toMatchObject({
    reservations: 2,
    capacity: 10,
    seatsSoldTwice: 0,
  });
});

test('a fresh pool is empty', async () => {
  const eventId = await createPoolEvent(postgres.admin, 7);
  expect(await countProduct(postgres.admin, [eventId])).toMatchObject({
    reservations: 0,
    capacity: 7,
    remaining: 7,
  });
});

test('places that were not written, and people with two, are seen', async () => {
  const eventId = await createSeatedEvent(postgres.admin, 1);
  await postgres.admin.query(
    `insert into queue_rooms (event_id, organization_id, draw_terms, seed, commitment, last_number)
     select id, organization_id, '{}', sha256('seed'), sha256('commitment'), 3
       from events where id = $1`,
    [eventId],
  );
  const place = (number: number, person: string, ended: boolean): Promise<unknown> =>
    postgres.admin.query(
      `insert into queue_entries (event_id, number, person_id, nonce, ended_at)
       values ($1, $2, $3::text, decode(md5($3), 'hex'), case when $4 then now() end)`,
      [eventId, number, person, ended],
    );
  await place(1, 'g:a', false);
  await place(2, 'g:b', true);
  const facts = await countPlaces(postgres.admin, eventId);
  expect(facts).toMatchObject({ reservations: 2, tickets: 2, capacity: 3, seatsSoldTwice: 0 });
  expect(verify({ accepted: 2, unknown: 0 }, facts).counterDrift).toBe(-1);
  await place(3, 'g:b', false);
  expect(await countPlaces(postgres.admin, eventId)).toMatchObject({ seatsSoldTwice: 1 });
});
