/** The signing key that was made for a deployment to which none was given. */
import { sql } from '../../lib/db.ts';

/** No row: none was ever made. */
export const readSeed = sql<{ secret: Buffer }>(
  'tickets_read_seed',
  `SELECT secret FROM deployment_secrets WHERE name = 'tickets'`,
);
