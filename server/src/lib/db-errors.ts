/**
 * What an error of the database means for whoever ran the statement. SQLSTATE classes:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */

/** The SQLSTATE of a database error, or undefined when the error did not come from the server. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : undefined;
}

export type ErrorMeaning =
  /** The work was rolled back and may succeed when run again at once. */
  | 'retry'
  /** Rolled back after waiting too long for a lock or for the statement to end. */
  | 'slow'
  /** The connection is gone (or never was): the outcome is unknown. */
  | 'lost'
  /** The statement is wrong, or breaks a rule: running it again changes nothing. */
  | 'fatal';

const RETRY = new Set(['40001', '40P01', '23505']);
const SLOW = new Set(['55P03', '57014']);
// Shutdown, crash, starting up, too many connections, read-only after a failover.
const LOST = new Set(['57P01', '57P02', '57P03', '53300', '25006']);

export function meaningOf(error: unknown): ErrorMeaning {
  const state = sqlState(error);
  if (state === undefined) return isConnectionError(error) ? 'lost' : 'fatal';
  if (RETRY.has(state)) return 'retry';
  if (SLOW.has(state)) return 'slow';
  if (LOST.has(state) || state.startsWith('08')) return 'lost';
  return 'fatal';
}

const CONNECTION =
  /ECONN|connect ENOENT|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|Connection terminated|not queryable|connection error|timeout exceeded when trying to connect|Connection ended|timeout expired|Query read timeout/i;

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isConnectionError)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return CONNECTION.test(`${code} ${error.message}`);
}

/** Serialization failure or deadlock: a transaction may be run again from its start. */
export const isRetryable = (error: unknown): boolean => {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
};
