/** Statements of the migration runner. Names are unqualified: the role's search_path decides. */
import { sql } from '../../lib/db.ts';

/**
 * One migration at a time, whoever runs it. A lock of the transaction, not of the session: session
 * locks are lost or, worse, shared behind a pooler that works by transaction. The number is random.
 */
export const lockMigrations = sql('lock_migrations', 'select pg_advisory_xact_lock(7418264025)');

export const hasMigrationsTable = sql<{ found: boolean }>(
  'has_migrations_table',
  `select to_regclass('schema_migrations') is not null as found`,
);

export const createMigrationsTable = sql(
  'create_migrations_table',
  `create table if not exists schema_migrations (
     version int primary key check (version > 0),
     name text not null,
     phase text not null check (phase in ('expand', 'contract')),
     checksum text not null,
     applied_at timestamptz not null default now()
   )`,
);

export type AppliedMigration = { version: number; name: string; phase: string; checksum: string };

export const appliedMigrations = sql<AppliedMigration>(
  'applied_migrations',
  'select version, name, phase, checksum from schema_migrations order by version',
);

export const recordMigration = sql(
  'record_migration',
  'insert into schema_migrations (version, name, phase, checksum) values ($1, $2, $3, $4)',
);

/** Nobody waits for long behind our ALTER TABLE while it waits for a lock itself. */
export const limitLockWait = sql('limit_lock_wait', `set local lock_timeout = '5s'`);

/** Another process may be migrating for a while: wait for it, but not for ever. */
export const limitTurnWait = sql('limit_turn_wait', `set local lock_timeout = '15min'`);

/** Building an index on a large table takes what it takes. */
export const unlimitedStatement = sql('unlimited_statement', 'set local statement_timeout = 0');
