/** The wire of the live channel: what is sent comes back, and what is not a message is refused. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QueueStatus } from './queue.ts';
import { isListenWish } from './realtime-socket.ts';
import {
  decodeLive,
  decodePositions,
  encodePositions,
  eventOfTopic,
  eventTopic,
  type LiveMessage,
  liveTopicsMax,
  partsOfTopic,
  type Topic,
} from './realtime.ts';

const snapshot = {
  v: 1,
  t: 'snapshot',
  topic: 'event:7',
  seq: 12,
  seatCount: 5,
  seats: 'GwI=',
  pools: [[1, 100, 2, 30, 0]],
} as const;
const delta = {
  v: 1,
  t: 'delta',
  topic: 'event:7',
  from: 12,
  seq: 14,
  seats: [[3, 2, 9]],
  pools: [],
} as const;

const status: QueueStatus = {
  eventId: 7,
  phase: 'serving',
  serverTime: '2027-01-01T00:00:00.000Z',
  saleOpensAt: '2027-01-01T00:00:00.000Z',
  access: 'everybody',
  joined: 100,
  servedUpTo: 5,
  perMinute: 60,
  reason: 'ok',
  stock: 'available',
  tiers: [],
  poll: { floorMs: 1_000, ceilingMs: 60_000, divisor: 10, jitter: 0.2 },
  version: 3,
  stale: false,
};

test.each<LiveMessage>([
  { v: 1, t: 'queue', topic: 'queue:7', seq: 3, status },
  { v: 1, t: 'queue', topic: 'queue:7', seq: 3, status, reset: true },
  { v: 1, t: 'gone', topic: 'queue:7' },
  structuredClone(snapshot) as unknown as LiveMessage,
  { ...snapshot, pools: [], reset: true },
  structuredClone(delta) as unknown as LiveMessage,
  { ...delta, seats: [], pools: [], event: true },
  { v: 1, t: 'gone', topic: 'event:7' },
  { v: 1, t: 'bye', retryMs: 1_200 },
])('message %# comes back as it was', (message) => {
  expect(decodeLive(JSON.stringify(message))).toEqual(message);
});

test('fields of a later time are ignored', () => {
  expect(decodeLive(JSON.stringify({ ...delta, mood: 'good' }))).toMatchObject({ seq: 14 });
});

test.each([
  ['no JSON', '{'],
  ['null', 'null'],
  ['a kind of a later time', JSON.stringify({ ...delta, t: 'toString' })],
  ['another version', JSON.stringify({ ...delta, v: 2 })],
  ['another topic', JSON.stringify({ ...delta, topic: 'event:07' })],
  ['a state that is none', JSON.stringify({ ...delta, seats: [[3, 4, 9]] })],
  ['a seat without a version', JSON.stringify({ ...delta, seats: [[3, 2]] })],
  ['a delta of nothing', JSON.stringify({ ...delta, from: 14 })],
  ['a negative number', JSON.stringify({ ...delta, pools: [[1, 5, -1, 0, 0]] })],
  ['seats of another house', JSON.stringify({ ...snapshot, seatCount: 500 })],
  ['seats that are not base64', JSON.stringify({ ...snapshot, seats: '*wI=' })],
])('%s is not a message', (_, text) => {
  expect(decodeLive(text)).toBeUndefined();
});

const eventId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

test('a topic names an event', () => {
  fc.assert(
    fc.property(eventId, (id) => {
      expect(eventOfTopic(eventTopic(id))).toBe(id);
    }),
  );
  const others = [
    '',
    'event:',
    'event:0',
    'event:01',
    'event:1.5',
    'event:1 ',
    'seat:1',
    'event:-1',
  ];
  for (const text of [...others, 'event:9007199254740993']) {
    expect(eventOfTopic(text)).toBeUndefined();
  }
});

test('positions survive the header', () => {
  const position = fc.tuple(eventId, fc.maxSafeNat());
  const positions = fc
    .uniqueArray(position, { maxLength: liveTopicsMax, selector: ([id]) => id })
    .map((all) => new Map(all.map(([id, seq]): [Topic, number] => [eventTopic(id), seq])));
  fc.assert(
    fc.property(positions, (all) => {
      expect(decodePositions(encodePositions(all))).toEqual(all);
    }),
  );
});

test('positions that make no sense are left out, and there is a bound to their number', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decodePositions(text).size).toBeLessThanOrEqual(1);
    }),
  );
  expect(decodePositions('event:1=5,,event:x=3,event:2=-1,event:3=7')).toEqual(
    new Map([
      ['event:1', 5],
      ['event:3', 7],
    ]),
  );
  const many = Array.from({ length: 50 }, (_, n) => [eventTopic(n + 1), n] as const);
  expect(decodePositions(encodePositions(many)).size).toBe(liveTopicsMax);
});

test('a topic is the places of an event or its waiting room', () => {
  expect(partsOfTopic('queue:12')).toEqual({ kind: 'queue', eventId: 12 });
  expect(partsOfTopic('event:12')).toEqual({ kind: 'event', eventId: 12 });
  expect(eventOfTopic('queue:12')).toBeUndefined();
  for (const text of [
    'queue:0',
    'queue:',
    'seat:1',
    'queue:1x',
    'xqueue:1',
    'queue:99999999999999999',
  ])
    expect(partsOfTopic(text)).toBeUndefined();
  expect(decodePositions('queue:1=5,event:1=7')).toEqual(
    new Map([
      ['queue:1', 5],
      ['event:1', 7],
    ]),
  );
  const wrong = { v: 1, t: 'queue', topic: 'event:7', seq: 3, status };
  expect(decodeLive(JSON.stringify(wrong))).toBeUndefined();
});

test('a wish to listen is bounded', () => {
  expect(isListenWish({ topics: ['event:1', 'queue:1'], positions: { 'event:1': 4 } })).toBe(true);
  const many = Array.from({ length: liveTopicsMax + 1 }, (_, n) => eventTopic(n + 1));
  const wrong = [
    undefined,
    [],
    {},
    { topics: [] },
    { topics: ['seat:1'] },
    { topics: ['event:1', 'event:1'] },
    { topics: many },
    { topics: ['event:1'], positions: { 'event:1': -1 } },
    { topics: ['event:1'], more: true },
  ];
  for (const wish of wrong) expect(isListenWish(wish)).toBe(false);
});
