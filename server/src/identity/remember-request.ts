/**
 * Idempotency for requests that create something outside an event's inventory: the effect and its key
 * are committed together; a repetition answers what the first one made.
 */
import type { Db, Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { findRequestKey, insertRequestKey } from './sql/request-keys.ts';

export type RequestKey = {
  readonly principalId: number;
  readonly route: string;
  readonly key: string;
  readonly requestHash: string;
};

/** Thrown inside the transaction to undo the work of the loser of a race. */
class Overtaken extends Error {
  override name = 'Overtaken';
}

/** Runs `work` once per key and answers the id of what it made. */
export async function rememberRequest(
  db: Db,
  key: RequestKey | undefined,
  work: (tx: Tx) => Promise<string>,
): Promise<Result<string, 'idempotency_mismatch'>> {
  if (key === undefined) return ok(await db.transaction(work));
  const remembered = await find(db, key);
  if (remembered !== undefined) return remembered;
  try {
    return await db.transaction(async (tx) => {
      const id = await work(tx);
      const values = [key.principalId, key.route, key.key, key.requestHash, id];
      const [mine] = await tx.query(insertRequestKey, values);
      if (mine === undefined) throw new Overtaken();
      return ok(id);
    });
  } catch (error) {
    const winner = error instanceof Overtaken ? await find(db, key) : undefined;
    if (winner === undefined) throw error;
    return winner;
  }
}

async function find(
  db: Db,
  key: RequestKey,
): Promise<Result<string, 'idempotency_mismatch'> | undefined> {
  const [row] = await db.query(findRequestKey, [key.principalId, key.route, key.key]);
  if (row === undefined) return undefined;
  return row.requestHash === key.requestHash ? ok(row.resourceId) : refuse('idempotency_mismatch');
}
