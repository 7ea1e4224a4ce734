/** One HTTP exchange with a server of the bench, outside anything that is measured. */
import { request } from 'node:http';
import type { RequestPlan } from './load/plan.ts';
import { fillTemplate } from './load/requests.ts';
import type { ReplayOptions } from './baselines/baseline-process.ts';

const TIMEOUT_MS = 15_000;
/** Set by whoever sends the answer, so not part of what is replayed. */
const OWN_HEADERS = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

export type Exchange = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Sends one request to 127.0.0.1. Rejects on network errors and after 15 s, not on any status. */
export function exchange(
  port: number,
  { method, path, headers, body }: Exchange,
): Promise<ReplayOptions> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: { ...headers, ...length },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headersDistinct)
                .filter(([name]) => !OWN_HEADERS.has(name))
                .map(([name, values]) => [name, (values ?? []).join(', ')]),
            ),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const fill = (text: string): string => fillTemplate(text, 0, '0');

/** The 2xx answer to the first request of a plan; rejects when it is refused. */
export async function sampleAnswer(port: number, plan: RequestPlan): Promise<ReplayOptions> {
  const answer = await exchange(port, {
    method: plan.method,
    path: plan.paths[0] ?? '/',
    headers: Object.fromEntries(
      Object.entries(plan.headers).map(([name, value]) => [name, fill(value)]),
    ),
    ...(plan.body === undefined ? {} : { body: fill(plan.body) }),
  });
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`${plan.method} ${plan.paths[0]} answers ${answer.status}: ${answer.body}`);
  }
  return answer;
}
