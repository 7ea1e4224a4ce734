/**
 * Messages as the bytes of Server-Sent Events (HTML, section 9.2). Bytes are made once and written to
 * everybody, so they name the position of their own topic only; `positionsFrame` adds the others.
 */
import {
  type DeltaMessage,
  encodePositions,
  eventTopic,
  type LiveMessage,
  liveVersion,
  type SnapshotMessage,
  snapshotOfState,
  type Topic,
} from '@onsale/contract/realtime.ts';
import type { InventoryState } from '@onsale/contract/product.ts';
import type { Change } from './change.ts';

const frame = (id: string, message: LiveMessage): Buffer =>
  Buffer.from(`${id}data: ${JSON.stringify(message)}\n\n`);

export function deltaFrame(eventId: number, change: Change): Buffer {
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
  return frame(`id: ${encodePositions([[topic, change.seq]])}\n`, message);
}

/** `reset`: for clients that claim to know more than we do. */
export function snapshotFrame(state: InventoryState, reset: boolean): Buffer {
  const snapshot = snapshotOfState(state);
  const message: SnapshotMessage = reset ? { ...snapshot, reset: true } : snapshot;
  return frame(`id: ${encodePositions([[message.topic, message.seq]])}\n`, message);
}

export const goneFrame = (eventId: number): Buffer =>
  frame('', { v: liveVersion, t: 'gone', topic: eventTopic(eventId) });

/** The `retry` field makes the browser itself wait as long as the message says. */
export const byeFrame = (retryMs: number): Buffer =>
  frame(`retry: ${retryMs}\n`, { v: liveVersion, t: 'bye', retryMs });

/** What a stream begins with: how long to wait before reconnecting when the line breaks. */
export const helloFrame = (retryMs: number): Buffer => Buffer.from(`retry: ${retryMs}\n\n`);

/** A comment: it keeps proxies from closing a quiet stream, and shows a dead line. */
export const heartbeatFrame: Buffer = Buffer.from(':\n\n');

/** An event without data is not delivered, but its id is remembered: the position of every topic. */
export const positionsFrame = (positions: Iterable<readonly [Topic, number]>): Buffer =>
  Buffer.from(`id: ${encodePositions(positions)}\n\n`);
