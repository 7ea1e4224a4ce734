/** A WebSocket passed through: once a node has taken the connection, bytes go both ways unread. */
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { groupOf } from './forward.ts';
import { passedOnUpgrade } from './headers.ts';
import type { Upstream, Upstreams } from './upstreams.ts';

const REFUSED = 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n\r\n';

export function forwardUpgrade(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  upstreams: Upstreams,
  tried: Set<Upstream> = new Set(),
): void {
  const upstream = upstreams.pick(groupOf(request.url ?? '/'), tried);
  if (upstream === undefined) return void client.end(REFUSED);
  tried.add(upstream);
  const node = connect({ host: '127.0.0.1', port: upstream.port, noDelay: true });
  let isConnected = false;
  const drop = (): void => void client.destroy();
  const leave = (): void => void node.destroy();
  client.once('error', leave);
  client.once('close', leave);
  node.once('connect', () => {
    isConnected = true;
    upstream.began();
    node.once('close', () => upstream.ended());
    node.write(`${requestHead(request)}\r\n\r\n`);
    if (head.length > 0) node.write(head);
    node.pipe(client);
    client.pipe(node);
  });
  node.once('error', () => {
    if (isConnected) return drop();
    upstream.lost();
    client.off('error', leave);
    client.off('close', leave);
    forwardUpgrade(request, client, head, upstreams, tried);
  });
  node.once('close', () => {
    if (isConnected) drop();
  });
}

function requestHead(request: IncomingMessage): string {
  const headers = passedOnUpgrade(request);
  const lines = headers.flatMap((name, at) =>
    at % 2 === 0 ? [`${name}: ${headers[at + 1] ?? ''}`] : [],
  );
  return [`${request.method} ${request.url} HTTP/1.1`, ...lines].join('\r\n');
}
