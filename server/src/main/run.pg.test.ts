/** A whole process: what it says when it cannot start, what it leaves behind, what it keeps. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readFile, stat } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send, startRunning } from '../../test/api/world.ts';
import { adminUrl, createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { runAdmin } from '../../test/support/databases.ts';
import { freePort } from '../../test/support/free-port.ts';
import { temporaryFolder } from '../../test/support/throwaway.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { newSecret } from '../identity/api-keys.ts';
import { demoShows } from '../demo/shows.ts';
import { demoKeyFile } from './prepare.ts';
import { run, type Running } from './run.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await temporaryFolder();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await database.drop();
  await folder.remove();
});

const start = async (env: Readonly<Record<string, string>> = {}): Promise<Running> => {
  const one = await startRunning(database.url, folder.path, env);
  running.push(one);
  return one;
};

const connections = async (): Promise<number> => {
  const { rows } = await runAdmin(
    adminUrl(),
    `select count(*)::int as n from pg_stat_activity
      where datname = '${database.name}' and application_name like 'onsale-%'`,
  );
  return (rows[0] as { n: number }).n;
};
const listens = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
async function release(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

describe('a port', () => {
  it('that was asked for and is taken: a clear error, and nothing is left', async () => {
    const blocker = await occupy(0);
    const { port } = blocker.address() as AddressInfo;
    try {
      await expect(start({ PORT: String(port) })).rejects.toThrow(
        `Port ${port} is taken. Choose another one with PORT.`,
      );
    } finally {
      await release(blocker);
    }
    expect(await listens(port)).toBe(false);
    expect(await connections()).toBe(0);
  });

  it('of the metrics that is taken: a clear error, and the API does not stay', async () => {
    const blocker = await occupy(0);
    const { port: taken } = blocker.address() as AddressInfo;
    const port = await freePort();
    try {
      await expect(start({ PORT: String(port), METRICS_PORT: String(taken) })).rejects.toThrow(
        `Port ${taken} is taken. Choose another one with METRICS_PORT.`,
      );
    } finally {
      await release(blocker);
    }
    expect(await listens(port)).toBe(false);
    expect(await connections()).toBe(0);
  });

  it('that is taken without being asked for: the next free one is used', async () => {
    const first = await start();
    const { config } = first.context;
    const second = await run({
      ...config,
      http: { ...config.http, port: first.port, portExplicit: false },
      metrics: { ...config.metrics, port: first.metricsPort, portExplicit: false },
    });
    running.push(second);
    expect(second.port).toBeGreaterThan(first.port);
    expect(second.metricsPort).toBeGreaterThan(first.metricsPort);
    expect((await send(second.url, 'GET', '/api/health')).status).toBe(200);
    expect((await send(first.url, 'GET', '/api/health')).status).toBe(200);
  });

  it('that was asked for is the one that is used', async () => {
    const port = await freePort();
    const one = await start({ PORT: String(port) });
    expect(one.port).toBe(port);
    expect(one.url).toBe(`http://127.0.0.1:${port}`);
    expect((await send(one.url, 'GET', '/api/health')).status).toBe(200);
  });
});

it('a stopped process listens nowhere, has no connection, and has given its lease back', async () => {
  const one = await start();
  await send(one.url, 'GET', '/api/v1/events');
  expect(await connections()).toBeGreaterThan(0);
  expect(await listens(one.metricsPort)).toBe(true);
  await waitFor('the relay to lead', async () => {
    const { rows } = await runAdmin(
      database.url,
      'select holder from outbox_relay where expires_at > now()',
    );
    return rows.length === 1;
  });
  expect(await one.stop()).toBe(true);
  expect(await one.stop()).toBe(true);
  expect(await listens(one.port)).toBe(false);
  expect(await listens(one.metricsPort)).toBe(false);
  expect(await connections()).toBe(0);
  const { rows } = await runAdmin(
    database.url,
    'select expires_at > now() as led from outbox_relay',
  );
  expect(rows).toEqual([{ led: false }]);
});

it('a configured key works and is the same key after a restart', async () => {
  const secret = newSecret();
  const env = { PARTNER_API_KEY: secret };
  const body = { eventName: 'A', totalSeats: 3, eventDate: '2031-01-01T00:00:00' };
  const first = await start(env);
  const made = await send(first.url, 'POST', '/api/events', { key: secret, body });
  const { eventId } = (made.body as { data: { eventId: number } }).data;
  const order = { eventId, userId: 'u', quantity: 1 };
  const booked = await send(first.url, 'POST', '/api/reservations', { key: secret, body: order });
  const { reservationId } = (booked.body as { data: { reservationId: string } }).data;
  await first.stop();

  const second = await start(env);
  // Reservations are seen by the key that made them only.
  const read = await send(second.url, 'GET', `/api/reservations/${reservationId}`, { key: secret });
  expect(read.status).toBe(200);
  const { rows } = await runAdmin(database.url, 'select count(*)::int as n from api_keys');
  expect(rows).toEqual([{ n: 1 }]);
  const without = await send(second.url, 'GET', '/api/events', { key: newSecret() });
  expect(without.status).toBe(401);
});

it('two processes starting at once on an empty database make one schema, key and demo', async () => {
  await database.drop();
  database = await createTestDatabase({ empty: true });
  const secret = newSecret();
  const env = { PARTNER_API_KEY: secret, DEMO: 'true' };
  const both = await Promise.all([start(env), start(env)]);
  for (const { url } of both) {
    const reply = await send(url, 'GET', '/api/events', { key: secret });
    expect((reply.body as { data: unknown[] }).data).toHaveLength(demoShows.length);
  }
  const { rows } = await runAdmin(
    database.url,
    `select (select count(*)::int from organizations) as organizations,
            (select count(*)::int from api_keys) as keys,
            (select count(*)::int from events) as events`,
  );
  expect(rows).toEqual([{ organizations: 1, keys: 1, events: demoShows.length }]);
});

describe('a demo without a configured key', () => {
  it('keeps its key in a file that only its owner can read, over restarts', async () => {
    const first = await start({ DEMO: 'true' });
    const file = demoKeyFile(folder.path);
    const secret = (await readFile(file, 'utf8')).trim();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await send(first.url, 'GET', '/api/events', { key: secret })).status).toBe(200);
    await first.stop();
    const second = await start({ DEMO: 'true' });
    expect((await readFile(file, 'utf8')).trim()).toBe(secret);
    expect((await send(second.url, 'GET', '/api/events', { key: secret })).status).toBe(200);
  });

  it('has one key, when two processes with one folder start at once', async () => {
    const both = await Promise.all([start({ DEMO: 'true' }), start({ DEMO: 'true' })]);
    const secret = (await readFile(demoKeyFile(folder.path), 'utf8')).trim();
    for (const { url } of both) {
      expect((await send(url, 'GET', '/api/events', { key: secret })).status).toBe(200);
    }
    const { rows } = await runAdmin(database.url, 'select count(*)::int as n from api_keys');
    expect(rows).toEqual([{ n: 1 }]);
  });
});

it('the metrics have the names that dashboards are built on', async () => {
  const secret = newSecret();
  const one = await start({ PARTNER_API_KEY: secret });
  const body = { eventName: 'A', totalSeats: 1, eventDate: '2031-01-01T00:00:00' };
  const made = await send(one.url, 'POST', '/api/events', { key: secret, body });
  const { eventId } = (made.body as { data: { eventId: number } }).data;
  const order = { eventId, userId: 'u', quantity: 1 };
  await send(one.url, 'POST', '/api/reservations', { key: secret, body: order });
  await send(one.url, 'POST', '/api/reservations', { key: secret, body: order });
  const metrics = (): Promise<string> =>
    fetch(`http://127.0.0.1:${one.metricsPort}/metrics`).then((reply) => reply.text());
  const text = await waitFor('the lag to be measured', async () => {
    const now = await metrics();
    return now.includes('outbox_lag_seconds') && now;
  });
  const lines = [
    'http_server_request_duration_seconds_count{route="partnerCreateReservation",status_class="2xx"} 1',
    'http_server_request_duration_seconds_count{route="partnerCreateReservation",status_class="4xx"} 1',
    'http_server_refusals_total{code="sold_out"} 1',
    'inventory_batch_commands_count{lane="pool"}',
    'inventory_wait_seconds_count',
    'inventory_fallbacks_total{lane="pool"}',
    'inventory_refused_from_memory_total',
    'inventory_queue_depth',
    'cache_requests_total{cache="event",result="hit"}',
    'cache_requests_total{cache="event",result="miss"}',
    'outbox_lag_seconds',
    'outbox_waiting_rows',
    'http_server_requests_in_flight',
    'process_event_loop_delay_seconds{quantile="0.99"}',
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'db_pool_connections{state="busy"}',
  ];
  for (const line of lines) expect(text).toContain(`\n${line}`);
  // The internal port has nothing else, and the public one has no metrics.
  expect((await send(`http://127.0.0.1:${one.metricsPort}`, 'GET', '/api/health')).status).toBe(
    404,
  );
  expect((await send(one.url, 'GET', '/metrics')).status).toBe(404);
});

it('the health addresses agree, and readiness ends with the process', async () => {
  const one = await start();
  for (const path of ['/api/health', '/health', '/actuator/health']) {
    const { status, body } = await send(one.url, 'GET', path);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        status: 'UP',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
        database: 'connected',
        redis: 'embedded',
        components: { db: { status: 'UP' }, redis: { status: 'UP' }, diskSpace: { status: 'UP' } },
      },
    });
  }
  const ready = await send(one.url, 'GET', '/readyz');
  expect({ status: ready.status, body: ready.body }).toEqual({
    status: 200,
    body: { status: 'ready' },
  });
});
