/**
 * The shop as a careful browser uses it: cookies are kept, a session that ran out is renewed, and a
 * request whose outcome is unknown is repeated as it was, with the same ids, until the answer is
 * definite.
 */
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export type ShopAnswer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The code of a refusal; undefined when it was not refused. */
  readonly code: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  /** An earlier attempt may have had its effect. */
  readonly wasUnknown: boolean;
};

export type ShopWish = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
};

/** One visitor: a jar of cookies over shared connections. */
export type Visitor = { send(wish: ShopWish): Promise<ShopAnswer> };

export type ShopDoor = {
  visitor(): Visitor;
  /** Answers so far, and requests that had to be repeated. */
  readonly counts: { answers: number; repeated: number };
  close(): void;
};

const GIVE_UP_MS = 90_000;
const BETWEEN_MS = 50;
const ANSWER_TIMEOUT_MS = 20_000;
const BODY_BYTES_MAX = 16 * 1_048_576;

/** `connections` are shared by all visitors of this door. */
export function openShop(url: string, connections: number): ShopDoor {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const counts = { answers: 0, repeated: 0 };
  return {
    counts,
    visitor: () => createVisitor(agent, url, counts),
    close: () => agent.destroy(),
  };
}

function createVisitor(agent: Agent, url: string, counts: ShopDoor['counts']): Visitor {
  const jar = new Map<string, string>();

  async function attempt(wish: ShopWish): Promise<Reply> {
    const reply = await exchange(agent, url, wish, jar);
    counts.answers += 1;
    return reply;
  }

  async function send(wish: ShopWish): Promise<ShopAnswer> {
    const deadline = performance.now() + GIVE_UP_MS;
    let wasUnknown = false;
    let last: unknown;
    while (performance.now() < deadline) {
      try {
        const reply = await attempt(wish);
        const { code, details = {} } = (reply.body['error'] ?? {}) as Partial<ShopAnswer>;
        if (code === 'session_required') {
          await attempt({ method: 'POST', path: '/api/v1/session' });
        } else if (reply.status < 500 && reply.status !== 429) {
          return { ...reply, code, details, wasUnknown };
        }
        last = JSON.stringify(reply.body);
        wasUnknown ||= reply.status >= 500;
      } catch (error) {
        last = error;
        wasUnknown = true;
      }
      counts.repeated += 1;
      await delay(BETWEEN_MS);
    }
    throw new Error(`no definite answer to ${wish.method} ${wish.path}: ${String(last)}`);
  }
  return { send };
}

type Reply = Pick<ShopAnswer, 'status' | 'body'>;

function exchange(
  agent: Agent,
  url: string,
  { method, path, body }: ShopWish,
  jar: Map<string, string>,
): Promise<Reply> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers: Record<string, string | number> = { 'sec-fetch-site': 'same-origin' };
  if (jar.size > 0)
    headers['cookie'] = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  if (text !== undefined) {
    headers['content-type'] = 'application/json';
    headers['content-length'] = Buffer.byteLength(text);
  }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), {
      agent,
      method,
      headers,
      timeout: ANSWER_TIMEOUT_MS,
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.on('response', (response) => void read(response, jar).then(resolve, reject));
    sent.end(text);
  });
}

async function read(response: IncomingMessage, jar: Map<string, string>): Promise<Reply> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  for (const cookie of response.headers['set-cookie'] ?? []) keep(jar, cookie);
  const text = Buffer.concat(chunks).toString('utf8');
  return { status: response.statusCode ?? 0, body: JSON.parse(text) as ShopAnswer['body'] };
}

function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = ''] = cookie.split(';', 1);
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /;\s*max-age=0\b/i.test(cookie)) jar.delete(name);
  else jar.set(name, value);
}
