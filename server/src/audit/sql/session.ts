/** The transaction of an audit, and what it asks of the database as a whole. */
import { sql } from '../../lib/db.ts';

/** One snapshot for all checks: right while the server is selling, and without a row lock. */
export const begin = sql('audit_begin', 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');

export const rollback = sql('audit_rollback', 'ROLLBACK');

/**
 * Parameters: time-out of a statement, of a lock (a migration may be under way), both in ms. Planning
 * is for few large scans: no compilation, no parallel workers that the sale would miss, and no nested
 * loops, for how many facts a payload holds is a guess and a wrong one would make them quadratic.
 */
export const settle = sql(
  'audit_settle',
  `SELECT set_config('statement_timeout', $1, true), set_config('lock_timeout', $2, true),
          set_config('idle_in_transaction_session_timeout', '0', true),
          set_config('work_mem', '64MB', true), set_config('jit', 'off', true),
          set_config('enable_nestloop', 'off', true),
          set_config('max_parallel_workers_per_gather', '0', true)`,
);

/** A check that cannot be evaluated must not end the others. */
export const savepoint = sql('audit_savepoint', 'SAVEPOINT audit_check');
export const release = sql('audit_release', 'RELEASE SAVEPOINT audit_check');
export const undo = sql('audit_undo', 'ROLLBACK TO SAVEPOINT audit_check');

export type DurabilityDbRow = {
  /** Null where a managed service hides the setting. */
  fsync: string | null;
  synchronousCommit: string | null;
  synchronousStandbys: string | null;
  fullPageWrites: string | null;
  dataChecksums: string | null;
  /** The service replicates its storage itself; the settings mean nothing there. */
  managedStorage: boolean;
  /** Roles or databases for which synchronous_commit is turned off. */
  exceptions: { role: string | null; database: string | null }[];
};

export const readDurability = sql<DurabilityDbRow>(
  'audit_read_durability',
  `SELECT current_setting('fsync', true) AS fsync,
          current_setting('synchronous_commit', true) AS "synchronousCommit",
          current_setting('synchronous_standby_names', true) AS "synchronousStandbys",
          current_setting('full_page_writes', true) AS "fullPageWrites",
          current_setting('data_checksums', true) AS "dataChecksums",
          EXISTS (SELECT FROM pg_proc WHERE proname = 'aurora_version') AS "managedStorage",
          coalesce((
            SELECT json_agg(json_build_object('role', r.rolname, 'database', d.datname))
              FROM pg_db_role_setting s
              LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
             WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
               AND s.setconfig && ARRAY['synchronous_commit=off', 'synchronous_commit=false',
                                        'synchronous_commit=no', 'synchronous_commit=0']
          ), '[]') AS exceptions`,
);

export type DatabaseDbRow = {
  version: string;
  name: string;
  at: string;
  events: number;
  reservations: number;
  seats: number;
  outboxRows: number;
  /** With something under way: money, places or a word about them. */
  ordersInFlight: number;
};

export const readDatabase = sql<DatabaseDbRow>(
  'audit_read_database',
  `SELECT current_setting('server_version') AS version, current_database() AS name,
          to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
          (SELECT count(*) FROM events)::int AS events,
          (SELECT count(*) FROM reservations)::int AS reservations,
          (SELECT count(*) FROM seats)::int AS seats,
          (SELECT count(*) FROM outbox)::int AS "outboxRows",
          (SELECT count(*) FROM orders
            WHERE state IN (1, 2, 4) OR (state <> 0 AND next_look_at IS NOT NULL))::int
            AS "ordersInFlight"`,
);
