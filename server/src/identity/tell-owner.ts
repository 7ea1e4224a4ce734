/** Tells the owner of an account by letter that something about it was changed. */
import type { Tx } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { AccountChange, AccountLetters } from './account-letters.ts';
import type { OwnerDbRow } from './sql/account.ts';

type Deps = { readonly letters: AccountLetters | undefined; readonly ids: Ids };

/** To the address that `owner` has, which may be the one before the change. Without mail: nothing. */
export async function tellOwner(
  { letters, ids }: Deps,
  tx: Tx,
  { name, email, language }: Pick<OwnerDbRow, 'name' | 'email' | 'language'>,
  what: AccountChange,
): Promise<void> {
  await letters?.write(tx, {
    kind: 'account_changed',
    to: email,
    language: language ?? 'ko',
    content: { name, what },
    key: `account-changed:${ids.next()}`,
  });
}
