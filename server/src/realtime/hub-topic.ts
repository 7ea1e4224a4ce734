/** What hub and streams need of a topic, whatever it is about. */
import type { InventoryState } from '@onsale/contract/product.ts';
import type { QueueStatus } from '@onsale/contract/queue.ts';
import type { Topic } from '@onsale/contract/realtime.ts';
import type { Frame } from './model/frame.ts';

/** Everything after this is old: a client there has to begin anew. */
export const NOWHERE = -1;
/** Whatever the client has is void, however new it claims to be. */
export const VOID: number = Number.POSITIVE_INFINITY;

export type Update = {
  readonly frames: readonly Frame[];
  /** Where the client is afterwards. */
  readonly position: number;
};

/** Where topics begin: undefined when there is no such event. */
export type Sources = {
  /**
   * The state of an event's places, no older than what the hub has heard by more than a moment. It may
   * contain changes from after its `asOfSeq`.
   */
  readonly snapshotOf: (eventId: number) => Promise<InventoryState | undefined>;
  /** Waiting rooms; there are none when absent. */
  readonly queues?: {
    readonly statusOf: (eventId: number) => Promise<QueueStatus | undefined>;
    /** From now on `Hub.tell` is called with its changes; the answer ends that. */
    readonly watch: (eventId: number) => () => void;
  };
};

export type HubTopic = {
  readonly name: Topic;
  /** How many streams listen. */
  listeners: number;
  /** Since when none does; on the hub's monotonic clock. */
  idleSinceMs: number;
  /** The event does not exist. */
  gone: boolean;
  loading: boolean;
  /** Grows with each reset: what was asked for before it is not for after it. */
  generation: number;
  /** The first has begun to listen, the last has ceased to. */
  begin(): void;
  end(): void;
  /** Makes one change of all that has come since the last time. False: it is too soon for that. */
  seal(nowMs: number): boolean;
  /**
   * Reads what a new client begins with. Undefined: no such event. The answer takes it, and is false
   * when it is too old to go on from.
   */
  load(sources: Sources): Promise<(() => boolean) | undefined>;
  /** Forgets a snapshot that is not worth giving to somebody new. */
  freshen(): void;
  /**
   * What brings a client at `position` up to date; no frames when it is. `isTold`: it has that
   * position from us, and may be ahead of what we have heard. Undefined: something has to be loaded.
   */
  update(position: number, isTold: boolean): Update | undefined;
  /** The number by which a client that was told `position` resumes. */
  seqAt(position: number): number;
  /** Forgets changes from before this moment. */
  forget(beforeMs: number): void;
  /** Forgets everything: what was heard is not what is true. */
  reset(): void;
};
