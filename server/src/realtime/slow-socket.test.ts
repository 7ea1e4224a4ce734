/** A client of Socket.IO that stops reading costs a bounded amount of memory, and then its connection. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { checkLive, type LiveMessage } from '@onsale/contract/realtime.ts';
import type { SocketClientEvents, SocketServerEvents } from '@onsale/contract/realtime-socket.ts';
import { applyMessage, emptyTopicState } from '@onsale/contract/realtime-state.ts';
import { io, type Socket as Client } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { waitFor } from '../../test/support/wait-for.ts';
import { systemClock as clock } from '../lib/clock.ts';
import { systemTimers as timers } from '../lib/deadline.ts';
import { Admission } from './admission.ts';
import { Hub } from './hub.ts';
import { createSocketLive, type SocketLive } from './socket-io.ts';
import { House } from './testing.ts';

const SEATS = 20_000;
const SLOW = 10;
const limits = { tickMs: 5, bufferedBytesMax: 65_536, slowMs: 500, closeMs: 500 };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(hub: Hub): Promise<{ port: number; live: SocketLive; most: () => number }> {
  const live = createSocketLive({ hub, admission: new Admission(), clock, timers });
  const server: Server = createServer();
  const wires = new Set<Socket>();
  server.on('upgrade', (request, wire, head) => {
    if (!(wire instanceof Socket)) return;
    wires.add(wire);
    wire.on('error', () => wire.destroy());
    live.accept(request, wire, head, { address: '127.0.0.1' });
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  ends.push(
    () => server.close(),
    () => live.close(),
  );
  const most = (): number => Math.max(0, ...Array.from(wires, (wire) => wire.writableLength));
  return { port: (server.address() as AddressInfo).port, live, most };
}

/** A message of a client as a frame that is masked with zeros. */
const frame = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x81, 0x80 + text.length, 0, 0, 0, 0]), Buffer.from(text)]);

/** Listens and then reads nothing, so that the kernel's buffers fill and then the server's. */
async function openUnread(port: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' });
  ends.push(() => socket.destroy());
  socket.on('error', () => undefined);
  let heard = '';
  socket.on('data', (bytes) => (heard += bytes.toString('latin1')));
  await once(socket, 'connect');
  socket.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n' +
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await waitFor('the handshake', () => heard.includes('0{"sid"'));
  socket.write(frame('40'));
  await waitFor('the namespace', () => heard.includes('40{"sid"'));
  socket.pause();
  socket.write(frame('42["listen",{"topics":["event:1"]}]'));
}

test('slow clients are skipped, then dropped; the others notice nothing', async () => {
  const house = new House(1, SEATS);
  const hub = new Hub({
    snapshotOf: () => Promise.resolve(house.state()),
    clock,
    timers,
    random: Math.random,
    onError: (error) => {
      throw error;
    },
    limits,
  });
  const { port, live, most } = await start(hub);
  const fast: Client<SocketServerEvents, SocketClientEvents> = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
  });
  ends.push(() => fast.disconnect());
  let state = emptyTopicState('event:1');
  fast.on('live', (message) => {
    state = applyMessage(state, checkLive(message) as LiveMessage);
  });
  fast.emit('listen', { topics: ['event:1'] }, () => {});
  for (let at = 0; at < SLOW; at++) await openUnread(port);
  await waitFor('all streams', () => hub.stats.streams === SLOW + 1);

  let buffered = 0;
  let turn = 0;
  await waitFor(
    'the slow ones to be dropped',
    () => {
      turn += 1;
      const seats = Array.from(
        { length: 2_500 },
        (_, n) => [(turn + n * 8) % SEATS, turn % 4] as const,
      );
      hub.publish(house.change(seats));
      buffered = Math.max(buffered, most());
      return hub.stats.dropped === SLOW;
    },
    60_000,
  );
  expect(hub.stats.skipped).toBeGreaterThan(SLOW * 3);
  expect(hub.stats.streams).toBe(1);
  // The bound, and what was written last before it was reached.
  expect(buffered).toBeGreaterThan(limits.bufferedBytesMax);
  expect(buffered).toBeLessThan(limits.bufferedBytesMax + 100_000);
  await waitFor('the fast one', () => state.seq === turn);
  expect(state.seats).toEqual(house.truth.seats);
  await waitFor('the connections to be gone', () => live.traffic.open === 1);
}, 90_000);
