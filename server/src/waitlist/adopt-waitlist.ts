/**
 * Signing in: what a guest waits for becomes the account's, event by event. Of two places on one list the
 * one with an offer stays, else the earlier one. To be called after reservations were adopted: an offer
 * whose hold stayed with the guest stays with them too. Doing it again moves what is left.
 */
import type { Db } from '../lib/db.ts';
import { textArray } from '../lib/pg-array.ts';
import { changeList, type ListChange, stepEntry } from './change-list.ts';
import { type Entry, toEntry } from './entry.ts';
import { findLive, giveEnded, giveEntry, listLiveOf } from './sql/entries.ts';
import { readHeld } from './sql/offers.ts';
import { plainArray } from '../lib/pg-array.ts';

const PAGE = 100;
/** A guest on more than 1,000 lists has to sign in again for the rest. */
const PAGES_MAX = 10;
const ENDED_MAX = 10_000;

/** Answers how many entries are the account's now. */
export async function adoptWaitlist(
  db: Db,
  from: string,
  to: string,
): Promise<{ readonly entries: number }> {
  let entries = 0;
  if (from === to) return { entries };
  let after = 0;
  for (let page = 0; page < PAGES_MAX; page++) {
    const rows = await db.query(listLiveOf, [from, after, PAGE]);
    for (const { eventId } of rows) {
      if ((await changeList(db, eventId, (change) => adopt(change, from, to))) === true)
        entries += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = last.eventId;
  }
  await db.query(giveEnded, [from, to, ENDED_MAX]);
  return { entries };
}

async function adopt(change: ListChange, from: string, to: string): Promise<boolean> {
  const { tx, list } = change;
  const rows = await tx.query(findLive, [list.eventId, textArray([from, to])]);
  const entries = rows.map(toEntry);
  const theirs = entries.find(({ personId }) => personId === from);
  const mine = entries.find(({ personId }) => personId === to);
  if (theirs === undefined) return false;
  if (theirs.state === 'OFFERED' && !(await isHeldBy(change, theirs, to))) return false;
  if (mine !== undefined) {
    const staying = stays(theirs, mine);
    await stepEntry(change, staying === mine ? theirs : mine, 'merge');
  }
  await tx.query(giveEntry, [list.eventId, theirs.id, to]);
  return true;
}

const stays = (theirs: Entry, mine: Entry): Entry => {
  if (theirs.state !== mine.state) return theirs.state === 'OFFERED' ? theirs : mine;
  return theirs.number < mine.number ? theirs : mine;
};

async function isHeldBy({ tx }: ListChange, entry: Entry, person: string): Promise<boolean> {
  const [held] = await tx.query(readHeld, [plainArray([entry.eventId]), plainArray([entry.id])]);
  return held?.buyer === person;
}
