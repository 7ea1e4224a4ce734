/**
 * The people of a demo: two buyers and a team of the organizer. One random password per installation is
 * kept in a file that only its owner can read, and shown at a terminal, nowhere else.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Role } from '@onsale/contract/route.ts';
import type { Accounts } from '../identity/accounts.ts';
import { grantRole } from '../identity/memberships.ts';
import type { Db } from '../lib/db.ts';

export type DemoAccount = {
  readonly email: string;
  readonly name: string;
  readonly about: string;
  /** In the organization of the demo. */
  readonly role?: Role;
};

/** Addresses of a domain that belongs to nobody. */
export const demoAccounts: readonly DemoAccount[] = [
  { email: 'jimin@example.com', name: '김지민', about: 'buyer (Korean)' },
  { email: 'alex@example.com', name: 'Alex Morgan', about: 'buyer (English)' },
  { email: 'owner@example.com', name: '박서준', about: 'organizer: owner', role: 'owner' },
  { email: 'manager@example.com', name: '이하늘', about: 'organizer: manager', role: 'manager' },
  {
    email: 'door@example.com',
    name: '최도윤',
    about: 'organizer: staff at the door',
    role: 'staff',
  },
];

export const demoAccountsFile = (dataDir: string): string => join(dataDir, 'demo-accounts');

/** What the file says: one line per account, `address password who`. */
export const accountsText = (password: string = randomBytes(12).toString('base64url')): string =>
  demoAccounts.map(({ email, about }) => `${email} ${password} ${about}\n`).join('');

/** The password in the file, or undefined when it is not one of ours. */
export async function readPassword(file: string): Promise<string | undefined> {
  const [, password] = (await readFile(file, 'utf8')).split('\n')[0]?.split(' ') ?? [];
  return password;
}

/** Makes the accounts that are not there yet, and gives them their roles. */
export async function ensureAccounts(
  { accounts, db }: { readonly accounts: Pick<Accounts, 'ensure'>; readonly db: Db },
  password: string,
  organizationId: number,
): Promise<void> {
  for (const { email, name, role } of demoAccounts) {
    const accountId = await accounts.ensure({ email, name, password });
    if (role !== undefined)
      await db.transaction((tx) => grantRole(tx, { organizationId, accountId, role }));
  }
}
