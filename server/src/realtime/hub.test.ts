/** The hub with time and connections in the hand of the test: what clients are told, and when. */
import { decodePositions } from '@onsale/contract/realtime.ts';
import { expect, test } from 'vitest';
import { House } from './testing.ts';
import { createTestHub } from './testing-hub.ts';

test('a stream begins with a snapshot; a tick later changes follow as one delta and one write', async () => {
  const { hub, time, house, watch } = createTestHub();
  house.change([[3, 2]]);
  const { sink, watcher } = watch([1]);
  await time.advance(0);
  expect(watcher.heard).toEqual(['snapshot']);
  expect(watcher.state(1)).toEqual(house.truth);
  const { writes } = sink;
  for (const state of [1, 2, 0, 1, 3]) hub.publish(house.change([[7, state]], 1));
  await time.advance(199);
  expect(sink.writes).toBe(writes);
  await time.advance(1);
  expect(sink.writes).toBe(writes + 1);
  expect(watcher.heard).toEqual(['snapshot', '1-6']);
  expect(watcher.messages.at(-1)).toMatchObject({
    seats: [[7, 3, 5]],
    pools: [[1, 1000, 0, 5, 0]],
  });
  expect(watcher.state(1)).toEqual(house.truth);
});

test('several topics of a client are one write, and the id names the position of each', async () => {
  const { hub, time, house, other, watch } = createTestHub();
  const { sink, watcher } = watch([1, 2]);
  await time.advance(0);
  const { writes } = sink;
  hub.publish(house.change([[1, 1]]));
  hub.publish(other.change([[2, 2]]));
  await time.advance(200);
  expect(sink.writes).toBe(writes + 1);
  expect(decodePositions(watcher.reader.lastEventId)).toEqual(
    new Map([
      ['event:1', 1],
      ['event:2', 1],
    ]),
  );
  expect([watcher.state(1), watcher.state(2)]).toEqual([house.truth, other.truth]);
});

test('the same bytes go to everybody', async () => {
  const { hub, time, house, watch } = createTestHub();
  const sinks = [watch([1]).sink, watch([1]).sink];
  await time.advance(0);
  const written: Buffer[] = [];
  for (const sink of sinks)
    sink.write = (frames) => void written.push(...frames.map(({ sse }) => sse));
  hub.publish(house.change([[1, 1]]));
  await time.advance(200);
  expect(written).toHaveLength(2);
  expect(written[0]).toBe(written[1]);
});

test('who comes back gets what was missed; who was away too long begins anew', async () => {
  const { hub, time, house, asked, watch } = createTestHub({ weightMax: 8 });
  const first = watch([1]);
  await time.advance(0);
  first.leave();
  hub.publish(house.change([[1, 1]]));
  await time.advance(200);
  hub.publish(house.change([[2, 1]]));
  await time.advance(200);
  const { lastEventId } = first.watcher.reader;
  const second = watch([1], lastEventId, first.watcher);
  expect(second.watcher.heard).toEqual(['0-2']);
  expect(second.watcher.state(1)).toEqual(house.truth);
  expect(asked).toEqual([1]);

  for (let seat = 3; seat < 10; seat++) {
    hub.publish(house.change([[seat, 2]]));
    await time.advance(200);
  }
  const third = watch([1], lastEventId, first.watcher);
  await time.advance(0);
  expect(third.watcher.heard[0]).toBe('snapshot');
  expect(third.watcher.state(1)).toEqual(house.truth);
});

test('a client that has everything gets nothing', async () => {
  const { time, house, watch } = createTestHub();
  house.change([[1, 1]]);
  const { watcher } = watch([1], 'event:1=1');
  await time.advance(1_000);
  expect(watcher.messages).toEqual([]);
});

test('a change of the description is told, and other rows count in the sequence', async () => {
  const { hub, time, house, watch } = createTestHub();
  const { watcher } = watch([1]);
  await time.advance(0);
  hub.publish(house.row({ v: 1, kind: 'order' }));
  hub.publish(house.row({ v: 1, kind: 'event', change: 'updated' }));
  await time.advance(200);
  expect(watcher.messages.at(-1)).toMatchObject({ t: 'delta', from: 0, seq: 2, event: true });
  expect(watcher.state(1).eventChanges).toBe(1);
});

