/** Accounts and their roles in organizations. */
import type { Role } from '@onsale/contract/route.ts';
import { sql } from '../../lib/db.ts';

export type AccountDbRow = {
  name: string;
  email: string;
  epoch: number;
  memberships: { organizationId: number; organization: string; role: Role }[];
};

/**
 * What a session says of an account, in one look: its epoch belongs to the roles beside it. Parameters:
 * account, memberships at most.
 */
export const readAccount = sql<AccountDbRow>(
  'identity_read_account',
  `SELECT u.name, u.email, coalesce(e.epoch, 0) AS epoch,
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
