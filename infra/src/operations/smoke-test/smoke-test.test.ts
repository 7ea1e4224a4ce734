/** The smoke test against a small product over HTTP that can be broken in one place at a time. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpAt } from './http.ts';
import { runSmokeTest } from './smoke-test.ts';

type Fault =
  | 'down'
  | 'not-ready'
  | 'no-database'
  | 'no-events'
  | 'stale-reads'
  | 'books-twice'
  | 'forgets-bookings'
  | 'oversells';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function product(fault?: Fault) {
  const asked: string[] = [];
  const headers: (string | undefined)[] = [];
  let left = 3;
  let bookings = 0;
  const byKey = new Map<string, number>();
  const answer = (method: string, path: string, key: string): [number, unknown] => {
    const route = `${method} ${path}`;
    if (fault === 'down') return [503, { error: { code: 'unavailable' } }];
    if (path === '/api/health') {
      return [
        200,
        { status: 'UP', database: fault === 'no-database' ? 'disconnected' : 'connected' },
      ];
    }
    if (path === '/readyz') return [fault === 'not-ready' ? 503 : 200, {}];
    if (route === 'POST /api/events') {
      return fault === 'no-events' ? [500, {}] : [200, { success: true, data: { eventId: 7 } }];
    }
    if (route === 'GET /api/events') return [200, { success: true, data: [] }];
    if (route === 'GET /api/events/7') {
      const reads = asked.filter((one) => one === route).length;
      const seats = fault === 'stale-reads' && reads === 2 ? 0 : left;
      return [200, { success: true, data: { eventId: 7, availableSeats: seats } }];
    }
    if (route === 'POST /api/reservations') {
      const before = byKey.get(key);
      const isRepeated = before !== undefined && fault !== 'books-twice';
      if (!isRepeated && left < 2 && fault !== 'oversells' && fault !== 'books-twice') {
        return [409, { error: { code: 'sold_out' } }];
      }
      const id = isRepeated ? before : (bookings += 1);
      if (!isRepeated) left -= 2;
      byKey.set(key, id);
      return [200, { success: true, data: { reservationId: `r${id}`, status: 'CONFIRMED' } }];
    }
    if (path.startsWith('/api/reservations/user/')) {
      return [200, { data: fault === 'forgets-bookings' ? [] : [{ reservationId: 'r1' }] }];
    }
    if (method === 'DELETE' || path.endsWith('/cancel')) return [200, {}];
    return [404, { error: { code: 'not_found' } }];
  };
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    asked.push(`${method} ${url}`);
    headers.push(String(request.headers['x-onsale-release']));
    const [status, body] = answer(method, url, String(request.headers['idempotency-key']));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const run = (apiKey: string | undefined = 'key') =>
    runSmokeTest({
      http: httpAt(`http://127.0.0.1:${port}`, { 'x-onsale-release': 'door' }),
      apiKey,
      runId: 'run',
      nowMs: 0,
      report: () => {},
    });
  return { asked, headers, run };
}

describe('the smoke test', () => {
  it('passes, and takes back what it made', async () => {
    const { asked, headers, run } = await product();
    expect(await run()).toBeUndefined();
    expect(asked.slice(-2)).toEqual([
      'DELETE /api/reservations/r1',
      'POST /api/v1/events/7/cancel',
    ]);
    expect(new Set(headers)).toEqual(new Set(['door']));
  });

  it.each([
    ['down', 'health: answered 503 (unavailable) instead of 200'],
    ['no-database', 'health: its database is disconnected'],
    ['not-ready', 'readiness: answered 503 instead of 200'],
    ['no-events', 'creating an event: answered 500 instead of 200'],
    ['stale-reads', 'reading it a second time: 0 seats are left'],
    ['books-twice', 'booking again with the same key: it booked twice'],
    ['forgets-bookings', 'listing bookings: the booking is not there'],
    ['oversells', 'booking more than is left: answered 200 instead of 409'],
  ] as const)('tells that the product is %s', async (fault, problem) => {
    expect(await (await product(fault)).run()).toBe(problem);
  });

  it('takes back what it made before something went wrong', async () => {
    const { asked, run } = await product('oversells');
    await run();
    expect(asked).toContain('POST /api/v1/events/7/cancel');
  });

  it('says that nobody answers', async () => {
    const http = httpAt('http://127.0.0.1:1');
    const test = { http, apiKey: undefined, runId: 'r', nowMs: 0, report: () => {} };
    expect(await runSmokeTest(test)).toMatch(/^health: /);
  });
});
