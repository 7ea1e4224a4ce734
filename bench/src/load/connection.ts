/** One keep-alive connection of a closed-loop client: one request, its answer, the next request. */
import { connect, type Socket } from 'node:net';
import type { NextRequest } from './requests.ts';
import { ResponseParser } from './response-parser.ts';

export type ConnectionEvents = {
  /** The connection is free for a request; also after it was reopened. */
  ready(connection: Connection): void;
  answered(connection: Connection, status: number, latencyMs: number, tickets: number): void;
  /** The connection ended unasked; `tickets` is undefined when no request was outstanding. */
  broke(connection: Connection, tickets: number | undefined): void;
};

// Reads land here and are parsed before the next read begins, so all sockets can share one buffer
// (true wherever libuv reads on readiness: Linux and macOS).
const readBuffer = Buffer.allocUnsafe(65_536);

export class Connection {
  readonly #port: number;
  readonly #events: ConnectionEvents;
  #socket: Socket | undefined;
  #sentAtMs = 0;
  #outstandingTickets: number | undefined;
  #closing = false;

  constructor(port: number, events: ConnectionEvents) {
    this.#port = port;
    this.#events = events;
  }

  get isWaiting(): boolean {
    return this.#outstandingTickets !== undefined;
  }

  get outstandingTickets(): number {
    return this.#outstandingTickets ?? 0;
  }

  /** Connects to 127.0.0.1, and only there: a load generator must not be pointed at others. */
  open(): void {
    const parser = new ResponseParser((status) => this.#answered(status));
    const socket = connect({
      host: '127.0.0.1',
      port: this.#port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (bytesRead, buffer) => {
          try {
            parser.feed(Buffer.from(buffer.buffer, buffer.byteOffset, bytesRead));
          } catch (error) {
            socket.destroy(error instanceof Error ? error : new Error(String(error)));
          }
          return true;
        },
      },
    });
    this.#socket = socket;
    socket.on('connect', () => this.#events.ready(this));
    // 'close' follows every 'error' and is where the loss is counted.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#closed());
  }

  send(request: NextRequest): void {
    this.#outstandingTickets = request.tickets;
    this.#sentAtMs = performance.now();
    this.#socket?.write(request.text, 'latin1');
  }

  close(): void {
    this.#closing = true;
    this.#socket?.destroy();
  }

  #answered(status: number): void {
    const tickets = this.#outstandingTickets;
    if (tickets === undefined) throw new Error('an answer without a request');
    this.#outstandingTickets = undefined;
    this.#events.answered(this, status, performance.now() - this.#sentAtMs, tickets);
  }

  #closed(): void {
    if (this.#closing) return;
    const tickets = this.#outstandingTickets;
    this.#outstandingTickets = undefined;
    this.#events.broke(this, tickets);
  }
}
