/** Socket.IO through the application, over real connections: who may listen, and what they hear. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { checkLive, eventTopic, type LiveMessage } from '@onsale/contract/realtime.ts';
import {
  type ListenAnswer,
  type SocketClientEvents,
  type SocketServerEvents,
} from '@onsale/contract/realtime-socket.ts';
import { applyMessage, emptyTopicState, type TopicState } from '@onsale/contract/realtime-state.ts';
import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { waitFor } from '../../test/support/wait-for.ts';
import { systemClock } from '../lib/clock.ts';
import { systemTimers } from '../lib/deadline.ts';
import { Admission, type AdmissionLimits } from '../realtime/admission.ts';
import { createLiveHandler } from '../realtime/handler.ts';
import { Hub } from '../realtime/hub.ts';
import { createSocketLive } from '../realtime/socket-io.ts';
import { House } from '../realtime/testing.ts';
import { openLive } from '../realtime/testing-server.ts';
import { serve, type Serving } from './serve.ts';
import { createTestApp } from './testing.ts';

type Client = Socket<SocketServerEvents, SocketClientEvents>;

const clients: Client[] = [];
let serving: Serving | undefined;

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await serving?.stop({ timeoutMs: 5_000 });
});

async function start(limits: Partial<AdmissionLimits> = {}) {
  const house = new House(1, 200);
  const hub = new Hub({
    snapshotOf: (eventId) => Promise.resolve(eventId === 1 ? house.state() : undefined),
    clock: systemClock,
    timers: systemTimers,
    random: Math.random,
    onError: (error) => {
      throw error;
    },
    limits: { tickMs: 20, closeMs: 500, weightMax: 100 },
  });
  const admission = new Admission(limits);
  const parts = { hub, admission, clock: systemClock, timers: systemTimers };
  const socketLive = createSocketLive(parts);
  const { app } = await createTestApp({ live: createLiveHandler(hub, admission), socketLive });
  serving = await serve(app, { host: '127.0.0.1', port: 0, clock: systemClock });
  const { port, url } = serving;
  const open = (headers: Readonly<Record<string, string>> = {}): Client => {
    const client: Client = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
    });
    clients.push(client);
    return client;
  };
  return { house, hub, admission, traffic: socketLive.traffic, port, url, open };
}

/** Listens, and keeps the state as the contract's reducer has it. */
function watch(client: Client, before?: TopicState) {
  const watcher = { state: before ?? emptyTopicState(eventTopic(1)), heard: [] as LiveMessage[] };
  client.on('live', (message) => {
    const checked = checkLive(message);
    if (checked === undefined) throw new Error(`not a message: ${JSON.stringify(message)}`);
    watcher.heard.push(checked);
    watcher.state = applyMessage(watcher.state, checked);
  });
  return watcher;
}

const listen = (client: Client, wish: unknown): Promise<ListenAnswer> =>
  new Promise((resolve) => client.emit('listen', wish as { topics: ['event:1'] }, resolve));

/** `connect`, or why not. */
const outcomeOf = (client: Client): Promise<string> =>
  new Promise((resolve) => {
    client.on('connect', () => resolve('connect'));
    client.on('connect_error', ({ message }) => resolve(message));
  });

test('tells the same as a stream, and resumes by positions', async () => {
  const { house, hub, open, port } = await start();
  const stream = await openLive(port, { eventIds: [1] });
  const client = open();
  const watcher = watch(client);
  expect(await listen(client, { topics: ['event:1'] })).toEqual({ ok: true });
  await waitFor('the snapshot', () => watcher.heard.length === 1);
  for (let seat = 0; seat < 5; seat++) hub.publish(house.change([[seat, 1]], 1));
  await waitFor('the changes', () => watcher.state.seq === 5);
  expect(watcher.state).toEqual(house.truth);
  await waitFor('the stream', () => stream.watcher.state(1).seq === 5);
  expect(watcher.heard).toEqual(stream.watcher.messages);
  stream.close();

  client.disconnect();
  hub.publish(house.change([[9, 2]]));
  hub.publish(house.change([[9, 0]]));
  const again = open();
  const resumed = watch(again, watcher.state);
  await listen(again, { topics: ['event:1'], positions: { 'event:1': 5 } });
  await waitFor('what was missed', () => resumed.state.seq === 7);
  expect(resumed.heard).toMatchObject([{ t: 'delta', from: 5, seq: 7 }]);
  expect(resumed.state).toEqual(house.truth);
});

