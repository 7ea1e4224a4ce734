/** Headers as a proxy passes them: without those of a single connection, with the client's address. */
import type { IncomingMessage } from 'node:http';

/** RFC 9110, 7.6.1; `transfer-encoding` is left to the parser on either side. */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
]);

type Pairs = readonly (readonly [name: string, value: string])[];

function pairsOf({ rawHeaders }: IncomingMessage): Pairs {
  return rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : [],
  );
}

function withoutConnection(message: IncomingMessage, keep: (name: string) => boolean): Pairs {
  const named = (message.headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  return pairsOf(message).filter(([name]) => {
    const lower = name.toLowerCase();
    return keep(lower) || (!ofConnection.has(lower) && !named.includes(lower));
  });
}

/** The address of the client is appended to those that came along, as RFC 7239's predecessor has it. */
function withAddress(message: IncomingMessage, pairs: Pairs): string[] {
  const address = (message.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const before = message.headers['x-forwarded-for'];
  const chain = before === undefined ? address : `${String(before)}, ${address}`;
  const rest = pairs.filter(([name]) => !/^x-forwarded-(?:for|proto)$/i.test(name));
  return [
    ...rest,
    ['X-Forwarded-For', chain] as const,
    ['X-Forwarded-Proto', 'http'] as const,
  ].flat();
}

export const passedOn = (request: IncomingMessage): string[] =>
  withAddress(
    request,
    withoutConnection(request, () => false),
  );

/** For a WebSocket: what makes the connection another one has to arrive. */
export const passedOnUpgrade = (request: IncomingMessage): string[] =>
  withAddress(
    request,
    withoutConnection(request, (name) => name === 'connection' || name === 'upgrade'),
  );

export const passedBack = (answer: IncomingMessage): string[] =>
  withoutConnection(answer, () => false)
    .filter(([name]) => name.toLowerCase() !== 'transfer-encoding')
    .flat();
