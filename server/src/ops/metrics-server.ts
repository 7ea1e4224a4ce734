/** The internal port: `/metrics` and nothing else. It must not be reachable from the outside. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MetricsExport } from './metrics-export.ts';

export type MetricsServer = {
  /** The port it listens on, also when 0 was asked for. */
  readonly port: number;
  readonly close: () => Promise<void>;
};

export type MetricsServerOptions = {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly onError: (error: unknown) => void;
};

/** Rejects with the error of `listen` (EADDRINUSE, EACCES ...). */
export async function startMetricsServer(
  metrics: MetricsExport,
  options: MetricsServerOptions,
): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: 5_000 }, (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
    } else if (request.method !== 'GET') {
      response.writeHead(405, { allow: 'GET' }).end();
    } else {
      void answerScrape(metrics, response, options.onError);
    }
  });
  server.maxConnections = 64;
  await listen(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerScrape(
  metrics: MetricsExport,
  response: ServerResponse,
  onError: (error: unknown) => void,
): Promise<void> {
  try {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(text);
  } catch (error) {
    onError(error);
    response.writeHead(500).end();
  }
}

function listen(server: Server, options: MetricsServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port }, () => {
      server.off('error', reject);
      server.on('error', options.onError);
      resolve();
    });
  });
}
