/** Posters of events: one each, as it was sent. */
import type { PosterType } from '@onsale/contract/product-posters.ts';
import { sql } from '../../lib/db.ts';

/** Parameters: event, hash, type, width, height, bytes. */
export const putPoster = sql(
  'catalog_put_poster',
  `INSERT INTO event_posters (event_id, hash, type, width, height, bytes)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (event_id) DO UPDATE
      SET hash = excluded.hash, type = excluded.type, width = excluded.width,
          height = excluded.height, bytes = excluded.bytes, updated_at = now()`,
);

/** No row: there was none. Parameter: event. */
export const removePoster = sql<{ eventId: number }>(
  'catalog_remove_poster',
  `DELETE FROM event_posters WHERE event_id = $1 RETURNING event_id AS "eventId"`,
);

/** Parameter: hash. */
export const readPoster = sql<{ type: PosterType; bytes: Buffer }>(
  'catalog_read_poster',
  `SELECT type, bytes FROM event_posters WHERE hash = $1 LIMIT 1`,
);
