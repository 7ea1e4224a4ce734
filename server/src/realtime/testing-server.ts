/** For tests of the live channel over real sockets: a server with nothing else, and its clients. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { errorTable } from '@onsale/contract/errors.ts';
import { eventTopic, livePath } from '@onsale/contract/realtime.ts';
import { systemClock } from '../lib/clock.ts';
import { systemTimers } from '../lib/deadline.ts';
import { Admission, type AdmissionLimits } from './admission.ts';
import { createLiveHandler, type LiveHandler } from './handler.ts';
import type { HubLimits, HubOptions } from './hub-options.ts';
import { Hub } from './hub.ts';
import { type House, Watcher } from './testing.ts';

export type LiveServer = {
  readonly hub: Hub;
  readonly handler: LiveHandler;
  readonly admission: Admission;
  readonly port: number;
  /** The bytes that wait in the connection that has most of them. */
  mostBuffered(): number;
  close(): Promise<void>;
};

export type LiveServerOptions = {
  readonly limits?: Partial<HubLimits>;
  readonly admission?: Partial<AdmissionLimits>;
};

export const startLiveServer = (
  houses: readonly House[],
  options: LiveServerOptions = {},
): Promise<LiveServer> =>
  startServer(
    (eventId) => Promise.resolve(houses.find((house) => house.eventId === eventId)?.state()),
    options,
  );

export async function startServer(
  snapshotOf: HubOptions['snapshotOf'],
  options: LiveServerOptions = {},
): Promise<LiveServer> {
  const hub = new Hub({
    snapshotOf,
    clock: systemClock,
    timers: systemTimers,
    random: Math.random,
    onError: (error) => {
      throw error;
    },
    ...(options.limits !== undefined && { limits: options.limits }),
  });
  const admission = new Admission(options.admission);
  const handler = createLiveHandler(hub, admission);
  const server: Server = createServer((incoming, response) => {
    const session = incoming.headers['x-session'];
    const caller = {
      address: '127.0.0.1',
      ...(session !== undefined && { session: String(session) }),
    };
    const refusal = handler.open(incoming, response, caller);
    if (refusal === undefined) return;
    response.writeHead(errorTable[refusal.code].status).end(JSON.stringify(refusal));
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen({ host: '127.0.0.1', port: 0, backlog: 1_024 });
  await once(server, 'listening');
  return {
    hub,
    handler,
    admission,
    port: (server.address() as AddressInfo).port,
    mostBuffered: () => Math.max(0, ...Array.from(sockets, (socket) => socket.writableLength)),
    async close() {
      await hub.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type LiveClient = {
  readonly watcher: Watcher;
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** The body of a refusal. */
  body: string;
  isClosed: boolean;
  close(): void;
};

export type Wish = {
  readonly eventIds: readonly number[];
  readonly lastEventId?: string;
  readonly session?: string;
  readonly before?: Watcher;
};

/** Opens a stream; resolves when the head of the response is there. */
export function openLive(port: number, wish: Wish): Promise<LiveClient> {
  const { eventIds, lastEventId, session, before } = wish;
  const query = `topics=${eventIds.map(eventTopic).join(',')}`;
  return getLive(port, `${livePath}?${query}`, new Watcher(eventIds, before), {
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    ...(session !== undefined && { 'x-session': session }),
  });
}

export function getLive(
  port: number,
  path: string,
  watcher: Watcher,
  headers: Readonly<Record<string, string>> = {},
): Promise<LiveClient> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, agent: false });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const client: LiveClient = {
        watcher,
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: '',
        isClosed: false,
        close: () => sent.destroy(),
      };
      response.on('data', (bytes: Buffer) => {
        if (client.status === 200) watcher.receive(bytes);
        else client.body += bytes.toString();
      });
      response.on('close', () => (client.isClosed = true));
      response.on('error', () => undefined);
      resolve(client);
    });
    sent.end();
  });
}
