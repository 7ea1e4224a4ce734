/**
 * Brings the schema forward: each migration in a transaction of its own, one process at a time.
 * There is no way back by design; a mistake is repaired by the next migration.
 */
import { DatabaseError } from 'pg';
import type { Client } from 'pg';
import { sqlState } from '../lib/db-errors.ts';
import type { Statement } from '../lib/db.ts';
import { connect } from './connect.ts';
import { MIGRATIONS_FOLDER, readMigrations } from './migration-files.ts';
import type { MigrationFile } from './migration-files.ts';
import { planMigrations } from './migration-plan.ts';
import type { MigrationPlan } from './migration-plan.ts';
import * as statements from './sql/migrations.ts';
import { StartupError, messageOf } from './startup-error.ts';

export type MigrateOptions = {
  /** `apply` migrates; `require` changes nothing and refuses a schema that is behind. */
  readonly mode: 'apply' | 'require';
  readonly folder?: string;
  readonly log?: (line: string) => void;
};

export type MigrateResult = {
  /** Versions applied by this call. */
  readonly applied: readonly number[];
  /** The schema's version now; 0 is an empty database. */
  readonly version: number;
};

const LOCK_ATTEMPTS_MAX = 5;

/**
 * Makes sure that the schema fits this code. Throws a StartupError when it does not, or when a
 * migration fails (its transaction is rolled back, earlier ones stay).
 */
export async function migrate(url: string, options: MigrateOptions): Promise<MigrateResult> {
  const files = await readMigrations(options.folder ?? MIGRATIONS_FOLDER);
  const client = await connect(url, { applicationName: 'onsale migrate' });
  try {
    if (options.mode === 'require') return await requireMigrated(client, files);
    const applied: number[] = [];
    for (;;) {
      const step = await applyNext(client, files);
      if (step.applied === undefined) return { applied, version: step.version };
      applied.push(step.applied.version);
      options.log?.(`Applied migration ${step.applied.version} (${step.applied.name}).`);
    }
  } finally {
    await client.end();
  }
}

/** The migrations that `migrate` would apply now. Changes nothing. */
export async function pendingMigrations(
  url: string,
  folder: string = MIGRATIONS_FOLDER,
): Promise<readonly MigrationFile[]> {
  const files = await readMigrations(folder);
  const client = await connect(url, { applicationName: 'onsale migrate' });
  try {
    return unwrap(await readPlan(client, files)).pending;
  } finally {
    await client.end();
  }
}

async function requireMigrated(
  client: Client,
  files: readonly MigrationFile[],
): Promise<MigrateResult> {
  const { pending, ahead } = unwrap(await readPlan(client, files));
  if (pending.length === 0) return { applied: [], version: files.length + (ahead ? 1 : 0) };
  const names = pending.map((file) => `${file.version} ${file.name}`).join(', ');
  throw new StartupError(
    `The database lacks these migrations: ${names}. Run "npm run db:migrate" first.`,
  );
}

type Step = { readonly applied?: MigrationFile; readonly version: number };

async function applyNext(client: Client, files: readonly MigrationFile[]): Promise<Step> {
  for (let attempt = 1; ; attempt++) {
    await client.query('begin');
    try {
      const step = await applyInside(client, files);
      await client.query('commit');
      return step;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      // The table was in use for longer than others may be kept waiting: let them pass, try again.
      if (sqlState(error) === '55P03' && attempt < LOCK_ATTEMPTS_MAX) continue;
      throw error;
    }
  }
}

/** Reads the plan again under the lock: another process may just have done the work. */
async function applyInside(client: Client, files: readonly MigrationFile[]): Promise<Step> {
  await run(client, statements.unlimitedStatement);
  await run(client, statements.limitTurnWait);
  await run(client, statements.lockMigrations);
  await run(client, statements.createMigrationsTable);
  const { pending, ahead } = unwrap(await readPlan(client, files));
  const [file] = pending;
  if (file === undefined) return { version: files.length + (ahead ? 1 : 0) };
  await run(client, statements.limitLockWait);
  await client.query(file.text).catch((error: unknown) => {
    if (sqlState(error) === '55P03') throw error;
    throw new StartupError(describeFailure(file, error), { cause: error });
  });
  await run(client, statements.recordMigration, [
    file.version,
    file.name,
    file.phase,
    file.checksum,
  ]);
  return { applied: file, version: file.version };
}

async function readPlan(client: Client, files: readonly MigrationFile[]): Promise<MigrationPlan> {
  const [table] = await run(client, statements.hasMigrationsTable);
  const applied = table?.found === true ? await run(client, statements.appliedMigrations) : [];
  return planMigrations(files, applied);
}

function unwrap(plan: MigrationPlan): Extract<MigrationPlan, { ok: true }> {
  if (!plan.ok) throw new StartupError(plan.problem);
  return plan;
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

function describeFailure(file: MigrationFile, error: unknown): string {
  const position =
    error instanceof DatabaseError && error.position !== undefined
      ? ` (line ${file.text.slice(0, Number(error.position)).split('\n').length})`
      : '';
  return `Migration ${file.version} (${file.name}) failed${position}: ${messageOf(error)}`;
}
