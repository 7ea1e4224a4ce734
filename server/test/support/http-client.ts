/** A small JSON client for tests: many connections, no retries, errors thrown as they come. */
import { Agent, type IncomingMessage, request } from 'node:http';

export type Answer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

export type HttpClient = {
  /** Rejects when the connection breaks or nothing comes for the time-out: the outcome is unknown. */
  send(url: string, wish: Request): Promise<Answer>;
  close(): void;
};

/** `apiKey` undefined: for people, who have a session. */
export function createHttpClient(
  apiKey: string | undefined,
  connections = 200,
  timeoutMs = 40_000,
): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (url, wish) => send(agent, apiKey, url, wish, timeoutMs),
    close: () => agent.destroy(),
  };
}

function send(
  agent: Agent,
  apiKey: string | undefined,
  url: string,
  { method, path, body, headers }: Request,
  timeoutMs: number,
): Promise<Answer> {
  const key = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const text = body === undefined ? undefined : JSON.stringify(body);
  const content =
    text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), {
      agent,
      method,
      headers: { ...key, ...content, ...headers },
      timeout: timeoutMs,
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(read(response, chunks)));
    });
    sent.end(text);
  });
}

/** Rejects when the body is not JSON. */
async function read(response: IncomingMessage, chunks: readonly Buffer[]): Promise<Answer> {
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Answer['body'];
  return { status: response.statusCode ?? 0, body, headers: response.headers };
}

/** Runs `work` for 0 to `count` - 1, at most `parallel` at a time, each as soon as one is done. */
export async function inParallel<T>(
  count: number,
  parallel: number,
  work: (n: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) results[n] = await work(n);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, count) }, worker));
  return results;
}
