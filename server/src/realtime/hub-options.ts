/** What a hub is made of, and how much of everything it allows itself. */
import { liveHeartbeatMs } from '@onsale/contract/realtime.ts';
import type { Clock } from '../lib/clock.ts';
import type { Timers } from '../lib/deadline.ts';
import type { Sources } from './hub-topic.ts';
import type { TopicsOptions } from './topics.ts';

export type HubLimits = TopicsOptions & {
  /** Changes are collected for this long, in milliseconds: 200 is five times a second. */
  readonly tickMs: number;
  readonly heartbeatMs: number;
  /** A client with more bytes than this on the way is skipped until they have arrived. */
  readonly bufferedBytesMax: number;
  /** A client that is skipped for this long is dropped, in milliseconds. */
  readonly slowMs: number;
  /** Clients that are written to before others get a turn. */
  readonly sliceStreams: number;
  /** How long clients wait before they reconnect: the minimum, and by how much they differ, in ms. */
  readonly retryMinMs: number;
  readonly retrySpreadMs: number;
  /** Pause before a snapshot is asked for again, in milliseconds. */
  readonly reloadMs: number;
  /** How long `close` waits for the connections, in milliseconds. */
  readonly closeMs: number;
};

export const hubDefaults: HubLimits = {
  tickMs: 200,
  heartbeatMs: liveHeartbeatMs,
  bufferedBytesMax: 65_536,
  slowMs: 10_000,
  // A write costs about 8 microseconds: a slice is less than two milliseconds.
  sliceStreams: 200,
  retryMinMs: 500,
  retrySpreadMs: 2_500,
  reloadMs: 250,
  closeMs: 2_000,
  topicsMax: 10_000,
  idleTopicsMax: 100,
  rememberMs: 120_000,
  // About 50 kB of JSON: beyond that a snapshot is the shorter message for nearly every house.
  weightMax: 4_000,
  queueEveryMs: 1_000,
};

export type HubOptions = Sources & {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Timers;
  /**
   * Calls back when the others have had their turn: `setImmediate`, whose turns are a millisecond shorter
   * than a timer's. A timer when absent.
   */
  readonly soon?: (work: () => void) => void;
  /** In [0, 1): spreads the clients' reconnects. */
  readonly random: () => number;
  /** A snapshot could not be had; it is asked for again. */
  readonly onError: (error: unknown) => void;
  readonly limits?: Partial<HubLimits>;
};

export type HubStats = {
  readonly streams: number;
  readonly topics: number;
  /** Since the start: streams opened, skipped for a tick, dropped, and snapshots asked for. */
  readonly opened: number;
  readonly skipped: number;
  readonly dropped: number;
  readonly snapshots: number;
};
