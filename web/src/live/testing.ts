/** A clock that stands still, streams that do as they are told and tabs in one process: for tests. */
import type { InventoryState } from '@onsale/contract/product.ts';
import {
  eventTopic,
  type QueueMessage,
  queueTopic,
  type DeltaMessage,
  type LiveMessage,
  type LiveSeat,
  type SnapshotMessage,
} from '@onsale/contract/realtime.ts';
import { encodeSeatStates, packSeatStates } from '@onsale/contract/seat-state.ts';
import type { Timers } from './connection.ts';
import type { OpenStream, StreamHandlers } from './open-stream.ts';
import type { TabMessage, Tabs } from './tab-messages.ts';

export class FakeTimers implements Timers {
  #now = 0;
  #next = 0;
  readonly #due = new Map<number, { readonly atMs: number; readonly action: () => void }>();

  nowMs(): number {
    return this.#now;
  }

  after(delayMs: number, action: () => void): () => void {
    const id = this.#next++;
    this.#due.set(id, { atMs: this.#now + delayMs, action });
    return () => this.#due.delete(id);
  }

  /** Lets time pass; what has been promised meanwhile gets its turn too. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await turn();
      const [first] = [...this.#due].sort(([, a], [, b]) => a.atMs - b.atMs);
      if (first === undefined || first[1].atMs > end) break;
      this.#due.delete(first[0]);
      this.#now = Math.max(this.#now, first[1].atMs);
      first[1].action();
    }
    this.#now = end;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export type FakeStream = {
  readonly url: string;
  readonly lastEventId: string;
  readonly handlers: StreamHandlers;
  isClosed: boolean;
  say(message: LiveMessage): void;
};

/** Every stream that was opened, in order. */
export function fakeStreams(): { readonly opened: FakeStream[]; readonly openStream: OpenStream } {
  const opened: FakeStream[] = [];
  return {
    opened,
    openStream(url, lastEventId, handlers) {
      const stream: FakeStream = {
        url,
        lastEventId,
        handlers,
        isClosed: false,
        say(message) {
          handlers.onBeat();
          handlers.onData(JSON.stringify(message));
        },
      };
      opened.push(stream);
      return {
        close() {
          stream.isClosed = true;
        },
      };
    },
  };
}

/** One browser: its tabs hear each other, and the first that asks leads until it steps down. */
export function fakeBrowser(): Tabs {
  const members = new Set<(message: TabMessage) => void>();
  const waiting: (() => void)[] = [];
  let leader: (() => void) | undefined;
  const next = (): void => {
    leader = waiting.shift();
    leader?.();
  };
  return {
    join(onMessage) {
      members.add(onMessage);
      return {
        post(message) {
          for (const member of members) if (member !== onMessage) member(structuredClone(message));
        },
        close: () => members.delete(onMessage),
      };
    },
    lead(onLead) {
      waiting.push(onLead);
      if (leader === undefined) next();
      return () => {
        const at = waiting.indexOf(onLead);
        if (at >= 0) waiting.splice(at, 1);
        else if (leader === onLead) next();
      };
    },
  };
}

export function snapshotOf(eventId: number, seq: number, states: number[]): SnapshotMessage {
  const seats = encodeSeatStates(packSeatStates(states));
  const topic = eventTopic(eventId);
  return { v: 1, t: 'snapshot', topic, seq, seatCount: states.length, seats, pools: [] };
}

export const deltaOf = (
  eventId: number,
  from: number,
  seq: number,
  seats: LiveSeat[],
): DeltaMessage => ({ v: 1, t: 'delta', topic: eventTopic(eventId), from, seq, seats, pools: [] });

export const stateOf = (eventId: number, asOfSeq: number, states: number[]): InventoryState => ({
  eventId,
  asOfSeq,
  seatCount: states.length,
  seats: encodeSeatStates(packSeatStates(states)),
  pools: [],
});

/** A waiting room that has let in as many as its version says. */
export const queueOf = (eventId: number, version: number): QueueMessage => ({
  v: 1,
  t: 'queue',
  topic: queueTopic(eventId),
  seq: version,
  status: {
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
  },
});
