/** What identifies a request to its idempotency key: the same key with another body is an error. */
import { createHash } from 'node:crypto';

/** Hex SHA-256 of the values in order. */
export const requestHash = (...values: readonly (string | number | boolean | null)[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex');
