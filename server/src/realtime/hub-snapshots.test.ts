/** Snapshots: when a client needs one, and that it gets one that it can go on from. */
import { expect, test } from 'vitest';
import type { InventoryState } from '@onsale/contract/product.ts';
import { House, Watcher } from './testing.ts';
import { createTestHub } from './testing-hub.ts';

test('a client that claims to know more than there is is set back', async () => {
  const { hub, time, house, watch } = createTestHub();
  house.change([[1, 1]]);
  const before = new Watcher([1]);
  const future = new House(1, 40);
  for (let seat = 0; seat < 9; seat++) future.change([[seat, 3]]);
  before.topics.set('event:1', future.truth);
  const { watcher } = watch([1], 'event:1=9', before);
  await time.advance(0);
  expect(watcher.messages).toMatchObject([{ t: 'snapshot', seq: 1, reset: true }]);
  hub.publish(house.change([[4, 2]]));
  await time.advance(200);
  expect(watcher.state(1)).toEqual({ ...house.truth, announcedSeq: 2 });
});

test('after a reset of the outbox everybody begins anew, however far they were', async () => {
  const { hub, time, house, watch } = createTestHub();
  const { watcher } = watch([1]);
  await time.advance(0);
  for (let seat = 0; seat < 5; seat++) hub.publish(house.change([[seat, 1]]));
  await time.advance(200);
  const promoted = new House(1, 40);
  hub.publish(promoted.change([[9, 2]]));
  house.state = () => promoted.state();
  hub.reset();
  await time.advance(10);
  expect(watcher.messages.at(-1)).toMatchObject({ t: 'snapshot', seq: 1, reset: true });
  hub.publish(promoted.change([[9, 0]]));
  await time.advance(200);
  expect(watcher.state(1)).toEqual(promoted.truth);
});

test('a gap in what the process hears, and a payload it cannot read, lead to a snapshot', async () => {
  const { hub, time, house, watch } = createTestHub();
  const { watcher } = watch([1]);
  await time.advance(0);
  house.change([[1, 1]]);
  hub.publish(house.change([[2, 1]]));
  await time.advance(200);
  await time.advance(0);
  expect(watcher.heard).toEqual(['snapshot', 'snapshot']);
  expect(watcher.state(1)).toEqual(house.truth);
  house.states[3] = 2;
  hub.publish(house.row({ v: 2, kind: 'inventory', novelty: true }));
  await time.advance(200);
  await time.advance(0);
  expect(watcher.heard).toEqual(['snapshot', 'snapshot', 'snapshot']);
  expect(watcher.state(1)).toEqual(house.truth);
});

test('an event that does not exist is gone; the other topics go on', async () => {
  const { hub, time, house, watch } = createTestHub();
  const { watcher } = watch([404, 1]);
  await time.advance(0);
  expect(watcher.heard.toSorted()).toEqual(['gone', 'snapshot']);
  expect(watcher.state(404).gone).toBe(true);
  expect(hub.stats.topics).toBe(1);
  hub.publish(house.change([[1, 1]]));
  await time.advance(200);
  expect(watcher.state(1)).toEqual(house.truth);
});

test('a snapshot that fails is asked for again', async () => {
  const { hub, time, house, errors, watch } = createTestHub();
  const works = () => House.prototype.state.call(house);
  house.state = () => {
    throw new Error('no database');
  };
  const { watcher } = watch([1]);
  await time.advance(600);
  expect(errors.length).toBeGreaterThan(1);
  house.state = works;
  await time.advance(300);
  expect(watcher.state(1)).toEqual(house.truth);
  expect(hub.stats.streams).toBe(1);
});

test('a snapshot may be ahead of what the process has heard: it is given once', async () => {
  const { hub, time, house, watch } = createTestHub({ weightMax: 2 });
  watch([1]);
  await time.advance(0);
  for (const seat of [0, 1]) {
    hub.publish(house.change([[seat, 2]]));
    await time.advance(200);
  }
  // Committed, numbered, in the rows: but the tail has not brought them yet.
  const coming = [2, 3, 4].map((seat) => house.change([[seat, 2]]));
  const { watcher } = watch([1]);
  await time.advance(0);
  expect(watcher.messages).toMatchObject([{ t: 'snapshot', seq: 5 }]);
  for (const row of [...coming, house.change([[5, 1]])]) {
    hub.publish(row);
    await time.advance(200);
  }
  expect(watcher.heard).toEqual(['snapshot', '5-6']);
  expect(watcher.state(1)).toEqual(house.truth);
});

test('a snapshot that was asked for before a reset is not used after it', async () => {
  const waiting: ((state: InventoryState) => void)[] = [];
  const { hub, time, house, watch } = createTestHub(
    {},
    [new House(1, 40)],
    () => new Promise((resolve) => waiting.push(resolve)),
  );
  for (let seat = 0; seat < 5; seat++) house.change([[seat, 3]]);
  const { watcher } = watch([1]);
  hub.reset();
  waiting.shift()?.(house.state());
  await time.advance(250);
  expect(watcher.messages).toEqual([]);
  const promoted = new House(1, 40);
  promoted.change([[1, 1]]);
  waiting.shift()?.(promoted.state());
  await time.advance(0);
  expect(watcher.state(1)).toEqual(promoted.truth);
});

test('a snapshot that is too old is asked for again, a few times a second', async () => {
  const { hub, time, house, asked, watch } = createTestHub({}, [new House(1, 40)], () =>
    Promise.resolve(old),
  );
  let old = house.state();
  const { watcher } = watch([1]);
  house.change([[1, 1]]);
  hub.publish(house.change([[2, 1]]));
  await time.advance(1_000);
  expect(watcher.messages).toEqual([]);
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.length).toBeLessThan(8);
  old = house.state();
  await time.advance(250);
  expect(watcher.state(1)).toEqual(house.truth);
});
