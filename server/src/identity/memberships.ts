/** Roles of accounts in organizations. A change ends the account's tokens: the next one says it. */
import type { Membership } from '@onsale/contract/session.ts';
import type { Role } from '@onsale/contract/route.ts';
import type { Queryable, Tx } from '../lib/db.ts';
import { endTokens } from './end-sessions.ts';
import { deleteMember, findAccountByEmail, readAccount, upsertMember } from './sql/people.ts';

type Member = { readonly organizationId: number; readonly accountId: string };

/** Gives or changes a role. Answers whether that changed anything. */
export async function grantRole(
  tx: Tx,
  { organizationId, accountId, role }: Member & { readonly role: Role },
): Promise<boolean> {
  const changed = await tx.query(upsertMember, [organizationId, accountId, role]);
  if (changed.length > 0) await endTokens(tx, accountId);
  return changed.length > 0;
}

/** False: the account had no role there. */
export async function revokeRole(tx: Tx, { organizationId, accountId }: Member): Promise<boolean> {
  const removed = await tx.query(deleteMember, [organizationId, accountId]);
  if (removed.length > 0) await endTokens(tx, accountId);
  return removed.length > 0;
}

export type AccountFacts = {
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly language: 'ko' | 'en' | null;
  readonly timeZone: string | null;
  readonly epoch: number;
  readonly memberships: readonly Membership[];
};

const MEMBERSHIPS_MAX = 100;

/** Undefined: there is no such account. */
export async function findAccount(
  db: Queryable,
  accountId: string,
): Promise<AccountFacts | undefined> {
  return (await db.query(readAccount, [accountId, MEMBERSHIPS_MAX]))[0];
}

/** The account that signed up with this address; undefined: there is none. */
export async function findAccountId(db: Queryable, email: string): Promise<string | undefined> {
  return (await db.query(findAccountByEmail, [email]))[0]?.accountId;
}
