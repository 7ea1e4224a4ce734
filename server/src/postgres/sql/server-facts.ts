/** What the start-up checks ask a database server. */
import { sql } from '../../lib/db.ts';

export type ServerFacts = {
  version: number;
  version_text: string;
  encoding: string;
  /** LC_CTYPE of the database, e.g. `C.UTF-8`. */
  ctype: string;
  /** Null where a managed service hides the setting. */
  fsync: string | null;
  synchronous_commit: string | null;
  full_page_writes: string | null;
  /** The service replicates its storage itself; the settings above mean nothing there. */
  managed_storage: boolean;
  /** The smallest of the limits that apply to this role in this database. */
  connections_max: number;
  in_recovery: boolean;
  read_only: boolean;
  trgm_available: boolean;
  trgm_installed: boolean;
  /** Where it is, if statements do not find it there: outside of the search_path. */
  trgm_hidden_in: string | null;
  role: string;
  database: string;
  schema: string | null;
  may_create_tables: boolean;
  may_create_extensions: boolean;
};

/** -1 means "no limit" for roles and databases; reserved connections are for superusers. */
export const serverFacts = sql<ServerFacts>(
  'server_facts',
  `select
     current_setting('server_version_num')::int as version,
     current_setting('server_version') as version_text,
     pg_encoding_to_char(d.encoding) as encoding,
     d.datctype as ctype,
     current_setting('fsync', true) as fsync,
     current_setting('synchronous_commit', true) as synchronous_commit,
     current_setting('full_page_writes', true) as full_page_writes,
     exists (select from pg_proc where proname = 'aurora_version') as managed_storage,
     least(
       current_setting('max_connections')::int
         - current_setting('superuser_reserved_connections')::int,
       nullif(d.datconnlimit, -1),
       nullif(r.rolconnlimit, -1)
     ) as connections_max,
     pg_is_in_recovery() as in_recovery,
     current_setting('transaction_read_only') = 'on' as read_only,
     exists (select from pg_available_extensions where name = 'pg_trgm') as trgm_available,
     exists (select from pg_extension where extname = 'pg_trgm') as trgm_installed,
     (select n.nspname from pg_extension x join pg_namespace n on n.oid = x.extnamespace
       where x.extname = 'pg_trgm' and n.nspname <> all (current_schemas(true))) as trgm_hidden_in,
     current_user as role,
     current_database() as database,
     current_schema() as schema,
     coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as may_create_tables,
     has_database_privilege(current_database(), 'CREATE') as may_create_extensions
   from pg_database d, pg_roles r
   where d.datname = current_database() and r.rolname = current_user`,
);

/** Which server process answers: the same one for as long as the session is really ours. */
export const backendPid = sql<{ pid: number }>('backend_pid', 'select pg_backend_pid() as pid');
