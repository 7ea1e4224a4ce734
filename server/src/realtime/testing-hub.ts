/** For tests of the hub: one with two houses, time that stands still, and clients without sockets. */
import { decodePositions, eventTopic } from '@onsale/contract/realtime.ts';
import { Hub } from './hub.ts';
import type { HubLimits, HubOptions } from './hub-options.ts';
import { createVirtualTime, House, TestSink, type VirtualTime, Watcher } from './testing.ts';

export type TestClient = {
  readonly sink: TestSink;
  readonly watcher: Watcher;
  readonly leave: () => void;
};

export type TestHub = {
  readonly hub: Hub;
  readonly time: VirtualTime;
  readonly house: House;
  readonly other: House;
  /** Events whose snapshot was asked for, and what `onError` was told. */
  readonly asked: readonly number[];
  readonly errors: readonly unknown[];
  /** Opens a stream, as `before` left off. */
  readonly watch: (
    eventIds: readonly number[],
    lastEventId?: string,
    before?: Watcher,
  ) => TestClient;
};

export function createTestHub(
  limits: Partial<HubLimits> = {},
  houses: readonly House[] = [new House(1, 40), new House(2, 8)],
  snapshotOf?: HubOptions['snapshotOf'],
): TestHub {
  const time = createVirtualTime();
  const errors: unknown[] = [];
  const asked: number[] = [];
  const stateOf = (eventId: number) => houses.find((one) => one.eventId === eventId)?.state();
  const hub = new Hub({
    snapshotOf: async (eventId) => {
      asked.push(eventId);
      return snapshotOf === undefined ? stateOf(eventId) : await snapshotOf(eventId);
    },
    clock: time.clock,
    timers: time.timers,
    random: () => 0.5,
    onError: (error) => errors.push(error),
    limits,
  });
  const [house = new House(1, 40), other = new House(2, 8)] = houses;
  return {
    hub,
    time,
    house,
    other,
    asked,
    errors,
    watch(eventIds, lastEventId = '', before) {
      const sink = new TestSink(new Watcher(eventIds, before));
      const listening = hub.listen(eventIds.map(eventTopic), decodePositions(lastEventId), sink);
      if (!listening.ok) throw new Error(listening.code);
      return { sink, watcher: sink.watcher, leave: () => listening.value.leave() };
    },
  };
}
