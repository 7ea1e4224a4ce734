/** Databases are created outside any transaction, and their names cannot be parameters. */
import { sql } from '../../lib/db.ts';

export const databaseExists = sql(
  'database_exists',
  'select 1 from pg_database where datname = $1',
);

/** `quotedName` is an identifier that has been quoted already. */
export const createDatabase = (quotedName: string): string => `create database ${quotedName}`;
