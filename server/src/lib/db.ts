/**
 * The database as the rest of the server sees it: named statements, a pool for ordinary work, and
 * transactions as a type. Writers take a required `tx: Tx`; nobody below a command opens one.
 */
import {
  type ClientConfig,
  type CustomTypesConfig,
  Pool,
  type QueryConfig,
  type QueryResult,
  types,
} from 'pg';
import { isRetryable, meaningOf } from './db-errors.ts';

/** One SQL statement. The name identifies the prepared statement on a connection. */
export type Statement<Row> = {
  readonly name: string;
  readonly text: string;
  /** Only the type is used: what a row of the answer looks like. */
  readonly row?: Row;
};

/** Declares a statement. `Row` describes a row of its answer. */
export const sql = <Row = never>(name: string, text: string): Statement<Row> => ({ name, text });

export type Queryable = {
  query<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>;
};

declare const txBrand: unique symbol;
/** An open transaction. Only `Db.transaction` makes one. */
export type Tx = Queryable & { readonly [txBrand]: true };

export type Db = Queryable & {
  /**
   * Runs `work` in one READ COMMITTED transaction. Serialization failures and deadlocks are retried
   * (`work` runs again from the start), so `work` has no side effects outside the database.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Connections in use and waiting callers, for metrics. */
  usage(): { total: number; idle: number; waiting: number };
  close(): Promise<void>;
};

export type DbOptions = {
  readonly url: string;
  readonly applicationName: string;
  readonly poolMax: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly idleInTransactionTimeoutMs: number;
  readonly onError: (error: Error) => void;
};

// Timestamps are exchanged as ISO text or epoch milliseconds computed in SQL; bigint as number while
// it is exact (ids and amounts stay below 2^53 by CHECK constraints).
// The driver numbers types by an enum of which only the number is known here.
const isInt8 = (oid: number): boolean => oid === 20;

const parsers: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    isInt8(oid) && format !== 'binary' ? parseExactInteger : types.getTypeParser(oid, format),
};

function parseExactInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer beyond 2^53: ${text}`);
  return value;
}

const SILENCE_MS = 5_000;

/** Settings of one connection, shared by the pool and the engine's dedicated connections. */
export function connectionConfig(options: Omit<DbOptions, 'poolMax' | 'onError'>): ClientConfig {
  return {
    connectionString: options.url,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: options.lockTimeoutMs,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs,
    // The server's own time-out comes first; this one is for a server that no longer answers at all.
    query_timeout: options.statementTimeoutMs + SILENCE_MS,
    keepAlive: true,
    // Statements sent together travel together; a transaction's own order is kept.
    pipeline: true,
    types: parsers,
  };
}

/** A pool for a library that writes its own statements; the rest of the server has `openDb`. */
export function openDriverPool(options: DbOptions): Pool {
  const pool = new Pool({
    ...connectionConfig(options),
    pipeline: false,
    max: options.poolMax,
    idleTimeoutMillis: 60_000,
    // Its statements name tables of other schemas in full, so no search path has to be set.
    allowExitOnIdle: true,
  });
  listen(pool, options.onError);
  return pool;
}

/**
 * A connection that drops (failover, restart), idle or in somebody's hands, must not end the process.
 * The pool itself listens to idle ones only; whoever is given one comes too late, because the answer
 * that frees a connection and the word that it is being closed can arrive together.
 */
function listen(pool: Pool, onError: (error: Error) => void): void {
  pool.on('error', onError);
  pool.on('acquire', (client) => client.on('error', onError));
  pool.on('release', (_error, client) => client.off('error', onError));
}

export function openDb(options: DbOptions): Db {
  const pool = new Pool({
    ...connectionConfig(options),
    max: options.poolMax,
    idleTimeoutMillis: 600_000,
    maxLifetimeSeconds: 1_800,
  });
  listen(pool, options.onError);

  async function attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const value = await work({ query: run(client) } as Tx);
      await client.query('COMMIT');
      return value;
    } catch (error) {
      // A connection to a server that is leaving (or was demoted) is thrown away, not pooled.
      if (error instanceof Error && meaningOf(error) === 'lost') broken = error;
      else await client.query('ROLLBACK').catch((rollbackError: Error) => (broken = rollbackError));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    query: run(pool),
    transaction: (work) => retrying(() => attempt(work)),
    usage: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

function run(target: { query(config: QueryConfig): Promise<QueryResult> }): Queryable['query'] {
  return async <Row>(statement: Statement<Row>, values: readonly unknown[] = []) => {
    const result = await target.query({
      name: statement.name,
      text: statement.text,
      values: [...values],
    });
    return result.rows as Row[];
  };
}

const RETRIES_MAX = 5;

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= RETRIES_MAX || !isRetryable(error)) throw error;
    }
  }
}
