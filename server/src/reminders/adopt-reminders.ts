/** Signing in: a guest's reminders become the account's; what the account has already stays. */
import type { Db } from '../lib/db.ts';
import { adoptReminders as statement, forgetReminders } from './sql/reminders.ts';

/** Answers how many moved. Repeating it moves nothing more. */
export async function adoptReminders(
  db: Pick<Db, 'transaction'>,
  from: string,
  to: string,
): Promise<number> {
  if (from === to) return 0;
  return db.transaction(async (tx) => {
    const moved = await tx.query(statement, [from, to]);
    await tx.query(forgetReminders, [from]);
    return moved.length;
  });
}
