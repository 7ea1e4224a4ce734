/**
 * The live channel: one stream of Server-Sent Events per browser, on which the server tells how the
 * places of the events that it watches change. Version 1; it grows only by addition: a client ignores
 * fields and kinds of messages that it does not know.
 *
 *   GET /api/v1/live?topics=event:1,event:2
 *
 * Each topic begins with a `snapshot` and goes on with `delta`s, contiguous by the sequence number of
 * the event. The SSE id is the position of every topic of the stream, so that a browser that reconnects
 * gets what it missed. A held seat whose time is over is told AVAILABLE when the sweep has expired the
 * hold, a second or so later: the stream says what was committed, never what a clock makes of it. A
 * snapshot goes by the clock, like GET .../state, and so may be ahead of the stream there.
 * Who cannot hold a stream polls GET /api/v1/events/{eventId}/state instead.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { InventoryState } from './product.ts';
import { decodeSeatStates } from './seat-state.ts';

export const livePath = '/api/v1/live';
export const liveVersion = 1;
/** Topics of one stream at most. */
export const liveTopicsMax = 20;
/** The server writes at least this often; a client that hears nothing for three times as long reconnects. */
export const liveHeartbeatMs = 15_000;

/** What one can listen to: the places of an event. */
export type Topic = `event:${number}`;

export const eventTopic = (eventId: number): Topic => `event:${eventId}`;

const topicPattern = '^event:[1-9][0-9]{0,15}$';
const topicExpression = new RegExp(topicPattern);

/** The number of the event, or undefined when `text` is not a topic. */
export function eventOfTopic(text: string): number | undefined {
  const eventId = topicExpression.test(text) ? Number(text.slice(6)) : Number.NaN;
  return Number.isSafeInteger(eventId) ? eventId : undefined;
}

const TopicName = Type.Unsafe<Topic>(Type.String({ pattern: topicPattern }));
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
  topic: TopicName,
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
  topic: TopicName,
  from: Count,
  seq: Count,
  seats: Type.Array(LiveSeat, { maxItems: 1_000_000 }),
  pools: Type.Array(LivePool, { maxItems: 1_000 }),
  /** The description of the event (its name, times, status) has changed too: read it again. */
  event: Type.Optional(Type.Literal(true)),
});

/** There is no such event; nothing more will come on this topic. */
export const GoneMessage = Type.Object({ v: Version, t: Type.Literal('gone'), topic: TopicName });

/** The server is stopping. Reconnect after `retryMs`, which differs from client to client. */
export const ByeMessage = Type.Object({ v: Version, t: Type.Literal('bye'), retryMs: Count });

const schemas = {
  snapshot: SnapshotMessage,
  delta: DeltaMessage,
  gone: GoneMessage,
  bye: ByeMessage,
} as const;

export type LivePool = Static<typeof LivePool>;
export type LiveSeat = Static<typeof LiveSeat>;
export type SnapshotMessage = Static<typeof SnapshotMessage>;
export type DeltaMessage = Static<typeof DeltaMessage>;
export type GoneMessage = Static<typeof GoneMessage>;
export type ByeMessage = Static<typeof ByeMessage>;
export type LiveMessage = SnapshotMessage | DeltaMessage | GoneMessage | ByeMessage;

/** The message in the data of an SSE event, or undefined: of a later version, or not valid. */
export function decodeLive(text: string): LiveMessage | undefined {
  const value = parsed(text);
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
    const eventId = eventOfTopic(topic);
    const seq = Number(digits);
    if (eventId !== undefined && Number.isSafeInteger(seq)) positions.set(eventTopic(eventId), seq);
  }
  return positions;
}
