/**
 * The live channel: one stream per browser, on which the server tells how the places of the events that
 * it watches change, and how their waiting rooms move. Version 1; it grows only by addition: a client
 * ignores fields and kinds of messages that it does not know.
 *
 *   GET /api/v1/live?topics=event:1,queue:1       Server-Sent Events
 *   Socket.IO: `listen` -> `live`                 the same messages (`realtime-socket.ts`)
 *
 * A topic `queue:1` is told the whole status of the waiting room each time it changes, once a second at
 * most: the newest counts, and nothing can be missed. A topic `event:1` begins with a `snapshot` and goes on with `delta`s, contiguous by the sequence number of
 * the event. The SSE id is the position of every topic of the stream, so that a browser that reconnects
 * gets what it missed. A held seat whose time is over is told AVAILABLE when the sweep has expired the
 * hold, a second or so later: the stream says what was committed, never what a clock makes of it. A
 * snapshot goes by the clock, like GET .../state, and so may be ahead of the stream there.
 * Who cannot hold a stream polls GET /api/v1/events/{eventId}/state instead.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { InventoryState } from './product.ts';
import { QueueStatus } from './queue.ts';
import { decodeSeatStates } from './seat-state.ts';

export const livePath = '/api/v1/live';
export const liveVersion = 1;
/** Topics of one stream at most. */
export const liveTopicsMax = 20;
/** The server writes at least this often; a client that hears nothing for three times as long reconnects. */
export const liveHeartbeatMs = 15_000;

/** The places of an event. */
export type EventTopic = `event:${number}`;
/** The waiting room of an event. */
export type QueueTopic = `queue:${number}`;
/** What one can listen to. */
export type Topic = EventTopic | QueueTopic;

export const eventTopic = (eventId: number): EventTopic => `event:${eventId}`;
export const queueTopic = (eventId: number): QueueTopic => `queue:${eventId}`;

const idPattern = '[1-9][0-9]{0,15}$';
const topicExpression = new RegExp(`^(event|queue):(${idPattern})`);

export type TopicParts = { readonly kind: 'event' | 'queue'; readonly eventId: number };

/** What a topic is about, or undefined when `text` is none. */
export function partsOfTopic(text: string): TopicParts | undefined {
  const [, kind, digits] = topicExpression.exec(text) ?? [];
  const eventId = Number(digits);
  if (!Number.isSafeInteger(eventId)) return undefined;
  return { kind: kind === 'queue' ? 'queue' : 'event', eventId };
}

/** The number of the event whose places `text` names, or undefined when it names none. */
export function eventOfTopic(text: string): number | undefined {
  const parts = partsOfTopic(text);
  return parts?.kind === 'event' ? parts.eventId : undefined;
}

/** The topic as it is written, or undefined when `text` is none. */
export function topicOf(text: string): Topic | undefined {
  const parts = partsOfTopic(text);
  return parts && `${parts.kind}:${parts.eventId}`;
}

const EventTopicName = Type.Unsafe<EventTopic>(Type.String({ pattern: `^event:${idPattern}` }));
const QueueTopicName = Type.Unsafe<QueueTopic>(Type.String({ pattern: `^queue:${idPattern}` }));
export const TopicName = Type.Unsafe<Topic>(
  Type.String({ pattern: `^(event|queue):${idPattern}` }),
);
const Version = Type.Literal(liveVersion);
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const SeatNo = Type.Integer({ minimum: 0, maximum: 1_000_000 });

/** [pool, capacity, held, sold, blocked]: absolute numbers, never differences. */
export const LivePool = Type.Tuple([Count, Count, Count, Count, Count]);
/**
 * [seat, state 0..3, version]. The version lets a client compare what it hears with the answer to its
 * own booking, which carries the versions of its seats.
 */
export const LiveSeat = Type.Tuple([SeatNo, Type.Integer({ minimum: 0, maximum: 3 }), Count]);

/** Everything there is to know about a topic as of `seq`. */
export const SnapshotMessage = Type.Object({
  v: Version,
  t: Type.Literal('snapshot'),
  topic: EventTopicName,
  seq: Count,
  seatCount: Count,
  /** Base64 of 2 bits a seat (`seat-state.ts`). */
  seats: Type.String({ maxLength: 400_000 }),
  pools: Type.Array(LivePool, { maxItems: 1_000 }),
  /** The server knows less than the client claims to: what the client has is void. */
  reset: Type.Optional(Type.Literal(true)),
});

