/** One outbox row in the transaction of the change it tells of. Parameters: event, payload (JSON). */
import { sql } from '../../lib/db.ts';

export const insertOutbox = sql(
  'outbox_append',
  `INSERT INTO outbox (event_id, payload) VALUES ($1, $2::json)`,
);
