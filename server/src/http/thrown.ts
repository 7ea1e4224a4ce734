/**
 * From a thrown error to a code. Most are bugs (`internal`); a database that cannot be reached is
 * not, and after a lost connection a write has to say that its outcome is unknown.
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { RouteSpec } from '@onsale/contract/route.ts';
import { sqlState } from '../lib/db-errors.ts';

const CONNECTION_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

// 08: connection exceptions; 57P0x: the server is shutting down, crashed or starting; 53300: full.
const UNAVAILABLE_STATE = /^(?:08...|57P0[1-4]|53300)$/;

// The driver gives these no code.
const LOST_CONNECTION =
  /^(?:Connection terminated|Client has encountered a connection|timeout exceeded when trying)/;

export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state = sqlState(error);
  if (state !== undefined && UNAVAILABLE_STATE.test(state)) return true;
  const syscall = 'syscall' in error ? error.syscall : undefined;
  const code = 'code' in error ? error.code : undefined;
  const network = syscall !== 'open' && syscall !== 'stat';
  if (typeof code === 'string' && network && CONNECTION_ERRORS.has(code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  return LOST_CONNECTION.test(error.message);
}

export function refusalOfError(error: unknown, spec: RouteSpec): ErrorCode {
  if (!isDatabaseUnavailable(error)) return 'internal';
  return spec.errors.includes('outcome_unknown') ? 'outcome_unknown' : 'unavailable';
}