test('a heartbeat comes every 15 seconds', async () => {
  const { time, watch } = createTestHub();
  const { watcher } = watch([1]);
  await time.advance(14_999);
  expect(watcher.reader.comments).toBe(0);
  await time.advance(1);
  expect(watcher.reader.comments).toBe(1);
  await time.advance(45_000);
  expect(watcher.reader.comments).toBe(4);
});

test('a slow client is skipped, brought up with one newer state, and dropped when it stays slow', async () => {
  const { hub, time, house, watch } = createTestHub({ bufferedBytesMax: 500, slowMs: 3_000 });
  const { sink, watcher } = watch([1]);
  const fast = watch([1]);
  await time.advance(0);
  sink.isStuck = true;
  const change = async (times: number): Promise<void> => {
    for (let turn = 0; turn < times; turn++) {
      hub.publish(house.change([[turn % 40, turn % 4]]));
      await time.advance(200);
    }
  };
  await change(12);
  const { writes } = sink;
  expect(hub.stats.skipped).toBeGreaterThan(2);
  expect(sink.mostBuffered).toBeLessThan(1_000);
  sink.drain();
  sink.isStuck = false;
  await time.advance(200);
  expect(sink.writes).toBe(writes + 1);
  expect(watcher.state(1)).toEqual(house.truth);
  expect(fast.watcher.heard).toHaveLength(13);

  sink.isStuck = true;
  await change(25);
  expect(sink.state).toBe('destroyed');
  expect(hub.stats).toMatchObject({ streams: 1, dropped: 1 });
  expect(fast.watcher.state(1)).toEqual(house.truth);
});

test('closing says goodbye with a different delay for everybody, and refuses who comes after', async () => {
  const { hub, time, watch } = createTestHub();
  const open = watch([1]);
  const stuck = watch([1]);
  await time.advance(0);
  stuck.sink.isStuck = true;
  const closed = hub.close();
  expect(open.watcher.messages.at(-1)).toMatchObject({ t: 'bye', retryMs: 1_750 });
  expect(open.watcher.reader.retryMs).toBe(1_750);
  expect(open.sink.state).toBe('ended');
  open.leave();
  expect(hub.listen(['event:1'], new Map(), open.sink)).toMatchObject({ code: 'unavailable' });
  await time.advance(2_000);
  await closed;
  expect(stuck.sink.state).toBe('destroyed');
});

test('topics nobody listens to are forgotten after a while, and make way when there are too many', async () => {
  const houses = [1, 2, 3].map((eventId) => new House(eventId, 4));
  const { hub, time, watch } = createTestHub({ topicsMax: 2 }, houses);
  watch([1]);
  watch([2]).leave();
  expect(hub.stats.topics).toBe(2);
  const third = watch([3]);
  expect(hub.stats.topics).toBe(2);
  expect(() => watch([2])).toThrow('unavailable');
  third.leave();
  await time.advance(150_000);
  expect(hub.stats.topics).toBe(1);
});

test('many clients are told in slices', async () => {
  const { hub, time, house, watch } = createTestHub({ sliceStreams: 3 });
  const all = Array.from({ length: 10 }, () => watch([1]));
  await time.advance(0);
  hub.publish(house.change([[1, 1]]));
  await time.advance(200);
  for (const { watcher } of all) expect(watcher.heard).toEqual(['snapshot', '0-1']);
});

test('a row that was heard already is not told again', async () => {
  const { hub, time, house, watch } = createTestHub();
  const { sink } = watch([1]);
  await time.advance(0);
  hub.publish(house.change([[0, 1]]));
  await time.advance(200);
  const row = house.change([[1, 1]]);
  hub.publish(row);
  await time.advance(200);
  const { writes } = sink;
  hub.publish(row);
  await time.advance(1_000);
  expect(sink.writes).toBe(writes);
  const late = watch([1], 'event:1=0');
  expect(late.watcher.messages).toMatchObject([{ t: 'delta', from: 0, seq: 2 }]);
});
