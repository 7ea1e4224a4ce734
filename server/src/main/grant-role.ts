/**
 * `npm run grant-role -- --email kim@example.org --organization Onsale --role manager`: makes the
 * account a member of the organization (made if it does not exist), or with `--role none` ends that.
 * Exit code 0 when done, 1 when there is no such account, 2 when it could not be tried.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Role, roleScopes } from '@onsale/contract/route.ts';
import { environment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { ensureOrganization } from '../identity/api-keys.ts';
import { findAccountId, grantRole, revokeRole } from '../identity/memberships.ts';
import { openDb } from '../lib/db.ts';
import { attachDatabase } from '../postgres/attach.ts';
import { messageOf } from '../postgres/startup-error.ts';

const roles = [...Object.keys(roleScopes), 'none'];
const usage = `Usage: npm run grant-role -- --email ADDRESS --organization NAME --role ${roles.join('|')}`;
const WAIT_MS = 10_000;

const note = (line: string): void => void process.stderr.write(`${line}\n`);
const text = { type: 'string', default: '' } as const;

type Wish = { readonly email: string; readonly organization: string; readonly role: string };

async function grant({ email, organization, role }: Wish): Promise<boolean> {
  const { database, dataDir } = loadConfig(environment());
  const attached = await attachDatabase({ url: database.url, dataDir, log: note });
  const db = openDb({
    url: attached.url,
    applicationName: 'onsale-grant-role',
    poolMax: 1,
    connectTimeoutMs: WAIT_MS,
    statementTimeoutMs: WAIT_MS,
    lockTimeoutMs: WAIT_MS,
    idleInTransactionTimeoutMs: WAIT_MS,
    onError: (error) => note(error.message),
  });
  try {
    const accountId = await findAccountId(db, email);
    if (accountId === undefined) return false;
    await db.transaction(async (tx) => {
      const organizationId = await ensureOrganization(tx, organization);
      if (role === 'none') await revokeRole(tx, { organizationId, accountId });
      else await grantRole(tx, { organizationId, accountId, role: role as Role });
    });
    return true;
  } finally {
    await db.close();
    await attached.close();
  }
}

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { email: text, organization: text, role: text } });
    if (values.email === '' || values.organization === '' || !roles.includes(values.role)) {
      note(usage);
      return 2;
    }
    const isDone = await grant(values);
    note(isDone ? 'Done; it counts from the next request on.' : 'There is no such account.');
    return isDone ? 0 : 1;
  } catch (error) {
    note(`The role could not be changed. ${messageOf(error)}\n${usage}`);
    return 2;
  }
}

process.exitCode = await main();
