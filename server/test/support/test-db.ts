/** The product's own database handle, with the patience of a test. */
import { type Db, openDb } from '../../src/lib/db.ts';

export const openTestDb = (url: string, poolMax = 8): Db =>
  openDb({
    url,
    applicationName: 'test',
    poolMax,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
    lockTimeoutMs: 10_000,
    idleInTransactionTimeoutMs: 10_000,
    onError: () => {},
  });
