/**
 * Socket.IO on the same hub as Server-Sent Events: the same topics, messages, limits and positions. Only
 * WebSockets, so that no balancer has to keep a client on one process. It has no part in the HTTP server:
 * whoever has that hands over the requests to upgrade that may come in.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { liveHeartbeatMs, type Topic, topicOf } from '@onsale/contract/realtime.ts';
import {
  isListenWish,
  type ListenAnswer,
  type ListenWish,
  type SocketClientEvents,
  socketBytesMax,
  socketListenMs,
  socketPath,
  type SocketServerEvents,
} from '@onsale/contract/realtime-socket.ts';
import { Server, type Socket } from 'socket.io';
import type { Clock } from '../lib/clock.ts';
import type { Timers } from '../lib/deadline.ts';
import { Gcra } from '../lib/gcra.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import type { Admission, LiveCaller } from './admission.ts';
import type { LiveRefusal } from './handler.ts';
import type { Hub, Listener } from './hub.ts';
import { type EngineConnection, socketIoSink } from './socket-sink.ts';
import { createTraffic, type Traffic } from './traffic.ts';

export type SocketLive = {
  /** Takes over a request to upgrade, or says why not and leaves it alone. */
  accept(
    request: IncomingMessage,
    wire: NetSocket,
    head: Buffer,
    caller: LiveCaller,
  ): LiveRefusal | undefined;
  readonly traffic: Readonly<Traffic>;
  /** When the hub has said goodbye to those who listen: ends all connections. */
  close(): Promise<void>;
};

export type SocketLiveDeps = {
  readonly hub: Hub;
  readonly admission: Admission;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Timers;
};

/** Messages of one client; who says more is disconnected. Pongs and wishes are all there is to say. */
const CLIENT_RATE = { perSecond: 2, burst: 20 };
const CLIENTS_MAX = 50_000;

type LiveSocket = Socket<SocketClientEvents, SocketServerEvents>;

export function createSocketLive(deps: SocketLiveDeps): SocketLive {
  const { hub, admission, clock, timers } = deps;
  const traffic = createTraffic();
  const wires = new WeakMap<EngineConnection, NetSocket>();
  const packets = new Gcra<number>({ callersMax: CLIENTS_MAX });
  const io = openServer();
  let lastConnection = 0;

  io.engine.on('connection', (conn: EngineConnection) => {
    const { request } = conn;
    wires.set(conn, request.socket);
    // Headers of ten thousand clients are memory that nobody reads again.
    Reflect.set(conn, 'request', null);
    const id = ++lastConnection;
    conn.on('packet', () => {
      if (packets.take(id, CLIENT_RATE, clock.monotonicMs()) > 0) request.socket.destroy();
    });
  });

  io.on('connection', (socket: LiveSocket) => {
    const wire = wires.get(socket.conn);
    if (wire === undefined) return;
    const sink = socketIoSink(socket.conn, wire, traffic);
    let listener: Listener | undefined;
    const cancel = timers.after(socketListenMs, () => socket.conn.close());
    traffic.open += 1;
    socket.once('disconnect', () => {
      traffic.open -= 1;
      cancel();
      listener?.leave();
    });
    socket.on('listen', (wish: unknown, answer: unknown) => {
      const listening = listen(wish);
      if (listening.ok) cancel();
      if (typeof answer === 'function') answer(answerOf(listening));
    });

    function listen(wish: unknown): { readonly ok: true } | Refusal {
      if (!isListenWish(wish)) return invalidWish;
      listener?.leave();
      listener = undefined;
      const begun = hub.listen(wish.topics, positionsOf(wish), sink);
      if (!begun.ok) return begun;
      listener = begun.value;
      return { ok: true };
    }
  });

  return {
    traffic,
    accept(request, wire, head, caller) {
      const entered = admission.enter(caller);
      if (!entered.ok) return entered;
      wire.once('close', entered.value);
      io.engine.handleUpgrade(request, wire, head);
      return undefined;
    },
    async close() {
      await hub.close();
      for (const { conn } of io.sockets.sockets.values()) conn.close();
      io.engine.close();
    },
  };
}

function openServer(): Server<SocketClientEvents, SocketServerEvents> {
  // The server that Socket.IO would attach itself to never listens: plain requests are not its business,
  // and those of the API do not pass through it.
  return new Server<SocketClientEvents, SocketServerEvents>(createServer(), {
    path: socketPath,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    allowEIO3: false,
    maxHttpBufferSize: socketBytesMax,
    connectTimeout: socketListenMs,
    pingInterval: liveHeartbeatMs,
    pingTimeout: 2 * liveHeartbeatMs,
  });
}

const invalidWish = refuse('invalid_request', {
  fields: [
    { field: 'listen', problem: 'is not like {"topics":["event:1"],"positions":{"event:1":5}}' },
  ],
});

function positionsOf({ positions = {} }: ListenWish): ReadonlyMap<Topic, number> {
  const known = new Map<Topic, number>();
  for (const [name, seq] of Object.entries(positions)) {
    const topic = topicOf(name);
    if (topic !== undefined) known.set(topic, seq);
  }
  return known;
}

function answerOf(outcome: { readonly ok: true } | Refusal): ListenAnswer {
  if (outcome.ok) return outcome;
  const { code, details } = outcome;
  const { retryAfterSeconds } = (details ?? {}) as { readonly retryAfterSeconds?: number };
  return { ok: false, code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}
