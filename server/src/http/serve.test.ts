/** Real sockets: stopping gracefully, time-outs of slow bodies and handlers, broken clients. */
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { ok, refuse } from '../lib/result.ts';
import { createMetricsExport } from '../ops/metrics-export.ts';
import { Metrics } from '../ops/metrics.ts';
import type { AppOptions } from './create-app.ts';
import { serve, type Serving } from './serve.ts';
import { createTestApp, sampleReservation } from './testing.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function start(overrides: Partial<AppOptions>): Promise<Serving> {
  const { app } = await createTestApp(overrides);
  const serving = await serve(app, { host: '127.0.0.1', port: 0, clock: systemClock });
  cleanUps.push(() => serving.stop({ timeoutMs: 0 }));
  return serving;
}

/** Opens a connection, sends text, and collects what comes back until the server closes it. */
function talk(port: number, text: string): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  cleanUps.push(() => socket.destroy());
  let received = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    received += chunk;
  });
  const answer = new Promise<string>((resolve, reject) => {
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
  return { socket, answer };
}

function ask(agent: Agent, port: number, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ agent, port, host: '127.0.0.1', path }, (response) => {
      response.resume();
      response.on('end', () => resolve(response));
    }).on('error', reject);
  });
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

const eventsAre = ok({ events: [] });
const keepAlive = 'GET /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n';

it('lets the request under way finish, then closes its connection', async () => {
  const began = gate();
  const mayFinish = gate();
  const serving = await start({
    product: {
      listEvents: async () => {
        began.open();
        await mayFinish.opened;
        return eventsAre;
      },
    },
  });
  const { answer } = talk(serving.port, keepAlive);
  await began.opened;
  const stopped = serving.stop({ timeoutMs: 10_000 });
  // New connections are refused while the old one is being served.
  await expect
    .poll(() => talk(serving.port, keepAlive).answer.catch((error: Error) => error.message))
    .toContain('ECONNREFUSED');
  mayFinish.open();
  expect(await stopped).toBe(true);
  const text = await answer;
  expect(text).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(text).toContain('Connection: close');
  expect(text).toContain('{"events":[]}');
});

it('closes idle keep-alive connections at once', async () => {
  const serving = await start({ product: { listEvents: () => eventsAre } });
  const agent = new Agent({ keepAlive: true });
  cleanUps.push(() => agent.destroy());
  const first = await ask(agent, serving.port, '/api/v1/events');
  expect(first.headers.connection).toBe('keep-alive');
  expect(await serving.stop({ timeoutMs: 10_000 })).toBe(true);
});

it('is unready, but serves, while load balancers take notice', async () => {
  const serving = await start({ product: { listEvents: () => eventsAre } });
  const agent = new Agent({ keepAlive: false });
  const stopped = serving.stop({ timeoutMs: 10_000, unreadyMs: 300 });
  expect((await ask(agent, serving.port, '/readyz')).statusCode).toBe(503);
  const served = await ask(agent, serving.port, '/api/v1/events');
  expect([served.statusCode, served.headers.connection]).toEqual([200, 'close']);
  expect(await stopped).toBe(true);
});

it('cuts off what does not finish in time', async () => {
  const began = gate();
  const serving = await start({
    product: {
      listEvents: () => {
        began.open();
        return new Promise(() => {});
      },
    },
  });
  const { answer } = talk(serving.port, keepAlive);
  await began.opened;
  expect(await serving.stop({ timeoutMs: 50 })).toBe(false);
  expect(await answer).toBe('');
});

it('answers timeout when a handler takes too long, and drops its late answer', async () => {
  const mayFinish = gate();
  const metrics = new Metrics();
  const serving = await start({
    requestTimeoutMs: 100,
    metrics,
    partner: {
      createReservation: async () => {
        await mayFinish.opened;
        return ok({ success: true, data: sampleReservation } as const);
      },
    },
  });
  const response = await fetch(`http://127.0.0.1:${serving.port}/api/reservations`, {
    method: 'POST',
    headers: { authorization: 'Bearer full', 'content-type': 'application/json' },
    body: JSON.stringify({ eventId: 1, userId: 'u', quantity: 1 }),
  });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await response.json()).toMatchObject({ success: false, error: { code: 'timeout' } });
  mayFinish.open();
  const next = await fetch(`http://127.0.0.1:${serving.port}/api/health`);
  expect(next.status).toBe(200);
  // Measured once, as what the caller saw.
  const text = await createMetricsExport(metrics, systemClock).text();
  const counts = text.match(/^http_server_request_duration_seconds_count\{.*Create.*$/gm);
  expect(counts).toEqual([
    'http_server_request_duration_seconds_count' +
      '{route="partnerCreateReservation",status_class="5xx"} 1',
  ]);
});

it('refuses before the body comes, and does not wait for it', async () => {
  const serving = await start({
    receiveTimeoutMs: 200,
    partner: { createReservation: () => refuse('sold_out') },
  });
  const { answer } = talk(
    serving.port,
    'POST /api/reservations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
      'Content-Length: 100\r\n\r\n{"eventId":',
  );
  // It ends when the server closes the connection.
  expect(await answer).toMatch(/^HTTP\/1\.1 401 /);
}, 20_000);

it('ends a slow body of an authenticated request with timeout', async () => {
  const serving = await start({
    receiveTimeoutMs: 200,
    partner: { createReservation: () => ok({ success: true, data: sampleReservation } as const) },
  });
  const { answer } = talk(
    serving.port,
    'POST /api/reservations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer full\r\n' +
      'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"eventId":',
  );
  const text = await answer;
  expect(text).toMatch(/^HTTP\/1\.1 503 /);
  expect(text).toContain('"code":"timeout"');
}, 20_000);

it('answers bytes that are not HTTP', async () => {
  const serving = await start({});
  const text = await talk(serving.port, 'how do you do\r\n\r\n').answer;
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toContain('"code":"invalid_request"');
});

it('takes a thousand connections that come at once', async () => {
  const serving = await start({ product: { listEvents: () => eventsAre } });
  const request = keepAlive.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
  const answers = Array.from({ length: 1_000 }, () => talk(serving.port, request).answer);
  const texts = await Promise.all(answers);
  expect(texts.filter((text) => text.startsWith('HTTP/1.1 200')).length).toBe(1_000);
}, 30_000);

it('refuses a port that is taken', async () => {
  const serving = await start({});
  const { app } = await createTestApp();
  cleanUps.push(() => app.close());
  const taken = { host: '127.0.0.1', port: serving.port, clock: systemClock };
  await expect(serve(app, taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  // The same application can be tried on the next port.
  const next = await serve(app, { ...taken, port: 0 });
  const response = await fetch(`http://127.0.0.1:${next.port}/api/health`);
  expect(response.status).toBe(200);
  expect(await next.stop({ timeoutMs: 10_000 })).toBe(true);
});
