/** Builds a view of an event from the database. */
import type { Db } from '../lib/db.ts';
import { InventoryView } from './model/view.ts';
import { readViewHead, readViewPools, readViewSeats } from './sql/read-view.ts';

/** Undefined when there is no such event. */
export async function loadView(db: Db, eventId: number): Promise<InventoryView | undefined> {
  const [head] = await db.query(readViewHead, [eventId]);
  if (head === undefined) return undefined;
  const view = new InventoryView(head.seatCount, head.seq);
  await refreshView(db, eventId, view);
  return view;
}

/** Brings a view up to the rows; versions see to it that nothing newer is overwritten. */
export async function refreshView(db: Db, eventId: number, view: InventoryView): Promise<void> {
  const [pools, seats] = await Promise.all([
    db.query(readViewPools, [eventId]),
    view.seatCount > 0 ? db.query(readViewSeats, [eventId]) : [],
  ]);
  for (const { pool, tier } of pools) if (tier !== null) view.poolTiers.set(pool, tier);
  view.apply({
    pools: pools.map((p) => [p.pool, p.capacity, p.held, p.sold, p.blocked, p.version]),
    seats: seats.map((s) => [s.seat, s.state, s.version, s.untilMs]),
  });
}
