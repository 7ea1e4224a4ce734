/**
 * One change of a list, in one transaction under the lock of its row. The counts, whether only the list is
 * served, and what the outbox says follow in the same commit.
 */
import { eventPayload } from '../catalog/create-event.ts';
import type { Db, Tx } from '../lib/db.ts';
import { appendOutbox } from '../outbox/append.ts';
import type { Entry } from './entry.ts';
import { type Edge, type EntryEvent, entryStates, entryTable, rowOf } from './model/entry-table.ts';
import { moveEntry } from './sql/entries.ts';
import { countList, type ListDbRow, lockList, setGate } from './sql/lists.ts';

/** What the outbox says: ids, nothing about a person. */
export type WaitlistPayload = {
  readonly v: 1;
  readonly kind: 'waitlist';
  /** [what happened, entry]; `returned` names an order. */
  readonly told: readonly (readonly [string, string])[];
};

export type ListChange = {
  readonly tx: Tx;
  /** As it was when it was locked. */
  readonly list: ListDbRow;
  readonly told: [string, string][];
  /** Entries that are new, and by how much the number of those who wait changes. */
  numbers: number;
  waiting: number;
  /** A worker is to look at once. */
  rings: boolean;
  /** Whether only the list is to be served; as it is when absent. Nobody waits: everybody is. */
  gate: boolean | undefined;
};

/** Undefined: the event has no list. */
export async function changeList<Value>(
  db: Db,
  eventId: number,
  work: (change: ListChange) => Promise<Value>,
): Promise<Value | undefined> {
  return db.transaction(async (tx) => changeListIn(tx, eventId, work));
}

export async function changeListIn<Value>(
  tx: Tx,
  eventId: number,
  work: (change: ListChange) => Promise<Value>,
): Promise<Value | undefined> {
  const [list] = await tx.query(lockList, [eventId]);
  if (list === undefined) return undefined;
  const change: ListChange = {
    tx,
    list,
    told: [],
    numbers: 0,
    waiting: 0,
    rings: false,
    gate: undefined,
  };
  const value = await work(change);
  await write(change);
  return value;
}

async function write({ tx, list, told, numbers, waiting, rings, gate }: ListChange): Promise<void> {
  const { eventId, listOnly } = list;
  if (numbers !== 0 || waiting !== 0 || rings) {
    await tx.query(countList, [eventId, numbers, waiting, rings]);
  }
  const wanted = list.waiting + waiting > 0 && (gate ?? listOnly);
  if (wanted !== listOnly && (await tx.query(setGate, [eventId, wanted])).length > 0) {
    await appendOutbox(tx, eventId, eventPayload('updated'));
  }
  if (told.length > 0) {
    const payload: WaitlistPayload = { v: 1, kind: 'waitlist', told };
    await appendOutbox(tx, eventId, payload);
  }
}

/** Moves an entry by the table. False: it stays as it is. */
export async function stepEntry(
  change: ListChange,
  entry: Entry,
  event: EntryEvent,
): Promise<boolean> {
  const edge: Edge = entryTable[rowOf(entry.state, entry.endReason)][event];
  if (edge === 'keep') return false;
  const [to, reason] = 'to' in edge ? ([edge.to, null] as const) : (['ENDED', edge.end] as const);
  const [from, next] = [entryStates.indexOf(entry.state), entryStates.indexOf(to)];
  const moved = await change.tx.query(moveEntry, [entry.eventId, entry.id, from, next, reason]);
  if (moved.length === 0) return false;
  if (entry.state === 'WAITING') change.waiting -= 1;
  change.told.push([reason ?? 'offered', entry.id]);
  return true;
}
