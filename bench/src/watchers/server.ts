/**
 * One server under measurement, in a process of its own: the product's HTTP application with its hub, or
 * a plain broadcast with `ws`. Both say the same bytes to everybody.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from '@onsale/server/src/http/create-app.ts';
import { createHealth } from '@onsale/server/src/http/health.ts';
import { systemClock as clock } from '@onsale/server/src/lib/clock.ts';
import { systemTimers as timers } from '@onsale/server/src/lib/deadline.ts';
import { createLog } from '@onsale/server/src/ops/log.ts';
import { Metrics } from '@onsale/server/src/ops/metrics.ts';
import { Admission } from '@onsale/server/src/realtime/admission.ts';
import { createLiveHandler } from '@onsale/server/src/realtime/handler.ts';
import { Hub } from '@onsale/server/src/realtime/hub.ts';
import { addPayload, changeAfter } from '@onsale/server/src/realtime/model/change.ts';
import { deltaFrame } from '@onsale/server/src/realtime/model/frames.ts';
import { createSocketLive } from '@onsale/server/src/realtime/socket-io.ts';
import { House } from '@onsale/server/src/realtime/testing.ts';
import { WebSocketServer } from 'ws';
import type { Load, ServerAnswer, ServerAsk, Transport } from './protocol.ts';

const SEATS = 5_000;
const BACKLOG = 4_096;
/** Changes are collected a little shorter than they come, so that none are merged: as many as with ws. */
const TICK_SHARE = 0.9;
const LAST_MS = 2_000;

type Served = {
  readonly port: number;
  publish(seats: readonly (readonly [number, number])[]): number;
  /** Frames written to clients so far. */
  writes(): number;
};

const fine = (): Promise<void> => Promise.resolve();
const house = new House(1, SEATS);
let bytesPerChange = 0;

/** The frame that the hub makes of a row: what `ws` broadcasts as it is. */
function bytesOf(row: ReturnType<House['change']>): Buffer {
  const change = changeAfter(row.seq - 1);
  addPayload(change, row.seq, row.payload);
  const { sse } = deltaFrame(1, change);
  bytesPerChange = sse.length;
  return sse;
}

async function serveHub(tickMs: number): Promise<Served> {
  const limit = { streamsMax: 1e6, perAddressMax: 1e6, perSessionMax: 1e6 };
  const admission = new Admission(limit);
  const hub = new Hub({
    snapshotOf: () => Promise.resolve(house.state()),
    clock,
    timers,
    soon: (work) => void setImmediate(work),
    random: Math.random,
    onError: (error) => {
      throw error;
    },
    limits: { tickMs },
  });
  const live = createLiveHandler(hub, admission);
  const socketLive = createSocketLive({ hub, admission, clock, timers });
  const app = await createApp({
    partner: {},
    product: {},
    authenticate: () => undefined,
    health: createHealth({ probes: { database: fine, diskSpace: fine }, clock }),
    clock,
    log: createLog({ level: 'fatal' }),
    metrics: new Metrics(),
    connectionsMax: 1e6,
    live,
    socketLive,
  });
  await app.listen({ host: '127.0.0.1', port: 0, backlog: BACKLOG });
  return {
    port: (app.server.address() as AddressInfo).port,
    publish(seats) {
      const row = house.change(seats);
      bytesOf(row);
      hub.publish(row);
      return row.seq;
    },
    writes: () => live.traffic.frames + socketLive.traffic.frames,
  };
}

async function serveWs(): Promise<Served> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => socket.on('error', () => {}));
  let writes = 0;
  const listening = new Promise<void>((resolve) => {
    server.listen({ host: '127.0.0.1', port: 0, backlog: BACKLOG }, resolve);
  });
  await listening;
  return {
    port: (server.address() as AddressInfo).port,
    publish(seats) {
      const row = house.change(seats);
      const bytes = bytesOf(row);
      for (const socket of sockets.clients) socket.send(bytes, { binary: false });
      writes += sockets.clients.size;
      return row.seq;
    },
    writes: () => writes,
  };
}

async function run(served: Served, { seconds, perSecond, seats }: Load): Promise<ServerAnswer> {
  const publishedNs: string[] = [];
  let firstSeq = 0;
  const before = served.writes();
  const cpu = process.cpuUsage();
  const beganNs = process.hrtime.bigint();
  const everyMs = 1_000 / perSecond;
  for (let n = 0; n < seconds * perSecond; n++) {
    const dueMs = Number(process.hrtime.bigint() - beganNs) / 1e6;
    await pause(Math.max(0, (n + 1) * everyMs - dueMs));
    const changed = Array.from(
      { length: seats },
      (_, at) => [(n * 37 + at * 97) % SEATS, (n + at) % 4] as const,
    );
    publishedNs.push(String(process.hrtime.bigint()));
    const seq = served.publish(changed);
    if (n === 0) firstSeq = seq;
  }
  const wallMicros = Number(process.hrtime.bigint() - beganNs) / 1e3;
  // The last changes have to be written, and to arrive, too.
  await pause(LAST_MS);
  const { user, system } = process.cpuUsage(cpu);
  const writes = served.writes() - before;
  return {
    t: 'ran',
    cpuMicros: user + system,
    writes,
    wallMicros,
    firstSeq,
    publishedNs,
    bytesPerChange,
  };
}

async function memory(): Promise<ServerAnswer> {
  for (let n = 0; n < 3; n++) {
    globalThis.gc?.();
    await pause(100);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { t: 'memory', rssBytes: rss, heapBytes: heapUsed };
}

const [, , transport, perSecond] = process.argv as [string, string, Transport, string];
const served =
  transport === 'ws' ? await serveWs() : await serveHub((1_000 / Number(perSecond)) * TICK_SHARE);
const answer = (message: ServerAnswer): void => void process.send?.(message);
process.on('disconnect', () => process.exit());
process.on('message', (ask: ServerAsk) => {
  const work = ask.t === 'memory' ? memory() : run(served, ask);
  void work.then(answer);
});
answer({ t: 'listening', port: served.port });
