/**
 * The live channel of this tab. One tab of the browser leads: it holds the stream for all of them and
 * passes on what it hears; browsers allow only six connections to a server, and the seventh tab would
 * block checkout. A tab that nobody has looked at for a minute neither leads nor listens.
 */
import { encodeSeatStates } from '@onsale/contract/seat-state.ts';
import type { TopicState } from '@onsale/contract/realtime-state.ts';
import type { QueueStatus } from '@onsale/contract/queue.ts';
import {
  eventTopic,
  liveTopicsMax,
  liveVersion,
  partsOfTopic,
  queueTopic,
  snapshotOfState,
  type LiveMessage,
  type SnapshotMessage,
  type Topic,
} from '@onsale/contract/realtime.ts';
import type { InventoryState } from '@onsale/contract/product.ts';
import { Connection, type ConnectionDeps, type LiveStatus } from './connection.ts';
import type { TabChannel, TabMessage, Tabs } from './tab-messages.ts';
import { TopicStore } from './topic-store.ts';

export type EventLive = {
  /** Undefined until something is known. */
  readonly state: TopicState | undefined;
  readonly status: LiveStatus;
};

export type QueueLive = {
  /** Undefined until something is known. */
  readonly queue: QueueStatus | undefined;
  readonly status: LiveStatus;
};

export type LiveClientDeps = ConnectionDeps & {
  readonly tabs: Tabs | undefined;
  /** A name for this tab, different from all others. */
  readonly tab: string;
};

const HIDDEN_MS = 60_000;
const REPEAT_MS = 20_000;
/** A leader that is not heard for so long is not there. */
const LEADER_SILENCE_MS = 45_000;

type Wish = { readonly topics: readonly Topic[]; readonly heardMs: number };

const nothing = (): void => {};

export class LiveClient {
  readonly #deps: LiveClientDeps;
  readonly #store = new TopicStore();
  readonly #connection: Connection;
  readonly #statusListeners = new Set<() => void>();
  readonly #lives = new Map<number, EventLive>();
  readonly #queues = new Map<number, QueueLive>();
  readonly #wishes = new Map<string, Wish>();
  #channel: TabChannel | undefined;
  #status: LiveStatus = 'connecting';
  #isLeading = false;
  #isPaused = false;
  #leaderHeardMs = 0;
  #stepDown = nothing;
  #cancelPause = nothing;
  #cancelRepeat = nothing;

