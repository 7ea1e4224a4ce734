/**
 * The connection of a client of Socket.IO. A message is a WebSocket frame already, made once for all
 * clients, and goes to the socket itself: the library's own way for frames that are encoded beforehand
 * (`wsPreEncodedFrame`) leads there too, but costs twice as much for each client. Frames are written
 * whole and nothing is compressed, so ours and the library's do not get in each other's way.
 */
import type { Socket as NetSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { Frame } from './model/frame.ts';
import type { Sink } from './stream.ts';
import type { Traffic } from './traffic.ts';

/** The Engine.IO connection below a socket. */
export type EngineConnection = Socket['conn'];

export function socketIoSink(conn: EngineConnection, wire: NetSocket, traffic: Traffic): Sink {
  let isOver = false;

  function write(frames: readonly Frame[]): void {
    // Nothing may follow the frame that closes the connection.
    if (isOver || wire.destroyed || conn.readyState !== 'open') return;
    if (frames.length > 1) wire.cork();
    for (const { socketIo } of frames) {
      if (socketIo === undefined) continue;
      traffic.frames += 1;
      traffic.bytes += socketIo.length;
      wire.write(socketIo);
    }
    if (frames.length > 1) wire.uncork();
  }

  return {
    write,
    buffered: () => wire.writableLength,
    end(last) {
      write([last]);
      isOver = true;
      // A line that is closed is opened again by the client; a "disconnect" would be final.
      conn.close();
    },
    destroy() {
      isOver = true;
      wire.destroy();
    },
  };
}
