/**
 * A browser as far as sessions are concerned: it keeps cookies, shows them only where they belong, and
 * says that its requests come from a page of the site.
 */
import { send, type Method, type Reply } from '../api/world.ts';

export type Visitor = {
  /** `headers` are added; an undefined one of ours is left out. */
  send(
    method: Method,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** Goes on at another process. */
  moveTo(url: string): void;
  /** Names and values. */
  readonly jar: Map<string, string>;
  /** The Set-Cookie values seen so far, oldest first. */
  readonly seen: string[];
};

const sameOrigin = { 'sec-fetch-site': 'same-origin' } as const;

export function createVisitor(url: string): Visitor {
  const jar = new Map<string, string>();
  const seen: string[] = [];
  let at = url;
  return {
    jar,
    seen,
    moveTo: (other) => (at = other),
    async send(method, path, body, headers = {}) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const all = { ...sameOrigin, ...(cookie !== '' && { cookie }), ...headers };
      const reply = await send(at, method, path, { body, headers: all });
      for (const line of reply.headers.getSetCookie()) {
        seen.push(line);
        keep(jar, line);
      }
      return reply;
    },
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';', 1);
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /;\s*max-age=0\b/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}
