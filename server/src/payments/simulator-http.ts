/**
 * Calls to the simulator: a bounded pool of connections that stay open, one deadline for everything
 * a call does, and a bound on what is read. Node's `fetch` has no bound on its connections.
 */
import { Agent, type IncomingMessage, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
};

export type Answered = { readonly status: number; readonly text: string };

export type Http = {
  /** Rejects with whatever kept the answer away. */
  send(call: Call): Promise<Answered>;
  close(): void;
};

const ANSWER_BYTES_MAX = 65_536;

export function createHttp(connectionsMax: number): Http {
  const options = { keepAlive: true, maxSockets: connectionsMax, maxFreeSockets: 16 };
  const agents = { http: new Agent(options), https: new TlsAgent(options) };
  return {
    async send(call) {
      try {
        return await once(call, agents);
      } catch (error) {
        // The other side closed an idle connection just as we used it. Whatever we ask may be asked
        // again, as its key makes it one.
        if (error instanceof StaleConnection) return once(call, agents);
        throw error;
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

class StaleConnection extends Error {
  override name = 'StaleConnection';
}

type Agents = { readonly http: Agent; readonly https: TlsAgent };

function once({ method, url, headers, body, signal }: Call, agents: Agents): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const isTls = url.protocol === 'https:';
  const outgoing = (isTls ? tlsRequest : request)(url, {
    agent: isTls ? agents.https : agents.http,
    method,
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      'content-length': String(Buffer.byteLength(body ?? '')),
    },
    signal,
  });
  outgoing.once('error', (error: Error & { code?: string }) => {
    const isStale = outgoing.reusedSocket && error.code === 'ECONNRESET';
    reject(isStale ? new StaleConnection('the connection was closed', { cause: error }) : error);
  });
  outgoing.once('response', (response) => {
    readAll(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
  });
  outgoing.end(body);
  return promise;
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