/** Brings any state from `from` up to (but not including) `seq` to `seq`. */
export const DeltaMessage = Type.Object({
  v: Version,
  t: Type.Literal('delta'),
  topic: EventTopicName,
  from: Count,
  seq: Count,
  seats: Type.Array(LiveSeat, { maxItems: 1_000_000 }),
  pools: Type.Array(LivePool, { maxItems: 1_000 }),
  /** The description of the event (its name, times, status) has changed too: read it again. */
  event: Type.Optional(Type.Literal(true)),
});

/** All there is to know about a waiting room. `seq` is the version of the status. */
export const QueueMessage = Type.Object({
  v: Version,
  t: Type.Literal('queue'),
  topic: QueueTopicName,
  seq: Count,
  status: QueueStatus,
  /** What the client has is void, also when its version is higher. */
  reset: Type.Optional(Type.Literal(true)),
});

/** There is no such event; nothing more will come on this topic. */
export const GoneMessage = Type.Object({ v: Version, t: Type.Literal('gone'), topic: TopicName });

/** The server is stopping. Reconnect after `retryMs`, which differs from client to client. */
export const ByeMessage = Type.Object({ v: Version, t: Type.Literal('bye'), retryMs: Count });

const schemas = {
  snapshot: SnapshotMessage,
  delta: DeltaMessage,
  queue: QueueMessage,
  gone: GoneMessage,
  bye: ByeMessage,
} as const;

export type LivePool = Static<typeof LivePool>;
export type LiveSeat = Static<typeof LiveSeat>;
export type SnapshotMessage = Static<typeof SnapshotMessage>;
export type DeltaMessage = Static<typeof DeltaMessage>;
export type QueueMessage = Static<typeof QueueMessage>;
export type GoneMessage = Static<typeof GoneMessage>;
export type ByeMessage = Static<typeof ByeMessage>;
export type LiveMessage = SnapshotMessage | DeltaMessage | QueueMessage | GoneMessage | ByeMessage;

/** The message in the data of an SSE event, or undefined: of a later version, or not valid. */
export const decodeLive = (text: string): LiveMessage | undefined => checkLive(parsed(text));

/** The same for a message that is parsed already. */
export function checkLive(value: unknown): LiveMessage | undefined {
  if (!isMessage(value)) return undefined;
  if (value.t === 'delta' && value.from >= value.seq) return undefined;
  if (value.t !== 'snapshot') return value;
  try {
    decodeSeatStates(value.seats, value.seatCount);
    return value;
  } catch {
    return undefined;
  }
}

function isMessage(value: unknown): value is LiveMessage {
  if (typeof value !== 'object' || value === null || !('t' in value)) return false;
  const kind = String(value.t);
  return Object.hasOwn(schemas, kind) && Value.Check(schemas[kind as keyof typeof schemas], value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A polled state as the snapshot that it amounts to. */
export function snapshotOfState(state: InventoryState): SnapshotMessage {
  const { eventId, asOfSeq, seatCount, seats, pools } = state;
  return {
    v: liveVersion,
    t: 'snapshot',
    topic: eventTopic(eventId),
    seq: asOfSeq,
    seatCount,
    seats,
    pools: pools.map((p) => [p.pool, p.capacity, p.held, p.sold, p.blocked]),
  };
}

/** Which sequence number of each topic a client has. */
export type Positions = ReadonlyMap<Topic, number>;

/** The id of an SSE event, e.g. `event:1=57,event:2=103`. */
export function encodePositions(positions: Iterable<readonly [Topic, number]>): string {
  return Array.from(positions, ([topic, seq]) => `${topic}=${seq}`).join(',');
}

/** Reads `Last-Event-ID`. What cannot be understood is left out: its topic begins anew. */
export function decodePositions(text: string): Positions {
  const positions = new Map<Topic, number>();
  for (const part of text.split(',', liveTopicsMax)) {
    const [, topic = '', digits] = /^([^=]+)=(\d{1,16})$/.exec(part) ?? [];
    const known = topicOf(topic);
    const seq = Number(digits);
    if (known !== undefined && Number.isSafeInteger(seq)) positions.set(known, seq);
  }
  return positions;
}
