/** How one stream behaves when the line, the server or the messages do not. */
import { eventTopic, type LiveMessage } from '@onsale/contract/realtime.ts';
import type { InventoryState } from '@onsale/contract/product.ts';
import { expect, test } from 'vitest';
import { backOffMs } from './back-off.ts';
import { Connection, type LiveStatus } from './connection.ts';
import { deltaOf, FakeTimers, fakeStreams, snapshotOf, stateOf } from './testing.ts';
import { TopicStore } from './topic-store.ts';

const topic = eventTopic(1);

function setUp() {
  const timers = new FakeTimers();
  const { opened, openStream } = fakeStreams();
  const store = new TopicStore();
  const statuses: LiveStatus[] = [];
  const told: LiveMessage[] = [];
  const polls: number[] = [];
  const server: { state: InventoryState | undefined } = { state: undefined };
  const connection = new Connection({
    timers,
    openStream,
    store,
    random: () => 0.5,
    readState: (eventId) => {
      polls.push(eventId);
      return Promise.resolve(server.state);
    },
    onStatus: (status) => statuses.push(status),
    onMessage: (message) => told.push(message),
  });
  const last = () => {
    const stream = opened.at(-1);
    if (stream === undefined) throw new Error('no stream was opened');
    return stream;
  };
  return { timers, opened, last, store, statuses, told, polls, server, connection };
}

test('a stream is opened for the topics, and is live with its first message', async () => {
  const { timers, last, statuses, store, connection } = setUp();
  connection.setTopics([eventTopic(2), topic]);
  await timers.pass(100);
  expect(last().url).toBe('/api/v1/live?topics=event:1,event:2');
  expect(last().lastEventId).toBe('');
  last().say(snapshotOf(1, 5, [0, 0, 2]));
  expect(statuses).toEqual(['live']);
  expect(store.read(topic)?.seq).toBe(5);
});

test('after a loss it resumes from where it was, later each time', async () => {
  const { timers, opened, last, connection } = setUp();
  connection.setTopics([topic]);
  await timers.pass(100);
  last().say(snapshotOf(1, 5, [0, 0]));
  last().handlers.onEnd({ kind: 'broken', retryAfterMs: 0 });
  await timers.pass(backOffMs(1, 0.5) - 1);
  expect(opened).toHaveLength(1);
  await timers.pass(1);
  expect(opened).toHaveLength(2);
  expect(last().lastEventId).toBe('event:1=5');
  last().handlers.onEnd({ kind: 'broken', retryAfterMs: 0 });
  await timers.pass(backOffMs(2, 0.5) - 1);
  expect(opened).toHaveLength(2);
  await timers.pass(1);
  expect(opened).toHaveLength(3);
});

test('a refusal is not the end: it polls, says so, and streams when it may', async () => {
  const { timers, opened, last, statuses, store, polls, server, connection } = setUp();
  server.state = stateOf(1, 7, [0, 1]);
  connection.setTopics([topic]);
  await timers.pass(100);
  last().handlers.onEnd({ kind: 'refused', status: 429, retryAfterMs: 20_000 });
  await timers.pass(10);
  expect(statuses).toEqual(['polling']);
  expect(store.read(topic)?.seq).toBe(7);
  await timers.pass(5_100);
  expect(polls.length).toBeGreaterThanOrEqual(2);
  expect(opened).toHaveLength(1);
  await timers.pass(17_000);
  expect(opened).toHaveLength(2);
  last().say(snapshotOf(1, 8, [0, 2]));
  const before = polls.length;
  await timers.pass(30_000);
  expect(statuses.at(-1)).toBe('live');
  expect(polls).toHaveLength(before);
});

test('when polling fails too it says offline', async () => {
  const { timers, last, statuses, connection } = setUp();
  connection.setTopics([topic]);
  await timers.pass(100);
  last().handlers.onEnd({ kind: 'refused', status: 503, retryAfterMs: 0 });
  await timers.pass(10);
  expect(statuses).toEqual(['offline']);
});

test('one short loss does not poll, two in a row do', async () => {
  const { timers, last, polls, connection } = setUp();
  connection.setTopics([topic]);
  await timers.pass(100);
  last().handlers.onEnd({ kind: 'broken', retryAfterMs: 0 });
  await timers.pass(900);
  expect(polls).toEqual([]);
  last().handlers.onEnd({ kind: 'broken', retryAfterMs: 0 });
  await timers.pass(10);
  expect(polls).toEqual([1]);
});

test('a line that is silent for three heartbeats is dead', async () => {
  const { timers, opened, last, connection } = setUp();
  connection.setTopics([topic]);
  await timers.pass(100);
  const first = last();
  first.handlers.onBeat();
  await timers.pass(44_000);
  first.handlers.onBeat();
  await timers.pass(44_000);
  expect(opened).toHaveLength(1);
  await timers.pass(2_000);
  expect(first.isClosed).toBe(true);
  expect(opened).toHaveLength(2);
});

test('a gap is filled from the state, and asked for again until it is', async () => {
  const { timers, last, store, polls, server, connection } = setUp();
  connection.setTopics([topic]);
  await timers.pass(100);
  last().say(snapshotOf(1, 5, [0, 0]));
  server.state = stateOf(1, 6, [0, 1]);
  last().say(deltaOf(1, 7, 8, [[0, 2, 1]]));
  await timers.pass(10);
  // What was read is older than what was announced: something is still missing.
  expect(store.isMissing(topic)).toBe(true);
  server.state = stateOf(1, 8, [2, 1]);
  await timers.pass(1_500);
  expect(store.isMissing(topic)).toBe(false);
  expect(store.read(topic)?.seq).toBe(8);
  const before = polls.length;
  await timers.pass(5_000);
  expect(polls).toHaveLength(before);
});

test('what is old or repeated is not told to other tabs', async () => {
  const { timers, last, told, connection } = setUp();
  connection.setTopics([topic]);
  await timers.pass(100);
  last().say(snapshotOf(1, 5, [0, 0]));
  last().say(deltaOf(1, 5, 6, [[1, 1, 1]]));
  last().say(deltaOf(1, 5, 6, [[1, 1, 1]]));
  last().say(deltaOf(1, 3, 4, [[0, 1, 1]]));
  expect(told.map((message) => message.t)).toEqual(['snapshot', 'delta']);
});

test('a server that says goodbye is left alone for as long as it asks', async () => {
  const { timers, opened, last, connection } = setUp();
  connection.setTopics([topic]);
  await timers.pass(100);
  last().say({ v: 1, t: 'bye', retryMs: 8_000 });
  await timers.pass(7_900);
  expect(opened).toHaveLength(1);
  await timers.pass(1_000);
  expect(opened).toHaveLength(2);
});

test('without topics nothing is open, and nothing comes back', async () => {
  const { timers, opened, last, connection } = setUp();
  connection.setTopics([topic]);
  await timers.pass(100);
  connection.stop();
  expect(last().isClosed).toBe(true);
  await timers.pass(120_000);
  expect(opened).toHaveLength(1);
});
