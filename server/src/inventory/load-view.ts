/** Builds a view of an event from the database. */
import type { Db } from '../lib/db.ts';
import { InventoryView } from './model/view.ts';
import { readViewHead, readViewPools, readViewSeats } from './sql/read-view.ts';

/** Undefined when there is no such event. `clockOffsetMs`: database clock minus process clock. */
export async function loadView(db: Db, eventId: number): Promise<InventoryView | undefined> {
  const [head] = await db.query(readViewHead, [eventId]);
  if (head === undefined) return undefined;
  const [pools, seats] = await Promise.all([
    db.query(readViewPools, [eventId]),
    head.seatCount > 0 ? db.query(readViewSeats, [eventId]) : [],
  ]);
  const view = new InventoryView(head.seatCount, head.seq);
  view.apply({
    pools: pools.map((p) => [p.pool, p.capacity, p.held, p.sold, p.blocked, p.version]),
    seats: seats.map((s) => [s.seat, s.state, s.version, s.untilMs]),
  });
  return view;
}
