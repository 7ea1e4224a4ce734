/**
 * Lines worth counting, by the fields that the server writes: one JSON object a line with `level`
 * as a word and `msg` as a whole sentence.
 */

/** Before names of fields: the CloudWatch add-on of EKS wraps a line in an object of its own. */
export type FieldPrefix = '' | 'log_processed.';

export const lineCounts = {
  ErrorLines: { levels: ['error', 'fatal'] },
  FailedRequests: { message: 'request failed' },
  FailedLoops: { message: 'A loop failed and will go on.' },
  LostConnections: { message: 'A database connection was lost.' },
  UnansweredPayments: { message: 'The payment provider gave no answer.' },
  Starts: { message: 'Onsale is ready.' },
  SlowRequests: { message: 'request', slowerThanMs: 500 },
} as const satisfies Readonly<Record<string, LineFilter>>;

/** In the log of PostgreSQL, which is plain text. */
export const databaseLineCounts = {
  Deadlocks: 'deadlock detected',
  RefusedConnections: 'remaining connection slots are reserved',
} as const;

export type LineCount = keyof typeof lineCounts | keyof typeof databaseLineCounts;

type LineFilter =
  | { readonly levels: readonly string[] }
  | { readonly message: string; readonly slowerThanMs?: number };

/** As metric filters want it: `{ $.msg = "A loop failed and will go on." }`. */
export function linePattern(filter: LineFilter, prefix: FieldPrefix): string {
  const field = (name: string): string => `$.${prefix}${name}`;
  if ('levels' in filter) {
    const levels = filter.levels.map((level) => `(${field('level')} = "${level}")`);
    return `{ ${levels.join(' || ')} }`;
  }
  const isMessage = `${field('msg')} = "${filter.message}"`;
  return filter.slowerThanMs === undefined
    ? `{ ${isMessage} }`
    : `{ (${isMessage}) && (${field('durationMs')} > ${filter.slowerThanMs}) }`;
}
