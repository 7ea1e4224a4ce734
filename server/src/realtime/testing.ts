/** For tests of the live channel: a house that changes, time that a test moves, sinks that count. */
import type { InventoryState } from '@onsale/contract/product.ts';
import type { QueueStatus } from '@onsale/contract/queue.ts';
import {
  decodeLive,
  eventTopic,
  type LiveMessage,
  snapshotOfState,
  type Topic,
} from '@onsale/contract/realtime.ts';
import { applyMessage, emptyTopicState, type TopicState } from '@onsale/contract/realtime-state.ts';
import { encodeSeatStates, packSeatStates } from '@onsale/contract/seat-state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Timers } from '../lib/deadline.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import type { Frame } from './model/frame.ts';
import type { Sink } from './stream.ts';

/** The places of one event as the database would have them, and the rows that told of each change. */
export class House {
  readonly eventId: number;
  readonly states: number[];
  readonly versions: number[];
  readonly pool = { capacity: 1_000, held: 0, sold: 0, version: 0 };
  readonly rows: OutboxRow[] = [];
  #seq = 0;

  constructor(eventId: number, seatCount: number) {
    this.eventId = eventId;
    this.states = Array.from({ length: seatCount }, () => 0);
    this.versions = Array.from({ length: seatCount }, () => 0);
  }

  /** Changes seats and sells `sold` places of the pool; answers the row that says so. */
  change(seats: readonly (readonly [number, number])[], sold = 0): OutboxRow {
    const facts = seats.map(([seat, state]) => {
      this.states[seat] = state;
      this.versions[seat] = (this.versions[seat] ?? 0) + 1;
      return [seat, state, this.versions[seat], 0];
    });
    if (sold > 0) this.pool.version += 1;
    this.pool.sold += sold;
    const { capacity, held, version } = this.pool;
    const pools = sold > 0 ? [[1, capacity, held, this.pool.sold, 0, version]] : [];
    return this.row({ v: 1, kind: 'inventory', at: 0, pools, seats: facts, facts: [] });
  }

  row(payload: unknown): OutboxRow {
    this.#seq += 1;
    const row = { position: this.#seq, eventId: this.eventId, seq: this.#seq, payload };
    this.rows.push(row);
    return row;
  }

  /** What a process that has heard up to `seq` would answer: its rows may be newer than that. */
  state(seq: number = this.#seq): InventoryState {
    const { capacity, held, sold } = this.pool;
    const available = capacity - held - sold;
    return {
      eventId: this.eventId,
      asOfSeq: seq,
      seatCount: this.states.length,
      seats: encodeSeatStates(packSeatStates(this.states)),
      pools: [{ pool: 1, capacity, available, held, sold, blocked: 0 }],
    };
  }

  /** What a client should know in the end. */
  get truth(): TopicState {
    const message = snapshotOfState(this.state());
    return applyMessage(emptyTopicState(message.topic), message);
  }
}

/** A waiting room that has let in as many as its version says. */
export const statusOf = (eventId: number, version: number): QueueStatus => ({
  eventId,
  phase: 'serving',
  serverTime: '2027-01-01T00:00:00.000Z',
  saleOpensAt: '2027-01-01T00:00:00.000Z',
  access: 'everybody',
  joined: 100,
  servedUpTo: version,
  perMinute: 60,
  reason: 'ok',
  stock: 'available',
  tiers: [],
  poll: { floorMs: 1_000, ceilingMs: 60_000, divisor: 10, jitter: 0.2 },
  version,
  stale: false,
});

export type VirtualTime = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Lets this many milliseconds pass: timers go off in order, and what they promise is awaited. */
  advance(ms: number): Promise<void>;
};

/** Lets promises that are settled already take their course. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

export function createVirtualTime(): VirtualTime {
  let nowMs = 0;
  const pending = new Set<{ readonly atMs: number; readonly work: () => void }>();
  const next = (untilMs: number) =>
    [...pending].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
  return {
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    timers: {
      after(delayMs, work) {
        const timer = { atMs: nowMs + delayMs, work };
        pending.add(timer);
        return () => void pending.delete(timer);
      },
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let due = next(untilMs); due !== undefined; due = next(untilMs)) {
        pending.delete(due);
        nowMs = due.atMs;
        due.work();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}

export type SseEvent = { readonly id: string | undefined; readonly data: string | undefined };

/** Takes Server-Sent Events apart as a browser does, whatever the pieces they arrive in. */
export class SseReader {
  #rest = '';
  lastEventId = '';
  retryMs: number | undefined;
  comments = 0;

  read(text: string): readonly SseEvent[] {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.map((block) => this.#event(block));
  }

  #event(block: string): SseEvent {
    let id: string | undefined;
    let data: string | undefined;
    for (const line of block.split('\n')) {
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (field === '') this.comments += 1;
      if (field === 'id') id = this.lastEventId = value;
      if (field === 'data') data = data === undefined ? value : `${data}\n${value}`;
      if (field === 'retry') this.retryMs = Number(value);
    }
    return { id, data };
  }
}

/** A client as the web application is one: reads messages and keeps the state of its topics. */
export class Watcher {
  readonly reader = new SseReader();
  readonly messages: LiveMessage[] = [];
  readonly topics = new Map<Topic, TopicState>();
  #decoder = new TextDecoder();

  constructor(eventIds: readonly number[], before?: Watcher) {
    for (const topic of eventIds.map(eventTopic)) {
      this.topics.set(topic, before?.topics.get(topic) ?? emptyTopicState(topic));
    }
  }

  receive(bytes: Uint8Array): void {
    for (const { data } of this.reader.read(this.#decoder.decode(bytes, { stream: true }))) {
      if (data === undefined) continue;
      const message = decodeLive(data);
      if (message === undefined) throw new Error(`not a message: ${data}`);
      this.messages.push(message);
      for (const [topic, state] of this.topics)
        this.topics.set(topic, applyMessage(state, message));
    }
  }

  state(eventId: number): TopicState {
    const state = this.topics.get(eventTopic(eventId));
    if (state === undefined) throw new Error(`does not watch ${eventId}`);
    return state;
  }

  /** `snapshot`, or `from-seq` of a delta: what came, in order. */
  get heard(): string[] {
    return this.messages.map((m) => (m.t === 'delta' ? `${m.from}-${m.seq}` : m.t));
  }
}

/** A sink without a socket. While `isStuck` it takes bytes and passes none on. */
export class TestSink implements Sink {
  readonly watcher: Watcher;
  writes = 0;
  isStuck = false;
  state: 'open' | 'ended' | 'destroyed' = 'open';
  #waiting: Buffer[] = [];
  mostBuffered = 0;

  constructor(watcher: Watcher) {
    this.watcher = watcher;
  }

  write(frames: readonly Frame[]): void {
    this.writes += 1;
    this.#waiting.push(...frames.map(({ sse }) => sse));
    this.mostBuffered = Math.max(this.mostBuffered, this.buffered());
    if (!this.isStuck) this.drain();
  }

  drain(): void {
    for (const frame of this.#waiting) this.watcher.receive(frame);
    this.#waiting = [];
  }

  buffered(): number {
    return this.#waiting.reduce((sum, frame) => sum + frame.length, 0);
  }

  end(last: Frame): void {
    this.write([last]);
    this.state = 'ended';
  }

  destroy(): void {
    this.#waiting = [];
    this.state = 'destroyed';
  }
}
