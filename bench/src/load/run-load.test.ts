/**
 * The closed loop against real servers on 127.0.0.1: counts, bounds, refusals and lost connections.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { startLoadProcess } from './load-process.ts';
import type { LoadSpec } from './plan.ts';
import { runLoad } from './run-load.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<number> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => handle(request, response));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP address');
  return address.port;
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 2 });
  response.end('{}');
}

const spec = (port: number, more: Partial<LoadSpec> = {}): LoadSpec => ({
  host: '127.0.0.1',
  port,
  connections: 20,
  plan: { method: 'POST', paths: ['/'], headers: {}, body: '{"n":%n%}', tickets: 3 },
  warmUpMs: 0,
  durationMs: 10_000,
  drainMs: 5_000,
  ...more,
});

const noEvents = { windowStarted: () => undefined, windowEnded: () => undefined };

test('sends exactly as many requests as allowed and counts answers by status', async () => {
  let served = 0;
  const port = await listen((_, response) => answer(response, ++served % 10 === 0 ? 409 : 201));
  const result = await runLoad(spec(port, { requestsMax: 1_000 }), noEvents);
  expect(served).toBe(1_000);
  expect(result.statuses).toEqual({ 201: 900, 409: 100 });
  expect(result.answered).toBe(1_000);
  expect(result.accepted).toBe(900);
  expect(result.total).toEqual({
    sent: 1_000,
    accepted: 900,
    acceptedTickets: 2_700,
    unknown: 0,
    unknownTickets: 0,
  });
  expect(result.latency.accepted.p99Ms).toBeGreaterThan(0);
});

test('never has more than one request under way on a connection', async () => {
  let underWay = 0;
  let most = 0;
  const port = await listen((_, response) => {
    most = Math.max(most, ++underWay);
    setImmediate(() => {
      underWay--;
      answer(response, 200);
    });
  });
  await runLoad(spec(port, { connections: 7, requestsMax: 500 }), noEvents);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(7);
});

test('time ends the window; what was under way is drained and still counted in total', async () => {
  const waiting: ServerResponse[] = [];
  let draining = false;
  const port = await listen((_, response) => {
    if (draining) answer(response, 200);
    else waiting.push(response);
  });
  const result = await runLoad(spec(port, { durationMs: 50 }), {
    windowStarted: () => undefined,
    windowEnded: () => {
      draining = true;
      for (const response of waiting) answer(response, 200);
    },
  });
  expect(result.answered).toBe(0);
  expect(result.total.accepted).toBe(20);
  // The slow ones are in the latencies, or starving them would pay.
  expect(result.latency.all.p50Ms).toBeGreaterThan(40);
});

test('a broken connection leaves an unknown outcome and is opened again', async () => {
  let served = 0;
  const port = await listen((request, response) => {
    if (++served % 50 === 0) request.socket.destroy();
    else answer(response, 200);
  });
  const result = await runLoad(spec(port, { requestsMax: 500 }), noEvents);
  expect(result.total).toMatchObject({ sent: 500, accepted: 490, unknown: 10, unknownTickets: 30 });
  expect(result.connectionErrors).toBe(10);
});

test('a server that never answers does not hold the run for ever', async () => {
  const port = await listen(() => undefined);
  const result = await runLoad(spec(port, { durationMs: 20, drainMs: 20 }), noEvents);
  expect(result.total).toMatchObject({ sent: 20, accepted: 0, unknown: 20 });
});

test('load goes to this machine only', async () => {
  await expect(runLoad(spec(80, { host: 'example.org' }), noEvents)).rejects.toThrow(RangeError);
});

test('a server that is not there fails the run', async () => {
  const port = await listen(() => undefined);
  const [server] = servers.splice(0);
  server?.close();
  if (server !== undefined) await once(server, 'close');
  await expect(runLoad(spec(port), noEvents)).rejects.toThrow(/connections/);
});

test('the worker process reports the same and tells when the window begins and ends', async () => {
  const port = await listen((_, response) => answer(response, 200));
  const load = await startLoadProcess();
  try {
    const heard: string[] = [];
    const result = await load.run(spec(port, { requestsMax: 300 }), {
      windowStarted: () => heard.push('start'),
      windowEnded: () => heard.push('end'),
    });
    expect(result.total.accepted).toBe(300);
    expect(heard).toEqual(['start', 'end']);
    await expect(load.run(spec(port, { host: '10.0.0.1' }))).rejects.toThrow(/127\.0\.0\.1 only/);
  } finally {
    await load.close();
  }
});
