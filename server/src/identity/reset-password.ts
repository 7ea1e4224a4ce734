/**
 * Sets a new password by the link of a letter. Every device is signed out, and no other link, challenge
 * or trusted device of the account is good any more. Whoever has the link reads the mailbox: if nobody had
 * shown that before, what others set up for the account (passkeys, providers, a second factor) goes too,
 * so that nobody keeps a way into an account that was made in somebody else's name.
 */
import { ok, refuse, type Result } from '../lib/result.ts';
import type { AccountDeps } from './account-deps.ts';
import { endSignIns } from './end-sessions.ts';
import { hashToken } from './links.ts';
import type { AccountEpoch } from './revocations.ts';
import * as account from './sql/account.ts';
import { deleteLinks, readLink, takeLink } from './sql/links.ts';
import { tellOwner } from './tell-owner.ts';

type Deps = Pick<AccountDeps, 'db' | 'ids' | 'passwords' | 'letters'>;

/** After the commit, `Revocations.hear` what it answers. */
export async function resetPassword(
  deps: Deps,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<Result<AccountEpoch, 'link_invalid'>> {
  const { db, ids, passwords } = deps;
  const hash = hashToken(token);
  const [known] = await db.query(readLink, [hash]);
  if (known?.purpose !== 'reset') return refuse('link_invalid');
  const hashed = await passwords.hash(password);
  return db.transaction(async (tx) => {
    const [link] = await tx.query(takeLink, [hash]);
    if (link?.accountId == null) return refuse('link_invalid');
    const [owner] = await tx.query(account.lockOwner, [link.accountId]);
    // An address that changed meanwhile is not the account's any more.
    if (owner === undefined || owner.email !== link.email) return refuse('link_invalid');
    const { accountId } = owner;
    if (!owner.emailVerified) {
      await tx.query(account.deleteOtherWays, [accountId]);
      await tx.query(account.deletePasskeys, [accountId]);
      await tx.query(account.deleteTwoFactor, [accountId]);
      await tx.query(account.verifyEmail, [accountId, link.email]);
    }
    if (owner.hasPassword) await tx.query(account.updatePassword, [accountId, hashed]);
    else await tx.query(account.insertPassword, [ids.next(), accountId, hashed]);
    await tx.query(deleteLinks, [accountId]);
    await tx.query(account.deleteChallenges, [accountId]);
    await tellOwner(deps, tx, owner, 'password');
    return ok(await endSignIns(tx, accountId));
  });
}
