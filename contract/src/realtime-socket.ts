/**
 * The live channel over Socket.IO, for clients that have it: path `/socket.io/`, `transports:
 * ['websocket']`, the default namespace. The client emits `listen` and gets an acknowledgement; the
 * server emits `live` with the messages of `realtime.ts`, one each. Listening again replaces what was
 * listened to. A client that comes back listens with the `seq` of each topic that it has.
 */
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { liveTopicsMax, type LiveMessage, TopicName } from './realtime.ts';

export const socketPath = '/socket.io/';
/** Bytes of one message of a client at most. */
export const socketBytesMax = 4_096;
/** A client that has not listened for so long, in milliseconds, is disconnected. */
export const socketListenMs = 10_000;

const closed = { additionalProperties: false } as const;

export const ListenWish = Type.Object(
  {
    topics: Type.Array(TopicName, { minItems: 1, maxItems: liveTopicsMax, uniqueItems: true }),
    /** By topic, the last `seq` that the client has. */
    positions: Type.Optional(
      Type.Record(
        Type.String({ maxLength: 32 }),
        Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
        { maxProperties: liveTopicsMax },
      ),
    ),
  },
  closed,
);
export type ListenWish = Static<typeof ListenWish>;

/** `code` is one of the API's; after `rate_limited` or `unavailable` wait `retryAfterSeconds`. */
export type ListenAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly retryAfterSeconds?: number };

/** For Socket.IO's type parameters. */
export type SocketClientEvents = {
  listen: (wish: ListenWish, answer: (answer: ListenAnswer) => void) => void;
};
export type SocketServerEvents = { live: (message: LiveMessage) => void };

export const isListenWish = (value: unknown): value is ListenWish => Value.Check(ListenWish, value);
