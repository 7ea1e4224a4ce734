/** API keys: only hashes are stored. */
import { sql } from '../../lib/db.ts';

export type ApiKeyDbRow = {
  keyId: number;
  organizationId: number;
  scopes: string[];
  ratePerSecond: number | null;
};

/** The current secret, or the one before it while its grace lasts. Parameter: SHA-256 of the secret. */
export const findApiKey = sql<ApiKeyDbRow>(
  'identity_find_api_key',
  `SELECT id AS "keyId", organization_id AS "organizationId", scopes, rate_per_second AS "ratePerSecond"
     FROM api_keys
    WHERE revoked_at IS NULL
      AND (secret_hash = $1 OR (previous_hash = $1 AND previous_until > now()))`,
);

/** Repeating it changes nothing. Parameters: organization, name, scopes, hash, rate or null. */
export const insertApiKey = sql<{ keyId: number }>(
  'identity_insert_api_key',
  `INSERT INTO api_keys (organization_id, name, scopes, secret_hash, rate_per_second)
   VALUES ($1, $2, $3::text[], $4, $5)
   ON CONFLICT (secret_hash) DO UPDATE SET name = api_keys.name
   RETURNING id AS "keyId"`,
);

/** Parameters: key, organization, new hash, grace of the old one in ms. */
export const rotateApiKey = sql<{ keyId: number }>(
  'identity_rotate_api_key',
  `UPDATE api_keys
      SET previous_hash = secret_hash, previous_until = now() + $4::bigint * interval '1 ms',
          secret_hash = $3
    WHERE id = $1 AND organization_id = $2 AND revoked_at IS NULL
   RETURNING id AS "keyId"`,
);

/** Parameters: key, organization. */
export const revokeApiKey = sql<{ keyId: number }>(
  'identity_revoke_api_key',
  `UPDATE api_keys SET revoked_at = coalesce(revoked_at, now())
    WHERE id = $1 AND organization_id = $2
   RETURNING id AS "keyId"`,
);

/** Parameter: name. The first organization of that name, made if there is none. */
export const findOrganization = sql<{ organizationId: number }>(
  'identity_find_organization',
  `SELECT id AS "organizationId" FROM organizations WHERE name = $1 ORDER BY id LIMIT 1`,
);

/** Parameter: name. */
export const insertOrganization = sql<{ organizationId: number }>(
  'identity_insert_organization',
  `INSERT INTO organizations (name) VALUES ($1) RETURNING id AS "organizationId"`,
);

/** Serialises processes that start at once; held until the transaction ends. */
export const lockOrganizations = sql(
  'identity_lock_organizations',
  `LOCK TABLE organizations IN SHARE ROW EXCLUSIVE MODE`,
);
