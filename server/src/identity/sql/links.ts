/** Links that letters carry: each is good once, and only the hash of its token is kept. */
import { sql } from '../../lib/db.ts';

export type LinkPurpose = 'sign_up' | 'verify' | 'change' | 'reset';

export type LinkDbRow = {
  purpose: LinkPurpose;
  accountId: string | null;
  email: string;
  draft: { name: string; password: string; language: 'ko' | 'en' } | null;
  browserHash: Buffer | null;
};

const link = `purpose, account_id AS "accountId", email, draft, browser_hash AS "browserHash"`;

/** Parameters: hash of the token, purpose, account or null, address, draft or null, hash of the browser's
 *  cookie or null, how long (ms). */
export const insertLink = sql(
  'identity_insert_link',
  `INSERT INTO account_links
     (token_hash, purpose, account_id, email, draft, browser_hash, expires_at)
   VALUES ($1, $2, $3, lower($4), $5::jsonb, $6, now() + $7::bigint * interval '1 ms')`,
);

/** Parameter: hash of the token. */
export const readLink = sql<LinkDbRow>(
  'identity_read_link',
  `SELECT ${link} FROM account_links WHERE token_hash = $1 AND expires_at > now()`,
);

/** Takes it away: of several who come at once, one gets the row. Parameter: hash of the token. */
export const takeLink = sql<LinkDbRow>(
  'identity_take_link',
  `DELETE FROM account_links WHERE token_hash = $1 AND expires_at > now() RETURNING ${link}`,
);

/** Counts a try at the password beside it; no row: there were too many. Parameters: hash, tries at most. */
export const tryLink = sql<{ tries: number }>(
  'identity_try_link',
  `UPDATE account_links SET tries = tries + 1
    WHERE token_hash = $1 AND tries < $2 AND expires_at > now() RETURNING tries`,
);

/** All links of an account: what they would do is not wanted any more. Parameter: account. */
export const deleteLinks = sql(
  'identity_delete_links',
  `DELETE FROM account_links WHERE account_id = $1`,
);

/** Parameter: rows at most. */
export const deleteEndedLinks = sql<{ purpose: LinkPurpose }>(
  'identity_delete_ended_links',
  `DELETE FROM account_links WHERE token_hash IN (
     SELECT token_hash FROM account_links WHERE expires_at < now() ORDER BY expires_at LIMIT $1)
   RETURNING purpose`,
);

/** Challenges and states of the library that nobody came back for. Parameter: rows at most. */
export const deleteEndedVerifications = sql<{ id: string }>(
  'identity_delete_ended_verifications',
  `DELETE FROM auth.verification WHERE id IN (
     SELECT id FROM auth.verification WHERE "expiresAt" < now() ORDER BY "expiresAt" LIMIT $1)
   RETURNING id`,
);
