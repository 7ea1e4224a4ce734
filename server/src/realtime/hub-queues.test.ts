/** Waiting rooms on the hub: the newest status, to everybody, not too often. */
import type { QueueStatus } from '@onsale/contract/queue.ts';
import { queueTopic, type Topic } from '@onsale/contract/realtime.ts';
import { applyQueue } from '@onsale/contract/realtime-state.ts';
import { expect, test } from 'vitest';
import { Hub } from './hub.ts';
import { createVirtualTime, House, statusOf, TestSink, Watcher } from './testing.ts';

function setUp() {
  const time = createVirtualTime();
  const house = new House(1, 4);
  const rooms = new Map<number, QueueStatus>([[1, statusOf(1, 5)]]);
  const watched = new Map<number, number>();
  const count = (eventId: number, by: number): void =>
    void watched.set(eventId, (watched.get(eventId) ?? 0) + by);
  const hub = new Hub({
    snapshotOf: (eventId) => Promise.resolve(eventId === 1 ? house.state() : undefined),
    queues: {
      statusOf: (eventId) => Promise.resolve(rooms.get(eventId)),
      watch(eventId) {
        count(eventId, 1);
        return () => count(eventId, -1);
      },
    },
    clock: time.clock,
    timers: time.timers,
    random: () => 0.5,
    onError: (error) => {
      throw error;
    },
  });
  return {
    hub,
    time,
    house,
    watched,
    tell: (status: QueueStatus): void => {
      rooms.set(status.eventId, status);
      hub.tell(status);
    },
    watch: async (topics: readonly Topic[], positions: ReadonlyMap<Topic, number> = new Map()) => {
      const watcher = new Watcher([1]);
      const sink = new TestSink(watcher);
      const listening = hub.listen(topics, positions, sink);
      if (!listening.ok) throw new Error(listening.code);
      await time.advance(1);
      return { sink, watcher, leave: () => listening.value.leave() };
    },
  };
}

const versions = ({ messages }: Watcher): number[] =>
  messages.flatMap((message) => (message.t === 'queue' ? [message.status.servedUpTo] : []));

test('begins with the status as it is, and goes on with each change', async () => {
  const { time, tell, watch } = setUp();
  const { watcher } = await watch([queueTopic(1)]);
  expect(versions(watcher)).toEqual([5]);
  tell(statusOf(1, 6));
  await time.advance(1_000);
  expect(versions(watcher)).toEqual([5, 6]);
  expect(watcher.reader.lastEventId).toBe('queue:1=6');
});

test('tells a room at most once a second, and then the newest', async () => {
  const { time, tell, watch } = setUp();
  const { watcher } = await watch([queueTopic(1)]);
  for (let version = 6; version < 36; version++) {
    tell(statusOf(1, version));
    await time.advance(100);
  }
  await time.advance(1_000);
  const heard = versions(watcher);
  expect(heard.at(-1)).toBe(35);
  // Three seconds of changes: the first at once, then one a second.
  expect(heard.length).toBeLessThanOrEqual(6);
});

test('tells what changes without a new version, and nothing older', async () => {
  const { time, tell, watch, hub } = setUp();
  const { watcher } = await watch([queueTopic(1)]);
  tell({ ...statusOf(1, 5), perMinute: 120 });
  await time.advance(1_000);
  expect(watcher.messages.at(-1)).toMatchObject({ seq: 5, status: { perMinute: 120 } });
  hub.tell(statusOf(1, 4));
  await time.advance(2_000);
  expect(versions(watcher)).toEqual([5, 5]);
});

test('places and waiting room of an event share a stream', async () => {
  const { hub, time, house, tell, watch } = setUp();
  const { watcher } = await watch(['event:1', 'queue:1']);
  expect(watcher.heard).toEqual(['snapshot', 'queue']);
  expect(watcher.reader.lastEventId).toBe('event:1=0,queue:1=5');
  hub.publish(house.change([[1, 1]]));
  tell(statusOf(1, 6));
  await time.advance(200);
  expect(watcher.heard.slice(2).toSorted()).toEqual(['0-1', 'queue']);
  expect(watcher.reader.lastEventId).toBe('event:1=1,queue:1=6');
  expect(watcher.state(1)).toEqual(house.truth);
});

test('a client that comes back is told the status, whatever it claims', async () => {
  const { watch } = setUp();
  for (const seq of [3, 5, 9]) {
    const { watcher } = await watch(['queue:1'], new Map([['queue:1', seq]]));
    expect(versions(watcher)).toEqual([5]);
  }
});

test('after a reset the status counts although it is older', async () => {
  const { hub, time, tell, watch } = setUp();
  const { watcher } = await watch(['queue:1']);
  tell(statusOf(1, 9));
  await time.advance(1_000);
  tell(statusOf(1, 7));
  hub.reset();
  await time.advance(500);
  let known: QueueStatus | undefined;
  for (const message of watcher.messages) known = applyQueue(known, 'queue:1', message);
  expect(known).toMatchObject({ version: 7 });
  expect(watcher.messages.at(-1)).toMatchObject({ t: 'queue', reset: true });
});

test('a room is watched as long as somebody listens', async () => {
  const { time, tell, watch, watched } = setUp();
  const first = await watch(['queue:1']);
  const second = await watch(['queue:1']);
  expect(watched.get(1)).toBe(1);
  first.leave();
  expect(watched.get(1)).toBe(1);
  second.leave();
  expect(watched.get(1)).toBe(0);
  // What is heard while nobody listens is not kept: it is read anew.
  tell(statusOf(1, 8));
  await time.advance(1_000);
  const third = await watch(['queue:1']);
  expect(watched.get(1)).toBe(1);
  expect(versions(third.watcher)).toEqual([8]);
});

test('an event that does not exist has no waiting room', async () => {
  const { watch, watched } = setUp();
  const { watcher } = await watch(['queue:77']);
  expect(watcher.messages).toEqual([{ v: 1, t: 'gone', topic: 'queue:77' }]);
  expect(watched.get(77)).toBe(0);
});
