/** Requests of the smoke test: JSON in and out, bounded in time, with what went wrong in words. */

export type Answer = { readonly status: number; readonly body: unknown };

export type Http = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options?: {
    readonly body?: Readonly<Record<string, unknown>>;
    readonly headers?: Readonly<Record<string, string>>;
  },
) => Promise<Answer>;

const answerMaxMs = 15_000;

export const httpAt =
  (baseUrl: string, common: Readonly<Record<string, string>> = {}): Http =>
  async (method, path, { body, headers = {} } = {}) => {
    const answer = await fetch(new URL(path, baseUrl), {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerMaxMs),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'user-agent': 'onsale-smoke-test',
        ...common,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: parsed(text) };
  };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `pick(answer, 'data', 'eventId')`; `undefined` where there is no such thing. */
export const pick = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null
        ? (found as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
