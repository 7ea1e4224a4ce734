/** The live channel over real sockets on this machine: the stream as browsers and proxies see it. */
import { livePath } from '@onsale/contract/realtime.ts';
import { afterEach, expect, test } from 'vitest';
import { waitFor } from '../../test/support/wait-for.ts';
import { House, Watcher } from './testing.ts';
import {
  getLive,
  type LiveClient,
  type LiveServer,
  type LiveServerOptions,
  openLive,
  startLiveServer,
} from './testing-server.ts';

let server: LiveServer | undefined;
const clients: LiveClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server?.close();
});

async function start(houses: readonly House[], options: LiveServerOptions = {}) {
  const { admission } = options;
  const limits = { tickMs: 20, closeMs: 500, ...options.limits };
  const started = await startLiveServer(houses, { limits, ...(admission && { admission }) });
  server = started;
  return {
    ...started,
    open: async (wish: Parameters<typeof openLive>[1]) => {
      const client = await openLive(started.port, wish);
      clients.push(client);
      return client;
    },
    get: (query: string) => getLive(started.port, `${livePath}${query}`, new Watcher([])),
  };
}

test('the head of the response keeps proxies from holding messages back', async () => {
  const { open } = await start([new House(1, 10)]);
  const { status, headers } = await open({ eventIds: [1] });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  expect(headers['transfer-encoding']).toBeUndefined();
});

test('a connection that broke resumes where it was; after a gap it begins anew', async () => {
  const house = new House(1, 200);
  const { hub, open } = await start([house], { limits: { weightMax: 50 } });
  const first = await open({ eventIds: [1] });
  await waitFor('the snapshot', () => first.watcher.heard.length === 1);
  hub.publish(house.change([[1, 1]]));
  await waitFor('the change', () => first.watcher.state(1).seq === 1);
  first.close();
  await waitFor('the server to notice', () => hub.stats.streams === 0);
  for (let seat = 2; seat < 8; seat++) hub.publish(house.change([[seat, 2]], 1));

  const { lastEventId } = first.watcher.reader;
  const resumed = await open({ eventIds: [1], lastEventId, before: first.watcher });
  await waitFor('what was missed', () => resumed.watcher.state(1).seq === 7);
  expect(resumed.watcher.heard).toEqual(['1-7']);
  expect(resumed.watcher.state(1)).toEqual(house.truth);

  const many = Array.from({ length: 100 }, (_, seat) => [seat, 3] as const);
  hub.publish(house.change(many));
  await waitFor('the change', () => resumed.watcher.state(1).seq === 8);
  const late = await open({ eventIds: [1], lastEventId, before: first.watcher });
  await waitFor('the state', () => late.watcher.state(1).seq === 8);
  expect(late.watcher.heard).toEqual(['snapshot']);
  expect(late.watcher.state(1)).toEqual(house.truth);
});

test('a script may name its position in the address', async () => {
  const house = new House(1, 10);
  const { hub, open, get } = await start([house]);
  const first = await open({ eventIds: [1] });
  await waitFor('the snapshot', () => first.watcher.heard.length === 1);
  hub.publish(house.change([[1, 1]]));
  await waitFor('the change', () => first.watcher.state(1).seq === 1);
  const second = await get('?topics=event:1&lastEventId=event:1%3D0');
  clients.push(second);
  await waitFor('what was missed', () => second.watcher.heard.length > 0);
  expect(second.watcher.heard).toEqual(['0-1']);
});

test('1,000 clients get every change once and in order', { timeout: 60_000 }, async () => {
  const house = new House(1, 2_000);
  const { hub, open } = await start([house], { limits: { tickMs: 200 } });
  const all: LiveClient[] = [];
  for (let at = 0; at < 1_000; at += 100) {
    all.push(...(await Promise.all(Array.from({ length: 100 }, () => open({ eventIds: [1] })))));
  }
  await waitFor('all snapshots', () => all.every(({ watcher }) => watcher.heard.length === 1));
  for (let tick = 0; tick < 10; tick++) {
    for (let n = 0; n < 20; n++) {
      hub.publish(house.change([[(tick * 20 + n) * 7, 1 + (n % 3)]], 1));
    }
    const { length } = house.rows;
    await waitFor('the change', () => all[0]?.watcher.state(1).seq === length, 20_000);
  }
  await waitFor(
    'everybody',
    () => all.every(({ watcher }) => watcher.state(1).seq === 200),
    20_000,
  );
  const [reference] = all;
  for (const { watcher } of all) {
    let seq = 0;
    for (const message of watcher.messages.slice(1)) {
      expect(message).toMatchObject({ t: 'delta', from: seq });
      seq = 'seq' in message ? message.seq : seq;
    }
    expect(seq).toBe(200);
    expect(watcher.heard).toEqual(reference?.watcher.heard);
    expect(watcher.state(1).seats).toEqual(house.truth.seats);
  }
  expect(hub.stats).toMatchObject({ streams: 1_000, dropped: 0 });
  // Snapshots are shared: a thousand clients do not read the state a thousand times.
  expect(hub.stats.snapshots).toBeLessThan(20);
});

test('what is wrong with a request is said', async () => {
  const { get } = await start([new House(1, 10)]);
  const many = Array.from({ length: 21 }, (_, n) => `event:${n + 1}`).join(',');
  for (const query of ['', '?topics=', '?topics=seat:1', `?topics=${many}`, '?topics=event:0']) {
    const client = await get(query);
    expect(client.status).toBe(400);
    await waitFor('the reason', () => client.body.includes('query.topics'));
  }
});

test('there is a limit for a session, an address and the process', async () => {
  const admission = { perSessionMax: 2, perAddressMax: 4, streamsMax: 100 };
  const { open, hub, admission: places } = await start([new House(1, 10)], { admission });
  const eventIds = [1];
  const first = await open({ eventIds, session: 'a' });
  expect((await open({ eventIds, session: 'a' })).status).toBe(200);
  const third = await open({ eventIds, session: 'a' });
  expect(third.status).toBe(429);
  await waitFor('the reason', () => third.body !== '');
  expect(JSON.parse(third.body)).toMatchObject({
    code: 'rate_limited',
    details: { streamsMax: 2, retryAfterSeconds: 10 },
  });
  expect((await open({ eventIds, session: 'b' })).status).toBe(200);
  expect((await open({ eventIds })).status).toBe(200);
  expect((await open({ eventIds })).status).toBe(429);
  expect(places.refused).toBe(2);

  first.close();
  await waitFor('the place to be free', () => hub.stats.streams === 3);
  expect((await open({ eventIds, session: 'a' })).status).toBe(200);
});

test('a full process says that it cannot now', async () => {
  const { open } = await start([new House(1, 10)], { admission: { streamsMax: 1 } });
  expect((await open({ eventIds: [1] })).status).toBe(200);
  expect((await open({ eventIds: [1] })).status).toBe(503);
});

test('a server that stops says goodbye and closes the connections', async () => {
  const { hub, open } = await start([new House(1, 10)]);
  const client = await open({ eventIds: [1] });
  await waitFor('the snapshot', () => client.watcher.heard.length === 1);
  await hub.close();
  await waitFor('the end', () => client.isClosed);
  expect(client.watcher.messages.at(-1)).toMatchObject({ t: 'bye' });
  expect(client.watcher.reader.retryMs).toBeGreaterThanOrEqual(500);
  expect((await open({ eventIds: [1] })).status).toBe(503);
});
