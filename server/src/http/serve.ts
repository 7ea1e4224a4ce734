/**
 * From the application to a listening server, and back: a graceful stop refuses new connections,
 * lets requests under way finish, closes each connection after its answer, and ends in bounded
 * time.
 */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../lib/clock.ts';

export type ServeOptions = {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly clock: Clock;
  /** Connections the kernel holds for us while the loop is busy. */
  readonly backlog?: number;
};

export type StopOptions = {
  /** Requests still under way after this long are cut off, in milliseconds. */
  readonly timeoutMs: number;
  /**
   * How long to go on serving, already unready, so that load balancers notice first; 0 when absent.
   */
  readonly unreadyMs?: number;
};

export type Serving = {
  readonly port: number;
  /** `http://host:port`, with a host that a browser on this machine can open. */
  readonly url: string;
  /** Answers whether all requests finished in time. Calling it again joins the first stop. */
  stop(options: StopOptions): Promise<boolean>;
};

// On-sales begin with everybody connecting at once; the kernel caps it at net.core.somaxconn.
const BACKLOG = 4_096;
const REAP_MS = 50;

/** Rejects with the error of `listen`: EADDRINUSE when the port is taken. */
export async function serve(app: FastifyInstance, options: ServeOptions): Promise<Serving> {
  const { host, port, backlog = BACKLOG, clock } = options;
  await app.listen({ host, port, backlog });
  const address = app.server.address() as AddressInfo;
  let stopping: Promise<boolean> | undefined;
  return {
    port: address.port,
    url: `http://${browserHost(host)}:${address.port}`,
    stop: (stopOptions) => (stopping ??= stop(app, stopOptions, clock)),
  };
}

function browserHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function stop(app: FastifyInstance, options: StopOptions, clock: Clock): Promise<boolean> {
  const beganMs = clock.monotonicMs();
  app.draining = true;
  const { timeoutMs, unreadyMs = 0 } = options;
  if (unreadyMs > 0) await pause(Math.min(unreadyMs, timeoutMs));

  let inTime = true;
  const cutOff = setTimeout(
    () => {
      inTime = false;
      app.server.closeAllConnections();
    },
    Math.max(0, timeoutMs - (clock.monotonicMs() - beganMs)),
  );
  // A connection is idle again once its answer is out: close() alone would wait for its keep-alive.
  const reaper = setInterval(() => app.server.closeIdleConnections(), REAP_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cutOff);
    clearInterval(reaper);
  }
  return inTime;
}

const pause = (delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
