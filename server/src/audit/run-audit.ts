/**
 * Runs every check in one read-only snapshot: consistent while the server is selling, and without row
 * locks. The schema has to be the one this release knows, or the checks would mean something else.
 */
import { DatabaseError } from 'pg';
import type { Client } from 'pg';
import type { Statement } from '../lib/db.ts';
import { connect, withoutPassword } from '../postgres/connect.ts';
import { migrate } from '../postgres/migrate.ts';
import { readMigrations } from '../postgres/migration-files.ts';
import { StartupError } from '../postgres/startup-error.ts';
import { checks } from './checks.ts';
import { judgeDurability } from './durability.ts';
import { type AuditLimits, type AuditReport, type CheckResult, isSound } from './report.ts';
import { type Check, countOf } from './sql/check.ts';
import * as statements from './sql/session.ts';

export type AuditOptions = {
  /** How long rows are kept, as the server is configured; lateness has defaults. In ms. */
  readonly limits: Pick<AuditLimits, 'outboxRetentionMs' | 'finishedHoldsRetentionMs'> &
    Partial<AuditLimits>;
  /** How long to go on trying to connect, in ms. Default 10,000. */
  readonly connectDeadlineMs?: number;
  /** The longest a single check may take, in ms. Default 600,000. */
  readonly statementTimeoutMs?: number;
};

/** A sweeper works every second, a relay forty times a second: minutes mean that none is running. */
const LATE_MS = 5 * 60_000;
/** A migration holds its table; the audit would rather say so than wait. */
const LOCK_TIMEOUT_MS = 15_000;
const STATEMENT_TIMEOUT_MS = 600_000;
const CONNECT_DEADLINE_MS = 10_000;

/**
 * Audits the database at `url`, changing nothing. Throws a StartupError when it cannot be reached, or
 * its schema is older or newer than this release; a DatabaseError when the audit is cut short.
 */
export async function runAudit(url: string, options: AuditOptions): Promise<AuditReport> {
  const startedMs = performance.now();
  const client = await connect(url, {
    applicationName: 'onsale audit',
    deadlineMs: options.connectDeadlineMs ?? CONNECT_DEADLINE_MS,
  });
  try {
    const schemaVersion = await requireSchema(url);
    await run(client, statements.begin);
    const statementMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
    await run(client, statements.settle, [String(statementMs), String(LOCK_TIMEOUT_MS)]);
    const { at, ...database } = await only(client, statements.readDatabase);
    const limits = { sweepLateMs: LATE_MS, relayLateMs: LATE_MS, ...options.limits };
    const results: CheckResult[] = [];
    for (const check of checks) results.push(await runCheck(client, check, limits));
    results.push(...judgeDurability(await only(client, statements.readDurability)));
    await run(client, statements.rollback);
    return {
      at,
      database: { ...database, address: withoutPassword(url), schemaVersion },
      checks: results,
      tookMs: Math.round(performance.now() - startedMs),
      ok: isSound(results),
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Answers the schema's version. During an update the newer release has to do the audit. */
async function requireSchema(url: string): Promise<number> {
  const known = (await readMigrations()).length;
  const { version } = await migrate(url, { mode: 'require' });
  if (version <= known) return version;
  throw new StartupError(
    `The schema is newer than this release (it knows ${known} migrations): ` +
      'run the audit of the release that migrated it.',
  );
}

async function runCheck(client: Client, check: Check, limits: AuditLimits): Promise<CheckResult> {
  const { id, statement, severity } = check;
  const values = (check.parameters ?? []).map((name) => limits[name]);
  await run(client, statements.savepoint);
  try {
    const found = await only(client, countOf(check), values);
    await run(client, statements.release);
    return { id, statement, severity, ...found };
  } catch (error) {
    const sqlState = unreadable(error);
    if (sqlState === undefined) throw error;
    await run(client, statements.undo);
    // Only the code: the message quotes the data. Whatever it is, the statement is not proven.
    return { id, statement, severity: 'violation', violations: 1, examples: [{ sqlState }] };
  }
}

/** The code of a "data exception" (a number that is none, text that is no JSON), else undefined. */
function unreadable(error: unknown): string | undefined {
  const code = error instanceof DatabaseError ? error.code : undefined;
  return code?.startsWith('22') ? code : undefined;
}

async function only<Row>(
  client: Client,
  statement: Statement<Row>,
  values: readonly unknown[] = [],
): Promise<Row> {
  const [row] = await run(client, statement, values);
  if (row === undefined) throw new StartupError(`${statement.name} answered nothing.`);
  return row;
}

/** Unnamed on purpose: prepared statements do not survive a pooler that works by transaction. */
async function run<Row>(
  client: Client,
  statement: Statement<Row>,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const result = await client.query(statement.text, [...values]);
  return result.rows as Row[];
}
