/**
 * One request passed on to a node and its answer passed back, byte by byte, so streams flow. What
 * never reached a node is tried at the next one; what may have reached it is repeated only if it
 * changes nothing.
 */
import {
  type ClientRequest,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from 'node:http';
import type { Group, Upstream, Upstreams } from './upstreams.ts';
import { passedOn, passedBack } from './headers.ts';

export type ForwardDeps = {
  readonly upstreams: Upstreams;
  /** Answers in place of a node. */
  readonly refuse: (response: ServerResponse, why: 'nobody' | 'broken') => void;
  readonly count: { retried: number };
};

/** Paths of the live channel go to the nodes that serve nothing else. */
export const groupOf = (url: string): Group =>
  /^\/(?:api\/v1\/live|socket\.io)(?:[/?]|$)/.test(url) ? 'realtime' : 'api';

export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  deps: ForwardDeps,
  tried: Set<Upstream> = new Set(),
): void {
  const upstream = deps.upstreams.pick(groupOf(request.url ?? '/'), tried);
  if (upstream === undefined) return deps.refuse(response, tried.size > 0 ? 'broken' : 'nobody');
  tried.add(upstream);
  upstream.began();
  let isOver = false;
  let isSent = false;
  const over = (): boolean => {
    if (isOver) return false;
    isOver = true;
    upstream.ended();
    response.off('close', leave);
    return true;
  };
  const out = ask({
    host: '127.0.0.1',
    port: upstream.port,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: passedOn(request),
    agent: upstream.agent,
    setHost: false,
  });
  // The client has gone, or has its answer.
  const leave = (): void => {
    if (over()) out.destroy();
  };
  response.once('close', leave);

  whenConnected(out, () => {
    isSent = true;
    if (isBare(request)) out.end();
    else request.pipe(out);
  });
  out.on('response', (answer) => {
    answer.once('error', () => response.destroy());
    answer.once('end', over);
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedBack(answer));
    // The first bytes of a stream may be long in coming: its headers are not.
    response.flushHeaders();
    answer.pipe(response);
  });
  out.once('error', () => {
    if (!over()) return;
    request.unpipe(out);
    if (response.headersSent) return void response.destroy();
    if (!isSent) upstream.lost();
    if (isSent && !isBare(request)) return deps.refuse(response, 'broken');
    deps.count.retried += 1;
    forward(request, response, deps, tried);
  });
}

/** Nothing of the request is read before: it can still go elsewhere. */
function whenConnected(out: ClientRequest, send: () => void): void {
  out.once('socket', (socket) => {
    if (socket.connecting) socket.once('connect', send);
    else send();
  });
}

/** Without a body, and without an effect: safe to be sent twice. */
const isBare = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined;
