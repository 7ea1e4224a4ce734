/** The tier of a general-admission area. Parameters: event, pool. */
import { sql } from '../../lib/db.ts';

export const readPoolTier = sql<{ tierCode: string | null }>(
  'orders_read_pool_tier',
  `SELECT tier_code AS "tierCode" FROM pools WHERE event_id = $1 AND pool_id = $2`,
);
