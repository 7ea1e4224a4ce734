/**
 * `npm run simulate -- status`: simulated waiters against a real server, in real time. Each follows the
 * polling law; between them and the server stands a cache of one second, as a CDN would. Only what the
 * cache asks reaches the server, which is the figure: requests per second, however many wait.
 */
import { Agent, get } from 'node:http';
import { parseArgs } from 'node:util';
import { askAgainMs, askBeforeSaleMs, queuePoll, waitMsOf } from '@onsale/contract/queue-poll.ts';
import type { QueueStatus } from '@onsale/contract/queue.ts';
import { Histogram } from '../load/histogram.ts';
import { formatTable } from '../table.ts';
import { createChances } from './chances.ts';
import { noCounts, type OriginAnswer, StatusCache } from './status-cache.ts';
import { Wheel } from './wheel.ts';

export const statusUsage = `npm run simulate -- status --url URL --event ID [options]

  --url URL         of a server, http only
  --event ID        an event with a waiting room
  --waiters LIST    1000,10000,100000
  --seconds N       for each (20)
  --points N        points of the cache (1)
  --no-cache        every question reaches the server: for comparison, with few waiters`;

const STEP_MS = 100;
const ANSWER_BYTES_MAX = 1_000_000;
const TIMEOUT_MS = 5_000;
/** More would be a flood of requests instead of a comparison. */
const UNCACHED_MAX = 20_000;

type Run = {
  readonly url: string;
  readonly waiters: number;
  readonly seconds: number;
  readonly points: number;
  readonly cached: boolean;
};

export async function runStatusLoad(
  args: readonly string[],
  note: (line: string) => void,
): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      event: { type: 'string' },
      waiters: { type: 'string', default: '1000,10000,100000' },
      seconds: { type: 'string', default: '20' },
      points: { type: 'string', default: '1' },
      'no-cache': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.url === undefined || values.event === undefined) {
    console.log(statusUsage);
    return;
  }
  const url = new URL(`/api/v1/events/${values.event}/queue`, values.url).href;
  const rows: (string | number | null)[][] = [];
  for (const waiters of values.waiters.split(',').map(Number)) {
    note(`${waiters.toLocaleString('en')} waiters for ${values.seconds} s`);
    const seconds = Number(values.seconds);
    const run = {
      url,
      waiters,
      seconds,
      points: Number(values.points),
      cached: !values['no-cache'],
    };
    rows.push(await measure(run));
  }
  const header = [
    'waiters',
    'asked/s',
    'origin/s',
    'origin/s, peak',
    'not modified',
    'failed',
    'p99 ms',
  ];
  console.log(formatTable(header, rows));
}

async function measure(run: Run): Promise<(string | number | null)[]> {
  if (!run.cached && run.waiters > UNCACHED_MAX) {
    throw new RangeError(`without a cache at most ${UNCACHED_MAX} waiters: it is a load test then`);
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const latencies = new Histogram();
  const counts = noCounts();
  const askOrigin = async (etag: string | undefined): Promise<OriginAnswer> => {
    const startedMs = performance.now();
    const answer = await fetchStatus(run.url, etag, agent);
    latencies.record(performance.now() - startedMs);
    return answer;
  };
  const caches = Array.from({ length: run.points }, () => new StatusCache(askOrigin, counts));
  // Without a cache everybody asks for themselves, with what they have kept of nobody.
  const ask = (waiter: number, nowMs: number): Promise<string | undefined> =>
    run.cached
      ? (caches[waiter % caches.length] ?? new StatusCache(askOrigin, counts)).ask(nowMs)
      : new StatusCache(askOrigin, counts).ask(nowMs);
  try {
    const perSecond = await poll(run, ask, () => counts.origin);
    const { asked, origin, notModified, failed } = counts;
    return [
      run.waiters,
      asked / run.seconds,
      origin / run.seconds,
      Math.max(...perSecond),
      notModified,
      failed,
      latencies.quantileMs(0.99),
    ];
  } finally {
    agent.destroy();
  }
}

/** Runs the waiters and tells how many requests reached the origin in each second. */
async function poll(
  { waiters, seconds }: Run,
  ask: (waiter: number, nowMs: number) => Promise<string | undefined>,
  originCount: () => number,
): Promise<number[]> {
  const chances = createChances(waiters);
  const wheel = new Wheel(waiters, seconds * 1_000);
  const positionOf = new Int32Array(waiters);
  // They have been waiting for a while: their questions are spread already.
  for (let waiter = 0; waiter < waiters; waiter++) {
    positionOf[waiter] = 1 + Math.floor(chances.fraction() * waiters);
    wheel.schedule(waiter, chances.fraction() * queuePoll.ceilingMs);
  }
  let status: QueueStatus | undefined;
  let [latest, counted] = ['', 0];
  const hear = (body: string | undefined): void => {
    if (body === undefined || body === latest) return;
    latest = body;
    status = JSON.parse(body) as QueueStatus;
  };
  const perSecond: number[] = [];
  const startedMs = performance.now();
  let asking: Promise<void>[] = [];
  for (let stepMs = STEP_MS; stepMs <= seconds * 1_000; stepMs += STEP_MS) {
    await untilMs(startedMs + stepMs);
    const nowMs = performance.now() - startedMs;
    wheel.run(stepMs, (waiter, atMs) => {
      asking.push(ask(waiter, nowMs).then(hear));
      wheel.schedule(waiter, atMs + nextMs(status, positionOf[waiter] ?? 1, chances.fraction()));
    });
    if (stepMs % 1_000 === 0) {
      await Promise.all(asking);
      asking = [];
      perSecond.push(originCount() - counted);
      counted = originCount();
    }
  }
  return perSecond;
}

function nextMs(status: QueueStatus | undefined, position: number, random: number): number {
  if (status === undefined) return 2_000;
  if (['closed', 'gathering', 'drawing'].includes(status.phase)) {
    const untilMs = Date.parse(status.saleOpensAt) - Date.parse(status.serverTime);
    return askBeforeSaleMs(status.poll, untilMs, random);
  }
  return askAgainMs(status.poll, waitMsOf(status, position), random);
}

const untilMs = (atMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, atMs - performance.now()));
  });

function fetchStatus(url: string, etag: string | undefined, agent: Agent): Promise<OriginAnswer> {
  return new Promise((resolve, reject) => {
    const headers = etag === undefined ? {} : { 'if-none-match': etag };
    const request = get(url, { agent, headers, timeout: TIMEOUT_MS }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > ANSWER_BYTES_MAX) request.destroy(new Error('the answer is too long'));
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body,
          etag: response.headers.etag,
          cacheControl: response.headers['cache-control'] ?? '',
        }),
      );
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
  });
}
