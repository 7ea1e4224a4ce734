/** Ends a session whose connection was lost, and waits for its end. Parameters: process id, application name. */
import { sql } from '../db.ts';

export const endSession = sql<{ ended: boolean }>(
  'lib_end_session',
  // Only a session of this very connection: process ids are used again.
  `SELECT pg_terminate_backend(pid, 2000) AS ended FROM pg_stat_activity
    WHERE pid = $1 AND application_name = $2 AND pid <> pg_backend_pid()`,
);
