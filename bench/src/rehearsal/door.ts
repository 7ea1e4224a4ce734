/**
 * The way of many visitors into one deployment: connections are shared and bounded, cookies are each
 * visitor's own. What can be repeated is repeated as a careful browser would, after the time that the
 * server asks for; every attempt is counted and timed, the wait for a free connection included.
 */
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as http,
} from 'node:http';
import { Agent as HttpsAgent, request as https } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { isLoopback } from './guard.ts';
import type { Operation, Tally } from './tally.ts';

export type Wish = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of a refusal; undefined when it was granted. */
  readonly code: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  /** In ms, when the server said when to come back. */
  readonly retryAfterMs: number | undefined;
};

export type Visitor = {
  /** Rejects when there was no definite answer for a long time. */
  send(operation: Operation, wish: Wish): Promise<Answer>;
  /** Reads a stream of Server-Sent Events until it ends or the signal does. False: refused. */
  listen(path: string, hear: (data: string) => void, signal: AbortSignal): Promise<boolean>;
};

export type DoorOptions = {
  readonly url: URL;
  readonly sockets: number;
  readonly addresses: number;
  readonly tally: Tally;
};

const ANSWER_TIMEOUT_MS = 30_000;
const GIVE_UP_MS = 90_000;
const RETRY_MS = 250;
const BODY_BYTES_MAX = 16 * 1_048_576;
/** Refused for now, nothing was done: the same request again, later. */
const comeBack: ReadonlySet<string> = new Set(['busy', 'rate_limited', 'unavailable', 'timeout']);

export type Door = {
  visitor(index: number): Visitor;
  /** Requests that wait for a connection of ours. */
  unsent(): number;
  close(): void;
};

export function openDoor({ url, sockets, addresses, tally }: DoorOptions): Door {
  const local = isLoopback(url) ? Math.min(addresses, sockets) : 1;
  const make = url.protocol === 'https:' ? HttpsAgent : HttpAgent;
  const agents = Array.from(
    { length: local },
    (_, n) =>
      new make({
        keepAlive: true,
        maxSockets: Math.max(1, Math.floor(sockets / local)),
        ...(isLoopback(url) ? { localAddress: addressOf(n) } : {}),
      }),
  );
  return {
    visitor(index) {
      const agent = agents[index % agents.length];
      if (agent === undefined) throw new RangeError('a door needs an address');
      return createVisitor(url, agent, tally);
    },
    unsent: () => agents.reduce((sum, agent) => sum + waitingIn(agent), 0),
    close: () => agents.forEach((agent) => agent.destroy()),
  };
}

const waitingIn = (agent: HttpAgent): number =>
  Object.values(agent.requests).reduce((sum, waiting) => sum + (waiting?.length ?? 0), 0);

/** 127.1.0.1, 127.1.0.2, ...: limits by address see as many callers. */
const addressOf = (n: number): string => `127.1.${Math.floor(n / 250)}.${(n % 250) + 1}`;

function createVisitor(url: URL, agent: HttpAgent, tally: Tally): Visitor {
  const jar = new Map<string, string>();

  async function attempt(operation: Operation, wish: Wish): Promise<Answer> {
    const beganMs = performance.now();
    try {
      const answer = await exchange(url, agent, jar, wish);
      tally.answered(operation, performance.now() - beganMs, answer.code);
      return answer;
    } catch (error) {
      tally.failed(operation, performance.now() - beganMs, codeOf(error));
      throw error;
    }
  }

  async function send(operation: Operation, wish: Wish): Promise<Answer> {
    const deadline = performance.now() + GIVE_UP_MS;
    for (let tries = 1; ; tries++) {
      const answer = await attempt(operation, wish).catch((error: unknown) => {
        if (performance.now() > deadline) throw error;
        return undefined;
      });
      if (answer?.code === 'session_required') {
        await attempt('session', { method: 'POST', path: '/api/v1/session' });
      } else if (answer !== undefined && !isForNow(answer)) return answer;
      else if (answer !== undefined && performance.now() > deadline) return answer;
      const pauseMs = answer?.retryAfterMs ?? Math.min(RETRY_MS * 2 ** tries, 5_000);
      await delay(pauseMs * (0.75 + Math.random() / 2));
    }
  }

  return {
    send,
    listen: (path, hear, signal) => listen(url, jar, { path, hear, signal }),
  };
}

const isForNow = ({ status, code }: Answer): boolean =>
  status >= 500 || status === 429 || (code !== undefined && comeBack.has(code));

/** `ECONNREFUSED` and its like; the rest is one word. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'no_answer';

const cookiesOf = (jar: ReadonlyMap<string, string>): Record<string, string> =>
  jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };

function start(url: URL, path: string, options: object): ClientRequest {
  const target = new URL(path, url);
  return target.protocol === 'https:' ? https(target, options) : http(target, options);
}

function exchange(
  url: URL,
  agent: HttpAgent,
  jar: Map<string, string>,
  { method, path, body, headers }: Wish,
): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const type =
    text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = start(url, path, {
      agent,
      method,
      headers: { 'sec-fetch-site': 'same-origin', ...cookiesOf(jar), ...type, ...headers },
      timeout: ANSWER_TIMEOUT_MS,
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.on('response', (response) => void read(response, jar).then(resolve, reject));
    sent.end(text);
  });
}

async function read(response: IncomingMessage, jar: Map<string, string>): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  for (const cookie of response.headers['set-cookie'] ?? []) keep(jar, cookie);
  const status = response.statusCode ?? 0;
  const isJson = response.headers['content-type']?.startsWith('application/json') === true;
  const text = Buffer.concat(chunks).toString('utf8');
  const body = isJson ? (JSON.parse(text) as Answer['body']) : {};
  const error = body['error'] as Partial<Pick<Answer, 'code' | 'details'>> | undefined;
  const after = Number(response.headers['retry-after']);
  return {
    status,
    body,
    code: error?.code ?? (status >= 400 ? `http_${status}` : undefined),
    details: error?.details ?? {},
    retryAfterMs: after > 0 ? after * 1_000 : undefined,
  };
}

function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = ''] = cookie.split(';', 1);
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /;\s*max-age=0\b/i.test(cookie)) jar.delete(name);
  else jar.set(name, value);
}

type Ear = { path: string; hear: (data: string) => void; signal: AbortSignal };

/** A connection of its own: a stream would keep a shared one from everybody else. */
function listen(url: URL, jar: ReadonlyMap<string, string>, ear: Ear): Promise<boolean> {
  const { path, hear, signal } = ear;
  return new Promise((resolve) => {
    const sent = start(url, path, {
      agent: false,
      method: 'GET',
      headers: { accept: 'text/event-stream', 'sec-fetch-site': 'same-origin', ...cookiesOf(jar) },
      signal,
    });
    sent.on('error', () => resolve(signal.aborted));
    sent.on('response', (response) => {
      const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
      if (response.statusCode !== 200 || !isStream) {
        response.resume();
        resolve(false);
        return;
      }
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = (lines.pop() ?? '').slice(-BODY_BYTES_MAX);
        for (const line of lines) if (line.startsWith('data:')) hear(line.slice(5).trim());
      });
      response.on('error', () => resolve(true));
      response.on('close', () => resolve(true));
    });
    sent.end();
  });
}
