/**
 * What happens when somebody comes with the link of a letter. The link alone shows that they read that
 * mailbox, not that they asked for it: whoever clicks on what a stranger set in motion must not confirm it
 * for them. So signing up is finished by the browser that began it, or by its password; and an address is
 * confirmed by whoever is signed in to the account.
 */
import { timingSafeEqual } from 'node:crypto';
import { assert } from '../lib/assert.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { AccountDeps } from './account-deps.ts';
import { tellOwner } from './tell-owner.ts';
import { hashToken } from './links.ts';
import * as account from './sql/account.ts';
import { deleteLinks, type LinkDbRow, readLink, takeLink, tryLink } from './sql/links.ts';

type Deps = Pick<AccountDeps, 'db' | 'ids' | 'passwords' | 'letters'>;

export type Coming = {
  readonly token: string;
  /** Of the sign-up. */
  readonly password: string | undefined;
  /** The cookie that signing up left in this browser. */
  readonly browser: string | undefined;
  /** Who is signed in. */
  readonly accountId: string | undefined;
};

export type Confirmed = {
  readonly did: 'signed_up' | 'verified' | 'changed';
  readonly email: string;
  readonly accountId: string;
};

type Code = 'link_invalid' | 'password_required' | 'account_required';

/** Guesses at the password beside one link. */
const TRIES_MAX = 5;

export async function confirmLink(deps: Deps, coming: Coming): Promise<Result<Confirmed, Code>> {
  const hash = hashToken(coming.token);
  const [link] = await deps.db.query(readLink, [hash]);
  if (link === undefined || link.purpose === 'reset') return refuse('link_invalid');
  if (link.purpose === 'sign_up') return finishSignUp(deps, coming, link, hash);
  if (coming.accountId !== link.accountId) return refuse('account_required');
  return link.purpose === 'verify' ? verify(deps, hash) : change(deps, hash);
}

async function finishSignUp(
  deps: Deps,
  { password, browser }: Coming,
  link: LinkDbRow,
  hash: Buffer,
): Promise<Result<Confirmed, Code>> {
  const { db, ids, passwords } = deps;
  assert(link.draft !== null, 'a sign-up has a draft');
  if (!isBrowser(browser, link.browserHash)) {
    if (password === undefined) return refuse('password_required');
    const tried = await db.query(tryLink, [hash, TRIES_MAX]);
    if (tried.length === 0) return refuse('link_invalid');
    const isRight = await passwords.verify({ hash: link.draft.password, password });
    if (!isRight) return refuse('password_required', { wrong: true });
  }
  return db.transaction(async (tx) => {
    const [taken] = await tx.query(takeLink, [hash]);
    if (taken?.draft == null) return refuse('link_invalid');
    const { draft, email } = taken;
    const id = ids.next();
    const made = await tx.query(account.insertUser, [id, draft.name, email, draft.language]);
    if (made.length === 0) return refuse('link_invalid');
    await tx.query(account.insertPassword, [ids.next(), id, draft.password]);
    return ok({ did: 'signed_up', email, accountId: id });
  });
}

function isBrowser(cookie: string | undefined, expected: Buffer | null): boolean {
  return cookie !== undefined && expected !== null && timingSafeEqual(hashToken(cookie), expected);
}

function verify({ db }: Deps, hash: Buffer): Promise<Result<Confirmed, Code>> {
  return db.transaction(async (tx) => {
    const [link] = await tx.query(takeLink, [hash]);
    if (link?.accountId == null) return refuse('link_invalid');
    const { accountId, email } = link;
    const verified = await tx.query(account.verifyEmail, [accountId, email]);
    if (verified.length === 0) return refuse('link_invalid');
    return ok({ did: 'verified', email, accountId });
  });
}

/** The old address hears of it, and links that were sent there are good for nothing any more. */
function change(deps: Deps, hash: Buffer): Promise<Result<Confirmed, Code>> {
  return deps.db.transaction(async (tx) => {
    const [link] = await tx.query(takeLink, [hash]);
    if (link?.accountId == null) return refuse('link_invalid');
    const { accountId, email } = link;
    const [owner] = await tx.query(account.lockOwner, [accountId]);
    const changed = await tx.query(account.changeEmail, [accountId, email]);
    if (owner === undefined || changed.length === 0) return refuse('link_invalid');
    await tx.query(deleteLinks, [accountId]);
    await tellOwner(deps, tx, owner, 'email');
    return ok({ did: 'changed', email, accountId });
  });
}
