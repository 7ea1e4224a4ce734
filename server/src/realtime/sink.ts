/**
 * The connection of a stream. Past the head of the response, bytes go to the socket itself: the body
 * ends with the connection instead of being chunked, so that one buffer serves all clients as it is
 * and a tick is one system call each.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Frame } from './model/frame.ts';
import type { Sink } from './stream.ts';
import type { Traffic } from './traffic.ts';

/** Sends the head of the response with the first write, and so not before somebody wants the stream. */
export function socketSink(
  response: ServerResponse,
  socket: Socket,
  headers: readonly string[],
  traffic: Traffic,
): Sink {
  let isOver = false;

  function begin(): void {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    response.writeHead(200, headers as string[]);
    response.flushHeaders();
  }

  function put({ sse }: Frame): void {
    traffic.frames += 1;
    traffic.bytes += sse.length;
    socket.write(sse);
  }

  function write(frames: readonly Frame[]): void {
    if (isOver || socket.destroyed) return;
    const [only] = frames;
    // Mostly it is one change, which needs no gathering.
    if (frames.length === 1 && only !== undefined && response.headersSent) return put(only);
    socket.cork();
    if (!response.headersSent) begin();
    for (const frame of frames) put(frame);
    socket.uncork();
    return undefined;
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
