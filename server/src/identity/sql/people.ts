/** Accounts and their roles in organizations. */
import type { Role } from '@onsale/contract/route.ts';
import { sql } from '../../lib/db.ts';

export type AccountDbRow = {
  name: string;
  email: string;
  emailVerified: boolean;
  language: 'ko' | 'en' | null;
  timeZone: string | null;
  epoch: number;
  memberships: { organizationId: number; organization: string; role: Role }[];
};

/**
 * What a session says of an account, in one look: its epoch belongs to the roles beside it. Parameters:
 * account, memberships at most.
 */
export const readAccount = sql<AccountDbRow>(
  'identity_read_account',
  `SELECT u.name, u.email, u."emailVerified", u.language, u."timeZone", coalesce(e.epoch, 0) AS epoch,
          coalesce((SELECT json_agg(m) FROM (
            SELECT m.organization_id AS "organizationId", o.name AS organization, m.role
              FROM organization_members m JOIN organizations o ON o.id = m.organization_id
             WHERE m.account_id = u.id ORDER BY m.organization_id LIMIT $2) m), '[]') AS memberships
     FROM auth."user" u LEFT JOIN session_epochs e ON e.account_id = u.id
    WHERE u.id = $1`,
);

/** Answers a row when something changed. Parameters: organization, account, role. */
export const upsertMember = sql<{ role: Role }>(
  'identity_upsert_member',
  `INSERT INTO organization_members AS m (organization_id, account_id, role) VALUES ($1, $2, $3)
   ON CONFLICT (account_id, organization_id) DO UPDATE SET role = excluded.role
    WHERE m.role <> excluded.role
   RETURNING m.role`,
);

/** Parameters: organization, account. */
export const deleteMember = sql<{ role: Role }>(
  'identity_delete_member',
  `DELETE FROM organization_members WHERE organization_id = $1 AND account_id = $2 RETURNING role`,
);

/** As it was typed or not: addresses are kept in lower case. Parameter: e-mail address. */
export const findAccountByEmail = sql<{ accountId: string }>(
  'identity_find_account_by_email',
  `SELECT id AS "accountId" FROM auth."user" WHERE email = lower($1)`,
);

/** Undefined as long as nobody showed that they read it. Parameter: account. */
export const readVerifiedEmail = sql<{ email: string; language: 'ko' | 'en' | null }>(
  'identity_read_verified_email',
  `SELECT email, language FROM auth."user" WHERE id = $1 AND "emailVerified"`,
);

export type AccountPageDbRow = {
  name: string;
  email: string;
  emailVerified: boolean;
  createdAt: string;
  language: 'ko' | 'en' | null;
  timeZone: string | null;
  twoFactor: boolean;
  signIns: { id: string; provider: string; addedAt: string }[];
};

/** What the page about an account shows. Parameters: account, ways in at most. */
export const readAccountPage = sql<AccountPageDbRow>(
  'identity_read_account_page',
  `SELECT u.name, u.email, u."emailVerified", u.language, u."timeZone",
          to_char(u."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt",
          coalesce(u."twoFactorEnabled", false) AS "twoFactor",
          coalesce((SELECT json_agg(json_build_object('id', a.id, 'provider', a."providerId", 'addedAt',
                 to_char(a."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
            FROM (SELECT id, "providerId", "createdAt" FROM auth.account
                   WHERE "userId" = u.id ORDER BY "createdAt", id LIMIT $2) a), '[]') AS "signIns"
     FROM auth."user" u WHERE u.id = $1`,
);

/** For the person's own file: devices, passkeys, roles. Parameters: account, rows of a kind at most. */
export const exportAccountRows = sql<{ devices: unknown; passkeys: unknown; roles: unknown }>(
  'identity_export_account',
  `SELECT (SELECT coalesce(json_agg(s), '[]') FROM (
             SELECT "userAgent" AS device, "createdAt" AS "signedInAt", "updatedAt" AS "lastUsedAt"
               FROM auth.session WHERE "userId" = $1 ORDER BY "updatedAt" DESC LIMIT $2) s) AS devices,
          (SELECT coalesce(json_agg(p), '[]') FROM (
             SELECT name, "createdAt" AS "addedAt", "deviceType" AS kind
               FROM auth.passkey WHERE "userId" = $1 ORDER BY id LIMIT $2) p) AS passkeys,
          (SELECT coalesce(json_agg(m), '[]') FROM (
             SELECT o.name AS organization, m.role FROM organization_members m
               JOIN organizations o ON o.id = m.organization_id
              WHERE m.account_id = $1 ORDER BY o.id LIMIT $2) m) AS roles`,
);
