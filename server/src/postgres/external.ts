/**
 * Checks of the server that DATABASE_URL names, before anything is created in it: a setting that
 * would lose bookings or break the search is found at the start and not at the first on-sale.
 */
import type { Client } from 'pg';
import { connect } from './connect.ts';
import type { ConnectOptions } from './connect.ts';
import { checkFacts } from './findings.ts';
import type { Finding } from './findings.ts';
import { backendPid, serverFacts } from './sql/server-facts.ts';
import type { ServerFacts } from './sql/server-facts.ts';
import { StartupError } from './startup-error.ts';

export type { Finding } from './findings.ts';

export type CheckOptions = {
  /** How many connections this fleet may open at most. */
  readonly connections: number;
  /** How long to go on trying to connect, in milliseconds. Default 30,000. */
  readonly deadlineMs?: number;
};

const APPLICATION = 'onsale check';
const POOLER_ROUNDS = 5;
/** A pooler that waits for a free server connection instead of giving us ours. */
const POOLER_WAIT_MS = 3_000;

/**
 * Everything that is wrong with the server, in plain sentences; empty when all is well. Throws a
 * StartupError when no connection is possible.
 */
export async function checkServer(url: string, options: CheckOptions): Promise<Finding[]> {
  const connecting: ConnectOptions = {
    applicationName: APPLICATION,
    ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
  };
  const first = await connect(url, connecting);
  try {
    const second = await connect(url, connecting);
    try {
      const pooled = await sharesSessions(first, second);
      const facts = await readFacts(first);
      return [...(pooled ? [poolerFinding] : []), ...checkFacts(facts, options.connections)];
    } finally {
      await close(second);
    }
  } finally {
    await close(first);
  }
}

const poolerFinding: Finding = {
  severity: 'fatal',
  message:
    'A connection pooler in transaction (or statement) mode is between us and PostgreSQL: ' +
    'session state and prepared statements get lost. Use session mode, or connect to PostgreSQL ' +
    'directly; the server pools its connections itself.',
};

/**
 * Two clients, one of them inside a transaction: with sessions of their own each keeps its server
 * process and they differ. A pooler by transaction gives the second client the first one's process,
 * or moves the first one elsewhere, or makes it wait for a free one.
 */
async function sharesSessions(first: Client, second: Client): Promise<boolean> {
  const own = await pidOf(first);
  await second.query('begin');
  try {
    if ((await pidOf(second)) === own) return true;
    for (let round = 0; round < POOLER_ROUNDS; round++) {
      if ((await within(POOLER_WAIT_MS, pidOf(first))) !== own) return true;
    }
    return false;
  } finally {
    await second.query('rollback');
  }
}

async function pidOf(client: Client): Promise<number | undefined> {
  const result = await client.query<{ pid: number }>(backendPid.text);
  return result.rows[0]?.pid;
}

/** Undefined when `work` takes longer than `timeoutMs`; it then ends in its own time. */
async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, undefined);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function readFacts(client: Client): Promise<ServerFacts> {
  const result = await client.query<ServerFacts>(serverFacts.text);
  const [facts] = result.rows;
  if (facts === undefined) throw new StartupError('The database does not describe itself.');
  return facts;
}

const close = (client: Client): Promise<void> => client.end().catch(() => undefined);