  constructor(deps: LiveClientDeps) {
    this.#deps = deps;
    this.#connection = new Connection({
      ...deps,
      store: this.#store,
      onStatus: (status) => {
        this.#setStatus(status);
        this.#channel?.post({ kind: 'status', status });
      },
      onMessage: (message) => this.#channel?.post({ kind: 'said', message }),
    });
  }

  /** The same object as long as nothing has changed. */
  read(eventId: number): EventLive {
    const known = this.#lives.get(eventId);
    const state = this.#store.read(eventTopic(eventId));
    if (known?.state === state && known?.status === this.#status) return known;
    const live = { state, status: this.#status };
    this.#lives.set(eventId, live);
    return live;
  }

  /** The waiting room of an event; the same object as long as nothing has changed. */
  readQueue(eventId: number): QueueLive {
    const known = this.#queues.get(eventId);
    const queue = this.#store.readQueue(queueTopic(eventId));
    if (known?.queue === queue && known?.status === this.#status) return known;
    const live = { queue, status: this.#status };
    this.#queues.set(eventId, live);
    return live;
  }

  subscribe(eventId: number, onChange: () => void): () => void {
    return this.#subscribe(eventTopic(eventId), onChange);
  }

  subscribeQueue(eventId: number, onChange: () => void): () => void {
    return this.#subscribe(queueTopic(eventId), onChange);
  }

  #subscribe(topic: Topic, onChange: () => void): () => void {
    const stop = this.#store.listen(topic, onChange);
    this.#statusListeners.add(onChange);
    this.#wantsChanged();
    return () => {
      stop();
      this.#statusListeners.delete(onChange);
      this.#wantsChanged();
    };
  }

  /** Something newer than what is known, from an answer of the API. */
  seed(state: InventoryState): void {
    this.#store.apply(snapshotOfState(state));
  }

  /** Whether anybody can see this tab. */
  setVisible(isVisible: boolean): void {
    this.#cancelPause();
    this.#cancelPause = nothing;
    if (!isVisible) {
      this.#cancelPause = this.#deps.timers.after(HIDDEN_MS, () => this.#pause());
    } else if (this.#isPaused) {
      this.#isPaused = false;
      this.#setStatus('connecting');
      this.#wantsChanged();
    }
  }

  #pause(): void {
    this.#isPaused = true;
    this.#leave();
    this.#setStatus('paused');
  }

  close(): void {
    this.#cancelPause();
    this.#leave();
  }

  /** After `close`: the page has come back. */
  reopen(): void {
    this.#wantsChanged();
  }

  #wantsChanged(): void {
    const { wanted } = this.#store;
    if (this.#isPaused) return;
    if (wanted.length === 0) return this.#leave();
    this.#join();
    this.#post({ kind: 'want', tab: this.#deps.tab, topics: wanted });
    this.#listen();
    return undefined;
  }

  #join(): void {
    const { tabs } = this.#deps;
    if (tabs === undefined) {
      this.#isLeading = true;
    } else if (this.#channel === undefined) {
      this.#leaderHeardMs = this.#deps.timers.nowMs();
      this.#channel = tabs.join((message) => this.#hear(message));
      this.#stepDown = tabs.lead(() => this.#lead());
      this.#repeat();
    }
  }

  #leave(): void {
    this.#post({ kind: 'want', tab: this.#deps.tab, topics: [] });
    this.#connection.stop();
    this.#isLeading = false;
    this.#stepDown();
    this.#stepDown = nothing;
    this.#cancelRepeat();
    this.#channel?.close();
    this.#channel = undefined;
    this.#wishes.clear();
  }

  #lead(): void {
    this.#isLeading = true;
    this.#post({ kind: 'lead' });
    this.#listen();
  }

  /** The leader streams what all tabs want, most wanted here first. */
  #listen(): void {
    if (!this.#isLeading) return;
    const others = [...this.#wishes.values()].flatMap(({ topics }) => topics);
    const topics = [...new Set([...this.#store.wanted, ...others])];
    this.#connection.setTopics(topics.slice(0, liveTopicsMax));
  }

  #hear(message: TabMessage): void {
    const nowMs = this.#deps.timers.nowMs();
    if (message.kind === 'want') {
      if (message.topics.length === 0) this.#wishes.delete(message.tab);
      else this.#wishes.set(message.tab, { topics: message.topics, heardMs: nowMs });
      if (this.#isLeading) this.#answer(message.topics);
      return this.#listen();
    }
    if (message.kind === 'lead') {
      this.#leaderHeardMs = nowMs;
      return this.#post({ kind: 'want', tab: this.#deps.tab, topics: this.#store.wanted });
    }
    this.#leaderHeardMs = nowMs;
    if (message.kind === 'said') this.#store.apply(message.message);
    else if (!this.#isLeading) this.#setStatus(message.status);
    return undefined;
  }

  /** A tab that has just come gets what is known here already. */
  #answer(topics: readonly Topic[]): void {
    for (const topic of topics) {
      const message = this.#known(topic);
      if (message !== undefined) this.#post({ kind: 'said', message });
    }
    this.#post({ kind: 'status', status: this.#connection.status });
  }

  #known(topic: Topic): LiveMessage | undefined {
    const { kind, eventId = 0 } = partsOfTopic(topic) ?? {};
    if (kind !== 'queue') {
      const state = this.#store.read(eventTopic(eventId));
      return state && messageOf(state);
    }
    const own = queueTopic(eventId);
    const status = this.#store.readQueue(own);
    return status && { v: liveVersion, t: 'queue', topic: own, seq: status.version, status };
  }

  /** Tells again what is wanted, forgets tabs that are gone, replaces a leader that is. */
  #repeat(): void {
    this.#cancelRepeat = this.#deps.timers.after(REPEAT_MS, () => {
      const nowMs = this.#deps.timers.nowMs();
      for (const [tab, { heardMs }] of this.#wishes) {
        if (nowMs - heardMs > 3 * REPEAT_MS) this.#wishes.delete(tab);
      }
      // Its own stream is better than none: the lock may be held by a tab that is frozen.
      if (!this.#isLeading && nowMs - this.#leaderHeardMs > LEADER_SILENCE_MS) {
        this.#isLeading = true;
      }
      this.#post({ kind: 'want', tab: this.#deps.tab, topics: this.#store.wanted });
      if (this.#isLeading) this.#post({ kind: 'status', status: this.#connection.status });
      this.#listen();
      this.#repeat();
    });
  }

  #post(message: TabMessage): void {
    this.#channel?.post(message);
  }

  #setStatus(status: LiveStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of this.#statusListeners) listener();
  }
}

/** What is known, as the message that would have told it. */
function messageOf(state: TopicState): LiveMessage {
  const { topic, seq, seatCount, seats, pools, gone } = state;
  if (gone) return { v: liveVersion, t: 'gone', topic };
  return {
    v: liveVersion,
    t: 'snapshot',
    topic,
    seq,
    seatCount,
    seats: encodeSeatStates(seats),
    pools: [...pools].map(
      ([pool, { capacity, held, sold, blocked }]): SnapshotMessage['pools'][number] => [
        pool,
        capacity,
        held,
        sold,
        blocked,
      ],
    ),
  };
}
