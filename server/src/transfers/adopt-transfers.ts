/** Signing in: tickets that a guest was given become the account's. Doing it again moves what is left. */
import type { Db } from '../lib/db.ts';
import { adoptReceived, adoptTickets } from './sql/transfers.ts';

/** `from`, `to`: persons (`g:…`, `a:…`). */
export async function adoptTransfers(db: Db, from: string, to: string): Promise<void> {
  if (from === to) return;
  await db.transaction(async (tx) => {
    await tx.query(adoptTickets, [from, to]);
    await tx.query(adoptReceived, [from, to]);
  });
}
