/** Nothing can be sold any more: those who still wait are told so, a page at a time. */
import { changeList } from './change-list.ts';
import type { WaitlistDeps } from './deps.ts';
import { endWaiting } from './sql/entries.ts';

const PAGE = 500;

/** Answers whether there may be more. What is held may still be bought. */
export async function closeList(
  { db, onCommit }: Pick<WaitlistDeps, 'db' | 'onCommit'>,
  eventId: number,
): Promise<boolean> {
  const ended = await changeList(db, eventId, async (change) => {
    const rows = await change.tx.query(endWaiting, [eventId, 'sale_over', PAGE]);
    change.waiting -= rows.length;
    for (const { id } of rows) change.told.push(['sale_over', id]);
    return rows.length;
  });
  onCommit(eventId);
  return ended === PAGE;
}
