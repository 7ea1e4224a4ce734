/** Ends the session tokens of an account everywhere; devices that stay signed in get new ones. */
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { appendOutbox } from '../outbox/append.ts';
import type { AccountEpoch, SessionsEnded } from './revocations.ts';
import { deleteSignIns, moveEpoch } from './sql/sessions.ts';

/** Outbox rows that belong to no event. */
const NO_EVENT = 0;

/** After the commit, `Revocations.hear` what it answers: this process need not wait for the outbox. */
export async function endTokens(tx: Tx, accountId: string): Promise<AccountEpoch> {
  const [row] = await tx.query(moveEpoch, [accountId]);
  assert(row !== undefined, 'the epoch did not move');
  const ended = { accountId, epoch: row.epoch };
  const payload: SessionsEnded = { v: 1, kind: 'sessions', ...ended };
  await appendOutbox(tx, NO_EVENT, payload);
  return ended;
}

/** Signs every device of the account out. */
export async function endSignIns(tx: Tx, accountId: string): Promise<AccountEpoch> {
  await tx.query(deleteSignIns, [accountId]);
  return endTokens(tx, accountId);
}
