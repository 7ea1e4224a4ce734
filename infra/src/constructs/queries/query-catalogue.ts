/**
 * Questions that operators ask the logs, in the language of Log Insights, over the fields that the
 * server writes: `level`, `msg`, `route`, `traceId`, `status`, `durationMs`, `loop`, and `error`
 * with its `type`, `message`, `code` and `stack`. Requests are logged when they were slow or failed
 * (`LOG_REQUESTS=slow`); with `all`, these answer for every request.
 */
import type { FieldPrefix } from '../log-groups/line-counts.ts';

export type Query = {
  readonly name: string;
  /** `f` puts before a field what the way of logging puts before it. */
  readonly lines: (f: (field: string) => string) => readonly string[];
};

const newestFirst = ['sort @timestamp desc', 'limit 100'] as const;

export const applicationQueries = [
  {
    name: 'slow-requests',
    lines: (f) => [
      `filter ${f('msg')} = "request"`,
      `stats count(*) as requests, pct(${f('durationMs')}, 50) as p50, ` +
        `pct(${f('durationMs')}, 99) as p99, max(${f('durationMs')}) as slowest by ${f('route')}`,
      'sort p99 desc',
    ],
  },
  {
    name: 'slowest-requests',
    lines: (f) => [
      `fields @timestamp, ${f('route')}, ${f('status')}, ${f('durationMs')}, ${f('traceId')}`,
      `filter ${f('msg')} = "request"`,
      `sort ${f('durationMs')} desc`,
      'limit 50',
    ],
  },
  {
    name: 'errors-by-code',
    lines: (f) => [
      `filter ${f('level')} in ["error", "fatal"]`,
      `stats count(*) as errors by ${f('error.type')}, ${f('error.code')}, ${f('msg')}`,
      'sort errors desc',
    ],
  },
  {
    name: 'newest-errors',
    lines: (f) => [
      `fields @timestamp, ${f('msg')}, ${f('route')}, ${f('error.message')}, ${f('traceId')}`,
      `filter ${f('level')} in ["error", "fatal"]`,
      ...newestFirst,
    ],
  },
  {
    name: 'failed-requests',
    lines: (f) => [
      `filter ${f('msg')} = "request failed"`,
      `stats count(*) as failed by ${f('route')}, ${f('error.type')}, ${f('error.code')}, bin(5m)`,
      'sort failed desc',
    ],
  },
  {
    name: 'refused-bookings',
    lines: (f) => [
      `filter ${f('msg')} = "request" and ${f('status')} >= 400 and ${f('status')} < 500`,
      `filter ${f('route')} in ["createReservation", "partnerCreateReservation", ` +
        '"confirmReservation", "payOrder"]',
      `stats count(*) as refused by ${f('route')}, ${f('status')}, bin(1m)`,
      'sort refused desc',
    ],
  },
  {
    name: 'restarts',
    lines: (f) => [
      `fields @timestamp, @logStream, ${f('msg')}, ${f('role')}, ${f('signal')}`,
      `filter ${f('msg')} in ["Onsale is ready.", "Stopping.", "Stopping failed."]`,
      ...newestFirst,
    ],
  },
  {
    name: 'failing-loops',
    lines: (f) => [
      `filter ${f('msg')} = "A loop failed and will go on."`,
      `stats count(*) as failures, latest(${f('error.message')}) as newest ` +
        `by ${f('loop')}, bin(5m)`,
      'sort failures desc',
    ],
  },
  {
    name: 'payment-trouble',
    lines: (f) => [
      `fields @timestamp, ${f('msg')}, ${f('eventId')}, ${f('orderId')}, ${f('error.message')}`,
      `filter ${f('msg')} in ["The payment provider gave no answer.", ` +
        '"An order could not be driven; again later.", "A message about nothing of ours."]',
      ...newestFirst,
    ],
  },
  {
    name: 'one-request',
    // Put the trace id from an answer's header or an error page in place of the word.
    lines: (f) => [
      `fields @timestamp, ${f('level')}, ${f('msg')}, ${f('route')}, ${f('status')}, @message`,
      `filter ${f('traceId')} = "TRACE-ID"`,
      'sort @timestamp asc',
    ],
  },
  {
    name: 'lines-by-level',
    lines: (f) => [`stats count(*) as lines by ${f('level')}, bin(5m)`, 'sort lines desc'],
  },
] as const satisfies readonly Query[];

/** The log of PostgreSQL is plain text. */
export const databaseQueries = [
  {
    name: 'slow-statements',
    lines: () => [
      'fields @timestamp, @message',
      'parse @message /duration: (?<durationMs>[\\d.]+) ms/',
      'filter ispresent(durationMs)',
      'sort durationMs desc',
      'limit 50',
    ],
  },
  {
    name: 'deadlocks-and-locks',
    lines: () => [
      'fields @timestamp, @message',
      'filter @message like /deadlock detected|still waiting for|canceling statement/',
      ...newestFirst,
    ],
  },
  {
    name: 'refused-connections',
    lines: () => [
      'fields @timestamp, @message',
      'filter @message like /remaining connection slots|password authentication failed|no pg_hba/',
      ...newestFirst,
    ],
  },
] as const satisfies readonly Query[];

/** The slow log of Redis, as JSON. */
export const redisQueries = [
  {
    name: 'slow-commands',
    lines: () => [
      'fields @timestamp, CacheClusterId, `Duration (us)`, Command, ClientAddress',
      'sort `Duration (us)` desc',
      'limit 50',
    ],
  },
] as const satisfies readonly Query[];

export const textOf = ({ lines }: Query, prefix: FieldPrefix = ''): string =>
  lines((field) => `${prefix}${field}`).join('\n| ');
