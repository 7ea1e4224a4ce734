/**
 * A connection at start-up time. The database may come up at the same moment as we do, so refused
 * connections are tried again for a while; a wrong password is not. The password is never printed.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { sqlState } from '../lib/db-errors.ts';
import { StartupError, messageOf } from './startup-error.ts';

export type ConnectOptions = {
  readonly applicationName: string;
  /** How long to go on trying, in milliseconds. 0 tries once. Default 30,000. */
  readonly deadlineMs?: number;
};

const RETRY_MS = 250;
const ATTEMPT_TIMEOUT_MS = 5_000;

/** Throws a StartupError that says where it tried to connect and why that failed. */
export async function connect(url: string, options: ConnectOptions): Promise<Client> {
  const deadline = performance.now() + (options.deadlineMs ?? 30_000);
  for (;;) {
    const attempt = await tryOnce(url, options.applicationName);
    if (attempt instanceof Client) return attempt;
    const waitIsUseless = !isTransient(attempt) || performance.now() + RETRY_MS > deadline;
    if (waitIsUseless) {
      throw new StartupError(
        `Cannot connect to the database at ${withoutPassword(url)}: ${explain(attempt)}`,
      );
    }
    await delay(RETRY_MS);
  }
}

async function tryOnce(url: string, applicationName: string): Promise<unknown> {
  let client: Client;
  try {
    client = new Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: ATTEMPT_TIMEOUT_MS,
    });
  } catch {
    // The parser quotes what it could not read, which may be the password.
    return new StartupError('this is not a connection string like postgres://user@host/database');
  }
  // A connection lost later is reported by the query that needed it.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    return error;
  }
}

/** Nobody listens, the name does not resolve yet, or the server is starting or full. */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return ['57P03', '57P01', '57P02', '53300', '08006'].includes(state);
  return !(error instanceof StartupError);
}

/** The connection string as it may be shown: user, host, port and database. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return '(unreadable DATABASE_URL)';
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

function explain(error: unknown): string {
  // Node tries every address of a name and reports them together, with an empty message.
  const parts = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const reason = [...new Set(parts.map((part) => messageOf(part)))].join('; ');
  return `${reason}.${remedies[sqlState(error) ?? ''] ?? ''}`;
}

const remedies: Readonly<Record<string, string>> = {
  '28P01': ' Check the user and password in DATABASE_URL.',
  '28000': ' Check the user in DATABASE_URL and the access rules of the server.',
  '3D000': ' Create it, or correct the name in DATABASE_URL.',
};
