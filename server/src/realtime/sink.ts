/**
 * The connection of a stream. Past the head of the response, bytes go to the socket itself: the body
 * ends with the connection instead of being chunked, so that one buffer serves all clients as it is
 * and a tick is one system call each.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Sink } from './stream.ts';

/** Sends the head of the response with the first write, and so not before somebody wants the stream. */
export function socketSink(
  response: ServerResponse,
  socket: Socket,
  headers: readonly string[],
): Sink {
  let isOver = false;

  function begin(): void {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    response.writeHead(200, headers as string[]);
    response.flushHeaders();
  }

  function write(frames: readonly Buffer[]): void {
    if (isOver || socket.destroyed) return;
    socket.cork();
    if (!response.headersSent) begin();
    for (const frame of frames) socket.write(frame);
    socket.uncork();
  }

  return {
    write,
    buffered: () => socket.writableLength,
    end(last) {
      write([last]);
      isOver = true;
      response.end();
    },
    destroy() {
      isOver = true;
      socket.destroy();
    },
  };
}
