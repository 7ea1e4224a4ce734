/**
 * The baselines on a real PostgreSQL and a real Redis: a comparison with a broken rival is worth
 * nothing.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingPlan, eventDetailPlan } from '../api.ts';
import { exchange, sampleAnswer } from '../exchange.ts';
import { type LoadProcess, startLoadProcess } from '../load/load-process.ts';
import type { LoadResult } from '../load/plan.ts';
import { type RunningPostgres, startPostgres } from '../postgres.ts';
import { startBaseline } from '../processes.ts';
import { startRedis, type RunningRedis } from '../redis.ts';
import { verify } from '../verification.ts';
import { type BaselineSchema, countBaseline, createBaselineEvent, createTables } from './tables.ts';

const KEY = 'a-key-that-only-this-test-knows';
const CAPACITY = 60;
const REQUESTS = 200;

let folder: string;
let postgres: RunningPostgres;
let redis: RunningRedis | undefined;
let load: LoadProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onsale-baselines-'));
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(folder, 0o755);
  postgres = await startPostgres(join(folder, 'postgres'));
  redis = await startRedis(join(folder, 'redis'));
  load = await startLoadProcess();
}, 60_000);

afterAll(async () => {
  await load.close();
  await redis?.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function storm(port: number, schema: BaselineSchema): Promise<[LoadResult, number]> {
  const eventId = await createBaselineEvent(postgres.admin, schema, CAPACITY);
  const result = await load.run({
    host: '127.0.0.1',
    port,
    connections: 50,
    plan: bookingPlan(KEY, eventId),
    warmUpMs: 0,
    durationMs: 40_000,
    drainMs: 5_000,
    requestsMax: REQUESTS,
  });
  return [result, eventId];
}

test.for(['retry', 'fail-fast'] as const)(
  "the documents' lock, %s: sells no more than there is, and loses nothing",
  { timeout: 60_000 },
  async (mode, { skip }) => {
    if (redis === undefined) {
      skip('redis-server is not installed');
      return;
    }
    await createTables(postgres.admin, 'bench_documents');
    const options = { mode, databaseUrl: postgres.url, redisPort: redis.port, apiKey: KEY };
    const server = await startBaseline('documents-lock.ts', options);
    try {
      const [{ total, statuses }, eventId] = await storm(server.port, 'bench_documents');
      const facts = await countBaseline(postgres.admin, 'bench_documents', eventId);
      expect(verify(total, facts)).toMatchObject({
        lost: 0,
        unexplained: 0,
        oversold: 0,
        counterDrift: 0,
      });
      const booked = mode === 'retry' ? CAPACITY : total.accepted;
      const busy = mode === 'retry' ? 0 : REQUESTS - booked - (statuses['409'] ?? 0);
      expect([facts.reservations, statuses['503'] ?? 0]).toEqual([booked, busy]);
      expect(busy > 0).toBe(mode === 'fail-fast');
      // A booking evicts the cached event: the next reading shows it.
      const plan = eventDetailPlan(KEY, eventId);
      await sampleAnswer(server.port, plan);
      const before = facts.remaining;
      await exchange(server.port, {
        method: 'POST',
        path: '/api/reservations',
        headers: { ...plan.headers, 'Content-Type': 'application/json' },
        body: `{"eventId":${eventId},"userId":"late","quantity":1}`,
      });
      const after = JSON.parse((await sampleAnswer(server.port, plan)).body) as {
        data: { availableSeats: number };
      };
      expect(after.data.availableSeats).toBe(Math.max(0, before - 1));
    } finally {
      await server.stop();
    }
  },
);

test('one transaction per booking: sells what there is', { timeout: 60_000 }, async () => {
  await createTables(postgres.admin, 'bench_direct');
  const options = { databaseUrl: postgres.url, apiKey: KEY };
  const server = await startBaseline('one-transaction.ts', options);
  try {
    const [{ total, statuses }, eventId] = await storm(server.port, 'bench_direct');
    expect(statuses).toEqual({ 200: CAPACITY, 409: REQUESTS - CAPACITY });
    const facts = await countBaseline(postgres.admin, 'bench_direct', eventId);
    expect(verify(total, facts)).toMatchObject({
      acknowledged: CAPACITY,
      found: CAPACITY,
      counterDrift: 0,
    });
  } finally {
    await server.stop();
  }
});

test('the echo checks the key and the body as a booking server does', async () => {
  const id = '0190a0b0-c0d0-7e00-8f00-112233445566';
  const answer = {
    status: 201,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-frame-options': 'DENY' },
    body: `{"success":true,"data":{"reservationId":"${id}","quantity":1}}`,
  };
  const server = await startBaseline('echo.ts', { apiKey: KEY, answer });
  try {
    const plan = bookingPlan(KEY, 1);
    const [first, second] = [
      await sampleAnswer(server.port, plan),
      await sampleAnswer(server.port, plan),
    ];
    expect(first).toMatchObject({ status: 201, headers: answer.headers });
    expect(first.body).toHaveLength(answer.body.length);
    expect(first.body).not.toBe(second.body);
    await expect(sampleAnswer(server.port, bookingPlan('wrong', 1))).rejects.toThrow(/401/);
    const invalid = { ...plan, body: '{"eventId":1,"userId":"u","quantity":0}' };
    await expect(sampleAnswer(server.port, invalid)).rejects.toThrow(/400/);
    const seats = { ...plan, paths: ['/api/v1/events/1/reservations'] };
    await expect(
      sampleAnswer(server.port, { ...seats, body: '{"id":"%id%","buyer":"b","seats":[]}' }),
    ).rejects.toThrow(/400/);
    const some = await sampleAnswer(server.port, {
      ...seats,
      body: '{"id":"%id%","buyer":"b","seats":[1]}',
    });
    expect(some.status).toBe(201);
  } finally {
    await server.stop();
  }
});
