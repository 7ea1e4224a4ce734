/** Leaving a list. Who has an offer gives back what is held for them first, and the next is served. */
import { releaseHold } from '../inventory/step-reservation.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { changeList, stepEntry } from './change-list.ts';
import type { WaitlistDeps } from './deps.ts';
import { type Entry, toEntry, toOffer } from './entry.ts';
import { settleEnd } from './hear-outbox.ts';
import { readEntry, readMine } from './sql/entries.ts';
import { readOpen } from './sql/offers.ts';

type LeaveRefusal =
  | 'waitlist_entry_not_found'
  | 'invalid_transition'
  | 'busy'
  | 'outcome_unknown'
  | 'unavailable'
  | 'internal';

export type Left = Result<Entry, LeaveRefusal>;

/** An entry that has ended is answered as it is. */
export async function leaveList(
  deps: WaitlistDeps,
  eventId: number,
  personId: string,
): Promise<Left> {
  const [row] = await deps.db.query(readMine, [eventId, personId]);
  if (row === undefined) return refuse('waitlist_entry_not_found');
  const refusal = await giveBack(deps, toEntry(row));
  if (refusal !== undefined) return refusal;
  const entry = await changeList(deps.db, eventId, async (change) => {
    const [found] = await change.tx.query(readEntry, [eventId, row.id]);
    if (found !== undefined) await stepEntry(change, toEntry(found), 'leave');
    change.rings = true;
    const [left] = await change.tx.query(readEntry, [eventId, row.id]);
    return left && toEntry(left);
  });
  deps.onCommit(eventId);
  return entry === undefined ? refuse('waitlist_entry_not_found') : ok(entry);
}

async function giveBack(
  { db, inventory, metrics }: WaitlistDeps,
  { eventId, id, state, personId }: Entry,
): Promise<Extract<Left, { ok: false }> | undefined> {
  if (state !== 'OFFERED') return undefined;
  const [open] = await db.query(readOpen, [eventId, id]);
  if (open === undefined) return undefined;
  const { reservationId } = toOffer(open);
  const hold = { eventId, id: reservationId, principalId: SHOP_PRINCIPAL, buyer: personId };
  const outcome = await releaseHold(inventory, hold);
  if (!outcome.ok && outcome.code !== 'reservation_not_found') {
    return { ...outcome, code: outcome.code as LeaveRefusal };
  }
  const isOver = !outcome.ok || outcome.value.reservation?.state === 'EXPIRED';
  // The outbox says it too; whoever left should see it at once.
  await changeList(db, eventId, (change) =>
    settleEnd(change, reservationId, isOver ? 'LAPSED' : 'DECLINED', metrics),
  );
  return undefined;
}
