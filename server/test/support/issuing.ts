/** The issuing of tickets, to its end, as a worker does it. */
import { createConsumer } from '../../src/outbox/consume.ts';
import { issueTickets } from '../../src/tickets/issue-tickets.ts';
import type { Db } from '../../src/lib/db.ts';
import type { Ids } from '../../src/lib/uuid-v7.ts';

/** Handles every row of the outbox that is stamped and not handled yet. Answers what that led to. */
export async function issueAll(
  { db, ids }: { readonly db: Db; readonly ids: Ids },
  rowsMax?: number,
): Promise<{ issued: number; revoked: number }> {
  let issued = 0;
  let revoked = 0;
  const consumer = createConsumer(db, 'tickets', async (tx, rows) => {
    const done = await issueTickets(tx, rows, ids);
    issued += done.issued;
    revoked += done.revoked;
  });
  while ((await consumer.step(rowsMax)) > 0);
  return { issued, revoked };
}
