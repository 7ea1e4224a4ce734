/**
 * Whatever happens to the house, to connections and to the outbox's tail: a client that is connected in
 * the end knows the truth, its stream never had a gap, and every byte it got was a message.
 */
import { decodePositions, eventTopic } from '@onsale/contract/realtime.ts';
import { needsSnapshot } from '@onsale/contract/realtime-state.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Hub, type Listener } from './hub.ts';
import { createVirtualTime, House, TestSink, Watcher } from './testing.ts';

const SEATS = 12;
const CLIENTS = 4;
const EVENTS = [1, 2];

const client = fc.nat(CLIENTS - 1);
const event = fc.nat(EVENTS.length - 1);
const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      event,
      seats: fc.array(fc.tuple(fc.nat(SEATS - 1), fc.nat(3)), { maxLength: 4 }),
      sold: fc.nat(2),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('hear' as const), rows: fc.nat(6) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(0, 60, 200, 900),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('connect', 'leave', 'stick', 'drain'), client }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('lose', 'restart'), event }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), times: fc.nat(2) }) },
);

type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;
type Client = { sink: TestSink; listener: Listener };

class Story {
  readonly time = createVirtualTime();
  readonly houses = EVENTS.map((eventId) => new House(eventId, SEATS));
  readonly clients: (Client | undefined)[] = [];
  readonly watchers: (Watcher | undefined)[] = [];
  #heard = this.houses.map(() => 0);
  #failures = 0;
  hub = this.#open();

  #open(): Hub {
    return new Hub({
      // As of what was heard, with rows that are newer: the views of the processes are like that.
      snapshotOf: async (eventId) => {
        if (this.#failures-- > 0) throw new Error('no database');
        return this.#house(eventId)?.state(this.#heard[EVENTS.indexOf(eventId)]);
      },
      clock: this.time.clock,
      timers: this.time.timers,
      random: () => 0.5,
      onError: () => undefined,
      limits: { bufferedBytesMax: 400, slowMs: 5_000, weightMax: 25, sliceStreams: 2 },
    });
  }

  #house(eventId: number): House | undefined {
    return this.houses.find((house) => house.eventId === eventId);
  }

  async play(one: Action): Promise<void> {
    switch (one.do) {
      case 'change':
        this.houses[one.event]?.change(one.seats, one.sold);
        break;
      case 'hear':
        this.hear(one.rows);
        break;
      case 'wait':
        await this.time.advance(one.ms);
        break;
      case 'fail':
        this.#failures = one.times;
        break;
      // The tail skips a row: it must not happen, and would be noticed by the number after it.
      case 'lose':
        if ((this.#heard[one.event] ?? 0) + 1 < (this.houses[one.event]?.rows.length ?? 0)) {
          this.#heard[one.event] = (this.#heard[one.event] ?? 0) + 1;
        }
        break;
      case 'restart':
        this.hub = this.#open();
        for (let at = 0; at < CLIENTS; at++) this.#leave(at);
        break;
      case 'connect':
      case 'leave':
      case 'stick':
      case 'drain':
        this.#connection(one.do, one.client);
    }
  }

  hear(rows: number): void {
    this.houses.forEach((house, at) => {
      const from = this.#heard[at] ?? 0;
      for (const row of house.rows.slice(from, from + rows)) {
        this.#heard[at] = row.seq;
        this.hub.publish(row);
      }
    });
  }

  #connection(what: 'connect' | 'leave' | 'stick' | 'drain', at: number): void {
    const known = this.clients[at];
    if (what === 'leave') this.#leave(at);
    if (what === 'stick' && known !== undefined) known.sink.isStuck = true;
    if (what === 'drain' && known !== undefined) {
      known.sink.isStuck = false;
      known.sink.drain();
    }
    if (what === 'connect') this.connect(at);
  }

  connect(at: number): void {
    if (this.clients[at]?.sink.state === 'open') return;
    const before = this.watchers[at];
    const watcher = new Watcher(EVENTS.slice(0, 1 + (at % 2)), before);
    const sink = new TestSink(watcher);
    const positions = decodePositions(before?.reader.lastEventId ?? '');
    watcher.reader.lastEventId = before?.reader.lastEventId ?? '';
    const listening = this.hub.listen([...watcher.topics.keys()], positions, sink);
    if (!listening.ok) throw new Error(listening.code);
    this.clients[at] = { sink, listener: listening.value };
    this.watchers[at] = watcher;
  }

  #leave(at: number): void {
    this.clients[at]?.listener.leave();
    this.clients[at] = undefined;
  }

  async finish(): Promise<void> {
    this.#failures = 0;
    for (let at = 0; at < CLIENTS; at++) {
      this.#connection('drain', at);
      this.connect(at);
    }
    // One more change of each, so that a lost row at the end shows as a gap.
    for (const house of this.houses) house.change([[0, 2]], 1);
    this.hear(Number.POSITIVE_INFINITY);
    await this.time.advance(2_000);
  }
}

test('a client that is connected in the end knows the truth', async () => {
  const script = fc.array(action, { maxLength: 80, size: 'max' });
  await fc.assert(
    fc.asyncProperty(script, async (actions) => {
      const story = new Story();
      for (const one of actions) {
        await story.play(one);
        for (const watcher of story.watchers) {
          for (const state of watcher?.topics.values() ?? []) {
            expect(needsSnapshot(state)).toBe(false);
          }
        }
      }
      await story.finish();
      for (const watcher of story.watchers) {
        for (const house of story.houses) {
          const known = watcher?.topics.get(eventTopic(house.eventId));
          if (known === undefined) continue;
          const { seq, seats, pools } = house.truth;
          expect({ seq: known.seq, seats: known.seats, pools: known.pools }).toEqual({
            seq,
            seats,
            pools: pools.size > 0 ? pools : new Map(),
          });
        }
      }
    }),
    { numRuns: 300 },
  );
});
