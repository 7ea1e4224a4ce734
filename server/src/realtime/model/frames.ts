/**
 * Messages as frames. They are made once and written to everybody, so their SSE id names the position
 * of their own topic only; `positionsFrame` adds the others.
 */
import {
  type DeltaMessage,
  encodePositions,
  eventTopic,
  liveVersion,
  type QueueMessage,
  queueTopic,
  type SnapshotMessage,
  snapshotOfState,
  type Topic,
} from '@onsale/contract/realtime.ts';
import type { InventoryState } from '@onsale/contract/product.ts';
import type { QueueStatus } from '@onsale/contract/queue.ts';
import type { Change } from './change.ts';
import { Frame } from './frame.ts';

const idOf = (topic: Topic, seq: number): string => `id: ${encodePositions([[topic, seq]])}
`;

export function deltaFrame(eventId: number, change: Change): Frame {
  const topic = eventTopic(eventId);
  const message: DeltaMessage = {
    v: liveVersion,
    t: 'delta',
    topic,
    from: change.from,
    seq: change.seq,
    seats: Array.from(change.seats, ([seat, [state, version]]) => [seat, state, version]),
    pools: Array.from(change.pools, ([pool, [capacity, held, sold, blocked]]) => [
      pool,
      capacity,
      held,
      sold,
      blocked,
    ]),
    ...(change.event && { event: true }),
  };
  return new Frame(idOf(topic, change.seq), message);
}

/** `reset`: for clients that claim to know more than we do. */
export function snapshotFrame(state: InventoryState, reset: boolean): Frame {
  const snapshot = snapshotOfState(state);
  const message: SnapshotMessage = reset ? { ...snapshot, reset: true } : snapshot;
  return new Frame(idOf(message.topic, message.seq), message);
}

export function queueFrame(status: QueueStatus, reset: boolean): Frame {
  const topic = queueTopic(status.eventId);
  const seq = status.version;
  const message: QueueMessage = { v: liveVersion, t: 'queue', topic, seq, status };
  return new Frame(idOf(topic, seq), reset ? { ...message, reset: true } : message);
}

export const goneFrame = (topic: Topic): Frame =>
  new Frame('', { v: liveVersion, t: 'gone', topic });

/** The `retry` field makes the browser itself wait as long as the message says. */
export const byeFrame = (retryMs: number): Frame =>
  new Frame(`retry: ${retryMs}\n`, { v: liveVersion, t: 'bye', retryMs });

/** What a stream begins with: how long to wait before reconnecting when the line breaks. */
export const helloFrame = (retryMs: number): Frame => new Frame(`retry: ${retryMs}\n\n`);

/** A comment: it keeps proxies from closing a quiet stream, and shows a dead line. */
export const heartbeatFrame: Frame = new Frame(':\n\n');

/** No message, only the id: where the client is in each of its topics. */
export const positionsFrame = (positions: Iterable<readonly [Topic, number]>): Frame =>
  new Frame(`id: ${encodePositions(positions)}\n\n`);
