/** Writes the letters that carry links. What was asked for and nobody may get is passed over in silence. */
import type { Tx } from '../lib/db.ts';
import type { AccountDeps } from './account-deps.ts';
import type { AccountLetter, AccountLetters, LetterLanguage } from './account-letters.ts';
import { keepLink, linkUrl, type NewLink } from './links.ts';
import { findOwner, type OwnerDbRow, readOwner } from './sql/account.ts';

type Deps = Pick<AccountDeps, 'db' | 'ids' | 'random'> & { readonly letters: AccountLetters };

type Site = { readonly site: string; readonly language: LetterLanguage };

export type SignUpDraft = {
  readonly name: string;
  readonly email: string;
  /** Its hash. */
  readonly password: string;
  readonly browserHash: Buffer;
};

/**
 * Somebody wants an account. Where the address has one already, its owner is told so, and how to get in:
 * that is what they came for, and nobody else learns of it.
 */
export async function sendSignUp(deps: Deps, draft: SignUpDraft, at: Site): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [owner] = await tx.query(findOwner, [draft.email]);
    if (owner !== undefined) return sendTo(deps, tx, owner, 'exists', at);
    const { name, email, password, browserHash } = draft;
    const { language } = at;
    const link = {
      purpose: 'sign_up',
      accountId: null,
      email,
      draft: { name, password, language },
      browserHash,
    } as const;
    return send(deps, tx, { link, kind: 'verify_email', name, language, site: at.site });
  });
}

/** A link to set a new password, if the address has an account. */
export async function sendReset(deps: Deps, email: string, at: Site): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [owner] = await tx.query(findOwner, [email]);
    if (owner !== undefined) await sendTo(deps, tx, owner, 'reset', at);
  });
}

/** A link to confirm the account's address, if it has not been. */
export async function sendVerification(deps: Deps, accountId: string, at: Site): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [owner] = await tx.query(readOwner, [accountId]);
    if (owner?.emailVerified === false) await sendTo(deps, tx, owner, 'verify', at);
  });
}

/** A link to the new address, if nobody has it. */
export async function sendEmailChange(
  deps: Deps,
  change: { readonly accountId: string; readonly email: string },
  at: Site,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [owner] = await tx.query(readOwner, [change.accountId]);
    const [other] = await tx.query(findOwner, [change.email]);
    if (owner === undefined || other !== undefined) return;
    await sendTo(deps, tx, { ...owner, email: change.email }, 'change', at);
  });
}

const kinds = {
  verify: 'verify_email',
  change: 'verify_email',
  reset: 'reset_password',
  exists: 'account_exists',
} as const;

function sendTo(
  deps: Deps,
  tx: Tx,
  owner: OwnerDbRow,
  why: keyof typeof kinds,
  { site, language }: Site,
): Promise<void> {
  const { accountId, email, name } = owner;
  return send(deps, tx, {
    link: { purpose: why === 'exists' ? 'reset' : why, accountId, email, draft: null },
    kind: kinds[why],
    name,
    language: owner.language ?? language,
    site,
  });
}

type Sending = {
  readonly link: NewLink;
  readonly kind: (typeof kinds)[keyof typeof kinds];
  readonly name: string;
  readonly language: LetterLanguage;
  readonly site: string;
};

async function send(deps: Deps, tx: Tx, sending: Sending): Promise<void> {
  const { link, kind, name, language, site } = sending;
  const token = await keepLink(tx, link, deps.random);
  const page = kind === 'verify_email' ? '/confirm' : '/new-password';
  const letter: AccountLetter = {
    kind,
    to: link.email,
    language,
    content: { name, url: linkUrl(site, page, token) },
    key: `account-link:${deps.ids.next()}`,
  };
  await deps.letters.write(tx, letter);
}
