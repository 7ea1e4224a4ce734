/** What is written about an account besides what the library writes. */
import { sql } from '../../lib/db.ts';

export type OwnerDbRow = {
  accountId: string;
  name: string;
  email: string;
  emailVerified: boolean;
  language: 'ko' | 'en' | null;
  hasPassword: boolean;
};

const owner = `u.id AS "accountId", u.name, u.email, u."emailVerified", u.language, EXISTS (
  SELECT FROM auth.account a WHERE a."userId" = u.id AND a."providerId" = 'credential') AS "hasPassword"`;

/** Parameter: e-mail address, as it was typed or not. */
export const findOwner = sql<OwnerDbRow>(
  'identity_find_owner',
  `SELECT ${owner} FROM auth."user" u WHERE u.email = lower($1)`,
);

/** Parameter: account. */
export const readOwner = sql<OwnerDbRow>(
  'identity_read_owner',
  `SELECT ${owner} FROM auth."user" u WHERE u.id = $1`,
);

/** The same; nobody else changes the account until the transaction ends. Parameter: account. */
export const lockOwner = sql<OwnerDbRow>(
  'identity_lock_owner',
  `SELECT ${owner} FROM auth."user" u WHERE u.id = $1 FOR UPDATE OF u`,
);

/** No row: somebody has that address. Parameters: id, name, address, language. */
export const insertUser = sql<{ id: string }>(
  'identity_insert_user',
  `INSERT INTO auth."user" (id, name, email, "emailVerified", language)
   VALUES ($1, $2, lower($3), true, $4) ON CONFLICT (email) DO NOTHING RETURNING id`,
);

/** Parameters: id, account, hash of the password. */
export const insertPassword = sql(
  'identity_insert_password',
  `INSERT INTO auth.account (id, "accountId", "providerId", "userId", password, "updatedAt")
   VALUES ($1, $2, 'credential', $2, $3, now())`,
);

/** Parameters: account, hash of the password. */
export const updatePassword = sql<{ id: string }>(
  'identity_update_password',
  `UPDATE auth.account SET password = $2, "updatedAt" = now()
    WHERE "userId" = $1 AND "providerId" = 'credential' RETURNING id`,
);

/** No row: it is not the account's address any more. Parameters: account, address. */
export const verifyEmail = sql<{ id: string }>(
  'identity_verify_email',
  `UPDATE auth."user" SET "emailVerified" = true, "updatedAt" = now()
    WHERE id = $1 AND email = lower($2) RETURNING id`,
);

/** No row: somebody else has it. Parameters: account, new address. */
export const changeEmail = sql<{ id: string }>(
  'identity_change_email',
  `UPDATE auth."user" SET email = lower($2), "emailVerified" = true, "updatedAt" = now()
    WHERE id = $1 AND NOT EXISTS (SELECT FROM auth."user" o WHERE o.email = lower($2) AND o.id <> $1)
   RETURNING id`,
);

/** Null: as it was; an empty zone: that of the device. Parameters: account, name, language, zone. */
export const updatePreferences = sql<{ id: string }>(
  'identity_update_preferences',
  `UPDATE auth."user" SET name = coalesce($2, name), language = coalesce($3, language),
          "timeZone" = nullif(coalesce($4, "timeZone"), ''), "updatedAt" = now()
    WHERE id = $1 RETURNING id`,
);

/**
 * What somebody set up who never showed that the address is theirs: it goes once its owner comes.
 * Three statements, one per table. Parameter: account.
 */
export const deleteOtherWays = sql(
  'identity_delete_other_ways',
  `DELETE FROM auth.account WHERE "userId" = $1 AND "providerId" <> 'credential'`,
);
export const deletePasskeys = sql(
  'identity_delete_passkeys',
  `DELETE FROM auth.passkey WHERE "userId" = $1`,
);
export const deleteTwoFactor = sql(
  'identity_delete_two_factor',
  `WITH gone AS (DELETE FROM auth."twoFactor" WHERE "userId" = $1)
   UPDATE auth."user" SET "twoFactorEnabled" = false WHERE id = $1`,
);

/** Devices that are trusted, and challenges under way. Parameter: account. */
export const deleteChallenges = sql(
  'identity_delete_challenges',
  `DELETE FROM auth.verification WHERE md5(value) = md5($1) AND value = $1`,
);

/** Its ways in, devices and roles go with it. Parameter: account. */
export const deleteUser = sql<{ id: string }>(
  'identity_delete_user',
  `DELETE FROM auth."user" WHERE id = $1 RETURNING id`,
);

/** Parameters: person, whether a worker has to look again. */
export const insertForgotten = sql(
  'identity_insert_forgotten',
  `INSERT INTO forgotten_people (person_id, look_at)
   VALUES ($1, CASE WHEN $2 THEN now() + interval '1 day' END) ON CONFLICT DO NOTHING`,
);

/** People of whom something is left, longest waiting first; another worker passes them. Parameter: rows. */
export const takeForgotten = sql<{ personId: string }>(
  'identity_take_forgotten',
  `SELECT person_id AS "personId" FROM forgotten_people WHERE look_at <= now()
    ORDER BY look_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
);

/** Parameters: person, whether something is left. */
export const lookAgain = sql(
  'identity_look_again',
  `UPDATE forgotten_people SET look_at = CASE WHEN $2 THEN now() + interval '1 day' END
    WHERE person_id = $1`,
);