test('a large message arrives whole', async () => {
  const { house, hub, open } = await start();
  const client = open();
  const watcher = watch(client);
  await listen(client, { topics: ['event:1'] });
  await waitFor('the snapshot', () => watcher.heard.length === 1);
  // 126 bytes and more need a longer head, so do 65,536; what the log has lost is a snapshot.
  const all = Array.from({ length: 200 }, (_, seat) => [seat, 2] as const);
  hub.publish(house.change(all.slice(0, 60)));
  await waitFor('the change', () => watcher.state.seq === 1);
  hub.publish(house.change(all));
  await waitFor('the state', () => watcher.state.seq === 2);
  expect(watcher.state).toEqual(house.truth);
});

test('listening again replaces what was listened to; what is wrong with it is said', async () => {
  const { hub, open } = await start();
  const client = open();
  const watcher = watch(client);
  expect(await listen(client, { topics: [] })).toMatchObject({
    ok: false,
    code: 'invalid_request',
  });
  expect(await listen(client, { topics: ['seat:1'] })).toMatchObject({ ok: false });
  expect(await listen(client, { topics: ['event:1'] })).toEqual({ ok: true });
  expect(await listen(client, { topics: ['event:1', 'event:2'] })).toEqual({ ok: true });
  await waitFor('both', () => watcher.heard.some(({ t }) => t === 'gone'));
  expect(hub.stats.streams).toBe(1);
});

test('streams and sockets share the limits of an address and a session', async () => {
  const { open, port, admission } = await start({ perAddressMax: 3, perSessionMax: 1 });
  const stream = await openLive(port, { eventIds: [1] });
  const session = { cookie: 'session=guest', 'sec-fetch-site': 'same-origin' };
  const first = open(session);
  expect(await outcomeOf(first)).toBe('connect');
  expect(await outcomeOf(open(session))).toBe('websocket error');
  expect(await outcomeOf(open())).toBe('connect');
  expect(await outcomeOf(open())).toBe('websocket error');
  expect(admission.refused).toBe(2);
  first.disconnect();
  await waitFor('the place to be free', async () => (await outcomeOf(open())) === 'connect');
  stream.close();
});

test('a page of another site may not listen', async () => {
  const { open, url } = await start();
  expect(await outcomeOf(open({ origin: 'https://elsewhere.example' }))).toBe('websocket error');
  expect(await outcomeOf(open({ origin: url }))).toBe('connect');
});

test('only WebSockets: a plain request is refused, other upgrades are answered', async () => {
  const { url, port } = await start();
  const plain = await fetch(`${url}/socket.io/?EIO=4&transport=polling`);
  expect(plain.status).toBe(400);
  const h2c = connect(port, '127.0.0.1');
  let answer = '';
  h2c.on('data', (bytes: Buffer) => (answer += bytes.toString()));
  h2c.write(
    'GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n' +
      'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n',
  );
  await waitFor('the answer', () => answer.includes('\r\n\r\n'));
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  h2c.destroy();
});

test('who says too much, or too much at once, is disconnected', async () => {
  const { open, traffic } = await start();
  const chatty = open();
  await outcomeOf(chatty);
  const gone = once(chatty as unknown as NodeJS.EventEmitter, 'disconnect');
  for (let n = 0; n < 100; n++) chatty.emit('listen', { topics: ['event:1'] }, () => {});
  await gone;
  const large = open();
  await outcomeOf(large);
  const cut = once(large as unknown as NodeJS.EventEmitter, 'disconnect');
  (large as unknown as { emit(name: string, text: string): void }).emit('x', 'y'.repeat(10_000));
  await cut;
  await waitFor('nobody to be left', () => traffic.open === 0);
  expect([chatty.connected, large.connected]).toEqual([false, false]);
});

test('a server that stops says goodbye, also to those who listen to nothing', async () => {
  const { open, hub } = await start();
  const client = open();
  const watcher = watch(client);
  await listen(client, { topics: ['event:1'] });
  const idle = open();
  await outcomeOf(idle);
  const reasons: string[] = [];
  client.on('disconnect', (reason) => reasons.push(reason));
  idle.on('disconnect', (reason) => reasons.push(reason));
  expect(await serving?.stop({ timeoutMs: 5_000 })).toBe(true);
  await waitFor('both to hear of it', () => reasons.length === 2);
  expect(watcher.heard.at(-1)).toMatchObject({ t: 'bye' });
  // After a farewell of the server itself ("io server disconnect") clients do not come back.
  expect(reasons).toEqual(['transport close', 'transport close']);
  expect(hub.stats.streams).toBe(0);
});
