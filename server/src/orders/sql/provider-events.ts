/** Remembers a message of a provider. No row: it was heard before. Parameters: provider, id. */
import { sql } from '../../lib/db.ts';

export const rememberProviderEvent = sql<{ id: string }>(
  'orders_remember_provider_event',
  `INSERT INTO provider_events (provider, id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id`,
);
