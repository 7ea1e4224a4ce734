/**
 * One watcher: a bare connection that looks for sequence numbers in what it gets. It has to cost next to
 * nothing, because thousands of them share the machine with the server that is measured.
 */
import { connect, type Socket } from 'node:net';
import { eventTopic, livePath } from '@onsale/contract/realtime.ts';
import { socketPath } from '@onsale/contract/realtime-socket.ts';
import type { Transport } from './protocol.ts';

export type Watcher = { readonly socket: Socket; lastSeq: number };

const upgrade =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

const requests = {
  ws: `GET / HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
  sse: `GET ${livePath}?topics=${eventTopic(1)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'socket.io': `GET ${socketPath}?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
} as const satisfies Record<Transport, string>;

/** A text frame of a client, masked with zeros (RFC 6455, section 5.2). */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 + payload.length, 0, 0, 0, 0]), payload]);
}

const join = frame('40');
const listen = frame(`42["listen",{"topics":["${eventTopic(1)}"]}]`);
const pong = frame('3');
const ping = Buffer.from([0x81, 0x01, 0x32]);
const seqMark = Buffer.from('"seq":');
const firstWords = { ws: ' 101 ', sse: '"snapshot"', 'socket.io': '"snapshot"' } as const;

/** `onSeq`: the highest number in a piece, and when it came (ns). Resolves when it listens. */
export function openWatcher(
  transport: Transport,
  port: number,
  onSeq: (watcher: Watcher, seq: number, atNs: bigint) => void,
): Promise<Watcher> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const watcher: Watcher = { socket, lastSeq: 0 };
    let isReady = false;
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('a connection was closed')));
    socket.once('connect', () => void socket.write(requests[transport]));
    socket.on('data', (bytes) => {
      const atNs = process.hrtime.bigint();
      if (transport === 'socket.io') {
        if (!isReady) greet(socket, bytes);
        if (bytes.length < 10 && bytes.includes(ping)) socket.write(pong);
      }
      if (!isReady && bytes.includes(firstWords[transport])) {
        isReady = true;
        resolve(watcher);
      }
      const at = bytes.lastIndexOf(seqMark);
      if (at < 0) return;
      const seq = numberAt(bytes, at + seqMark.length);
      if (seq > watcher.lastSeq) onSeq(watcher, seq, atNs);
    });
  });
}

/** Each side says hello twice: once for the connection, once for the namespace. */
function greet(socket: Socket, bytes: Buffer): void {
  if (bytes.includes('0{"sid"') && !bytes.includes('40{"sid"')) socket.write(join);
  if (bytes.includes('40{"sid"')) socket.write(listen);
}

function numberAt(bytes: Buffer, from: number): number {
  let value = 0;
  for (let at = from; at < bytes.length; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}
