/** Idempotency keys of requests that belong to no event yet (event 0). */
import { sql } from '../../lib/db.ts';

export type RequestKeyDbRow = { requestHash: string; resourceId: string };

/** Parameters: principal, route, key. */
export const findRequestKey = sql<RequestKeyDbRow>(
  'identity_find_request_key',
  `SELECT encode(request_hash, 'hex') AS "requestHash", resource_id AS "resourceId"
     FROM idempotency_keys WHERE event_id = 0 AND principal_id = $1 AND route = $2 AND key = $3`,
);

/** Waits for a concurrent request with the same key; no row when that one wins. Same parameters, hash (hex), resource. */
export const insertRequestKey = sql<{ resourceId: string }>(
  'identity_insert_request_key',
  `INSERT INTO idempotency_keys (event_id, principal_id, route, key, request_hash, resource_id)
   VALUES (0, $1, $2, $3, decode($4, 'hex'), $5)
   ON CONFLICT DO NOTHING RETURNING resource_id AS "resourceId"`,
);
