/** What the page about an account shows, and changing what the account prefers. */
import type { Account } from '@onsale/contract/product-account.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { AccountDeps } from './account-deps.ts';
import { accountPerson } from './claims.ts';
import { countUpcoming } from './delete-account.ts';
import { updatePreferences } from './sql/account.ts';
import { readAccountPage } from './sql/people.ts';

const SIGN_INS_MAX = 20;

/** Undefined: there is no such account any more. */
export async function readAccount(
  { db, personalData }: Pick<AccountDeps, 'db' | 'personalData'>,
  { accountId, fresh }: { readonly accountId: string; readonly fresh: boolean },
): Promise<Account | undefined> {
  const { personId } = accountPerson(accountId, []);
  const [row] = await db.query(readAccountPage, [accountId, SIGN_INS_MAX]);
  if (row === undefined) return undefined;
  const { language, timeZone, ...rest } = row;
  return {
    ...rest,
    ...(language !== null && { language }),
    ...(timeZone !== null && { timeZone }),
    fresh,
    upcomingTickets: await countUpcoming(db, personalData, personId),
  };
}

export type Preferences = {
  readonly name?: string | undefined;
  readonly language?: 'ko' | 'en' | undefined;
  /** Empty: that of the device. */
  readonly timeZone?: string | undefined;
};

export async function updateAccount(
  { db }: Pick<AccountDeps, 'db'>,
  accountId: string,
  { name, language, timeZone }: Preferences,
): Promise<Result<true, 'zone_unknown' | 'session_required'>> {
  if (timeZone !== undefined && timeZone !== '' && !isZone(timeZone)) return refuse('zone_unknown');
  const values = [accountId, name?.trim() ?? null, language ?? null, timeZone ?? null];
  const [row] = await db.query(updatePreferences, values);
  return row === undefined ? refuse('session_required') : ok(true);
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
