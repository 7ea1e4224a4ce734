/**
 * A small load balancer for a cluster on one machine: it does what a real one does at the points that
 * matter to the product (readiness, draining, streams, WebSockets, X-Forwarded-For) and nothing else.
 * It is no edge server: it trusts the X-Forwarded-For that it is sent, so that a rehearsal can come
 * from many addresses.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { refusalBody } from '../http/refusal.ts';
import { forward } from './forward.ts';
import { forwardUpgrade } from './upgrade.ts';
import { type Target, type Upstream, watchUpstreams } from './upstreams.ts';

export type BalancerOptions = {
  readonly targets: readonly Target[];
  /** 0 for any free one. */
  readonly port: number;
  readonly host?: string;
};

export type Balancer = {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly port: number;
  readonly upstreams: readonly Upstream[];
  /** Since the start: requests that were led to another node, and that found none. */
  stats(): { readonly retried: number; readonly refused: number };
  /** Finishes what is under way, `timeoutMs` at most; streams and WebSockets are cut. */
  close(timeoutMs?: number): Promise<void>;
};

const BACKLOG = 4_096;
const CONNECTIONS_MAX = 50_000;
const KEEP_ALIVE_MS = 72_000;
const CLOSE_MS = 1_000;

/** Rejects when the port is taken. */
export async function startBalancer(options: BalancerOptions): Promise<Balancer> {
  const upstreams = watchUpstreams(options.targets);
  const count = { retried: 0, refused: 0 };
  const upgraded = new Set<Duplex>();
  const refuse = (response: ServerResponse, why: 'nobody' | 'broken'): void => {
    count.refused += 1;
    const body = refusalBody('product', 'unavailable', randomUUID().replaceAll('-', ''), undefined);
    const headers = { 'content-type': 'application/json; charset=utf-8', 'retry-after': '1' };
    // The body that was on its way is not read any more.
    response.writeHead(why === 'nobody' ? 503 : 502, { ...headers, connection: 'close' }).end(body);
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 });
  server.maxConnections = CONNECTIONS_MAX;
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.on('request', (request, response) => {
    forward(request, response, { upstreams, refuse, count });
  });
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    forwardUpgrade(request, socket, head, upstreams);
  });
  const host = options.host ?? '127.0.0.1';
  server.listen({ host, port: options.port, backlog: BACKLOG });
  await once(server, 'listening').catch((error: unknown) => {
    upstreams.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    upstreams: upstreams.all,
    stats: () => ({ ...count }),
    async close(timeoutMs = CLOSE_MS) {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      for (const socket of upgraded) socket.destroy();
      const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
      await closed;
      clearTimeout(cut);
      upstreams.close();
    },
  };
}
