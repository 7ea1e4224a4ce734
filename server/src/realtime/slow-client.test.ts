/** A client that stops reading costs a bounded amount of memory, and then its connection. */
import { connect, type Socket } from 'node:net';
import { livePath } from '@onsale/contract/realtime.ts';
import { afterEach, expect, test } from 'vitest';
import { waitFor } from '../../test/support/wait-for.ts';
import { House } from './testing.ts';
import { type LiveServer, openLive, startLiveServer } from './testing-server.ts';

const SEATS = 20_000;
const SLOW = 20;

let server: LiveServer | undefined;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.close();
});

/** Asks for the stream and reads nothing, so that the kernel's buffers fill and then the server's. */
function openUnread(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.pause();
  return new Promise((resolve) => {
    socket.once('connect', () => {
      socket.write(`GET ${livePath}?topics=event:1 HTTP/1.1\r\nHost: localhost\r\n\r\n`, () =>
        resolve(socket),
      );
    });
  });
}

test('slow clients are skipped, then dropped; the others notice nothing', async () => {
  const house = new House(1, SEATS);
  const limits = { tickMs: 5, bufferedBytesMax: 65_536, slowMs: 500, closeMs: 500 };
  const started = await startLiveServer([house], { limits });
  server = started;
  const { hub, port } = started;
  const fast = await openLive(port, { eventIds: [1] });
  for (let at = 0; at < SLOW; at++) await openUnread(port);
  await waitFor('all streams', () => hub.stats.streams === SLOW + 1);

  let most = 0;
  let turn = 0;
  const publish = (): void => {
    turn += 1;
    const seats = Array.from(
      { length: 2_500 },
      (_, n) => [(turn + n * 8) % SEATS, turn % 4] as const,
    );
    hub.publish(house.change(seats));
    most = Math.max(most, started.mostBuffered());
  };
  await waitFor(
    'the slow ones to be dropped',
    () => {
      publish();
      return hub.stats.dropped === SLOW;
    },
    60_000,
  );
  expect(hub.stats.skipped).toBeGreaterThan(SLOW * 3);
  expect(hub.stats.streams).toBe(1);
  // The bound, and what was written last before it was reached: a snapshot and a merged change.
  expect(most).toBeGreaterThan(limits.bufferedBytesMax);
  expect(most).toBeLessThan(limits.bufferedBytesMax + 100_000);
  await waitFor('the fast one', () => fast.watcher.state(1).seq === turn);
  expect(fast.watcher.state(1).seats).toEqual(house.truth.seats);
  expect(fast.isClosed).toBe(false);
  fast.close();
}, 90_000);
