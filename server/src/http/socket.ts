/**
 * Mounts Socket.IO. Requests to upgrade go through the application like all others, so that who is
 * asking, from where and whether too often is found out in the same way; only then the connection
 * leaves HTTP.
 */
import { type IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { socketPath } from '@onsale/contract/realtime-socket.ts';
import type { FastifyInstance } from 'fastify';
import { callerOf } from '../lib/address.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import type { SocketLive } from '../realtime/socket-io.ts';
import type { CheckSession } from './bound-route.ts';
import type { Limits } from './limits.ts';
import { isSameOrigin, type OriginRule } from './origin.ts';
import { sendRefusal } from './refusal.ts';

type Deps = {
  readonly limits: Limits;
  readonly checkSession: CheckSession;
  readonly origin: OriginRule;
};

/** Others that ask for an upgrade (HTTP/2 without encryption, say) are answered as they are. */
export const isSocketUpgrade = ({ url = '' }: IncomingMessage): boolean =>
  url.startsWith(socketPath);

export function installSocketIo(app: FastifyInstance, live: SocketLive, deps: Deps): void {
  const heads = new WeakMap<IncomingMessage, Buffer>();

  app.server.on('upgrade', (request: IncomingMessage, wire: Duplex, head: Buffer) => {
    if (!isSocketUpgrade(request)) {
      wire.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    // A client that has gone away meanwhile must not end the process.
    wire.on('error', () => wire.destroy());
    heads.set(request, head);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    if (wire instanceof Socket) response.assignSocket(wire);
    response.once('finish', () => wire.end());
    app.routing(request, response);
  });

  app.get(socketPath, (request, reply) => {
    const { raw } = request;
    const head = heads.get(raw);
    const turnAway = ({ code, details }: Refusal): void => {
      sendRefusal(reply, 'product', code, details);
    };
    if (head === undefined) {
      turnAway(refuse('invalid_request', { fields: [noSocket] }));
      return;
    }
    // A page of another site must not speak for the visitor's session. Programs send no origin.
    if (request.headers.origin !== undefined && !isSameOrigin(request, deps.origin)) {
      turnAway(refuse('cross_site'));
      return;
    }
    const waitMs = deps.limits.takeAddress(request.ip);
    if (waitMs > 0) {
      turnAway(refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) }));
      return;
    }
    const person = deps.checkSession(request.headers.cookie);
    const caller = { address: callerOf(request.ip), ...(person && { session: person.personId }) };
    const { socket } = raw;
    reply.raw.detachSocket(socket);
    const refusal = live.accept(raw, socket, head, caller);
    if (refusal === undefined) {
      reply.hijack();
      return;
    }
    reply.raw.assignSocket(socket);
    turnAway(refusal);
  });

  app.addHook('preClose', () => live.close());
}

const noSocket = { field: 'connection', problem: 'has to be a WebSocket' };
