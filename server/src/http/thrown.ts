/** What an error that a handler threw means to the caller. */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { RouteSpec } from '@onsale/contract/route.ts';
import { unreachable } from '../lib/assert.ts';
import { meaningOf } from '../lib/db-errors.ts';

/**
 * A database that is away is no bug: the caller may come again. Where the route can leave something
 * behind, it says that the outcome is unknown. Whatever waited too long was rolled back.
 */
export function refusalOfError(error: unknown, spec: RouteSpec): ErrorCode {
  const meaning = meaningOf(error);
  switch (meaning) {
    case 'lost':
      return spec.errors.includes('outcome_unknown') ? 'outcome_unknown' : 'unavailable';
    case 'slow':
      return 'timeout';
    case 'retry':
    case 'fatal':
      return 'internal';
    default:
      return unreachable(meaning);
  }
}
