/**
 * Removes a rehearsal: first nobody can read it or buy on it any more, then all that happened on it goes
 * in one transaction. What was in flight meanwhile is taken by the worker, which looks again until the
 * outbox has forgotten the event; then the last row goes too.
 */
import { eventPayload } from '../catalog/create-event.ts';
import type { Db, Statement, Tx } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { appendOutbox } from '../outbox/append.ts';
import * as statements from './sql/remove.ts';

/** Small enough for any statement time-out, large enough for a house of a hundred thousand. */
const ROWS_MAX = 10_000;
const REHEARSALS_MAX = 20;

/** Answers how many rows went. The caller has checked that it is a rehearsal. */
export async function removeRehearsal(db: Db, eventId: number): Promise<number> {
  await db.transaction(async (tx) => {
    const marked = await tx.query(statements.markRemoved, [eventId]);
    if (marked.length > 0) await appendOutbox(tx, eventId, eventPayload('updated'));
  });
  return db.transaction((tx) => removeRows(tx, eventId));
}

/** In the order in which the engine locks, so that a batch under way is waited for, not met. */
async function removeRows(tx: Tx, eventId: number): Promise<number> {
  let gone = await removeReservations(tx, eventId);
  for (const statement of statements.deletePlaces) gone += await drain(tx, statement, eventId);
  // Of batches that were under way a moment ago: without places there are no new ones.
  gone += await removeReservations(tx, eventId);
  gone += await drain(tx, statements.silenceOutbox, eventId);
  for (const statement of statements.deleteRest) gone += await drain(tx, statement, eventId);
  await tx.query(statements.emptyEvent, [eventId]);
  return gone;
}

async function removeReservations(tx: Tx, eventId: number): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await tx.query(statements.readReservations, [eventId, ROWS_MAX]);
    if (rows.length === 0) return total;
    const values = [eventId, plainArray(rows.map(({ id }) => id))];
    const [reservations] = await tx.query(statements.deleteReservations, values);
    const [tickets] = await tx.query(statements.deleteTickets, values);
    total += (reservations?.gone ?? 0) + (tickets?.gone ?? 0);
  }
}

async function drain(
  tx: Tx,
  statement: Statement<{ gone: number }>,
  eventId: number,
): Promise<number> {
  let total = 0;
  for (;;) {
    const [row] = await tx.query(statement, [eventId, ROWS_MAX]);
    total += row?.gone ?? 0;
    if ((row?.gone ?? 0) < ROWS_MAX) return total;
  }
}

/** The worker's part. Answers how many rehearsals are gone for good. */
export async function forgetRehearsals(db: Db): Promise<number> {
  const removed = await db.query(statements.readRemoved, [REHEARSALS_MAX]);
  let forgotten = 0;
  for (const { eventId, isForgotten } of removed) {
    await db.transaction(async (tx) => {
      await removeRows(tx, eventId);
      if (isForgotten) await tx.query(statements.forgetEvent, [eventId]);
    });
    if (isForgotten) forgotten += 1;
  }
  return forgotten;
}
