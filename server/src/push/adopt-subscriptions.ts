/** Signing in: what notified a guest notifies the account from now on. Repeating it moves nothing more. */
import type { Db, Tx } from '../lib/db.ts';
import { deleteSubscriptionsOf, dropOldest, moveSubscriptions } from './sql/subscriptions.ts';
import { DEVICES_MAX } from './tell.ts';

export async function adoptSubscriptions(
  db: Pick<Db, 'transaction'>,
  from: string,
  to: string,
): Promise<number> {
  if (from === to) return 0;
  return db.transaction(async (tx) => {
    const moved = await tx.query(moveSubscriptions, [from, to]);
    if (moved.length > 0) await tx.query(dropOldest, [to, DEVICES_MAX]);
    return moved.length;
  });
}

/** Signed out everywhere, or the account is gone: no device is told anything more. */
export async function forgetDevices(tx: Tx, buyer: string): Promise<void> {
  await tx.query(deleteSubscriptionsOf, [buyer]);
}
