/**
 * What orders hear in the outbox: a reservation ended or was confirmed, an event was cancelled. It only
 * wakes the orders concerned, in the transaction that moves the cursor; the driver reads what is true.
 */
import type { InventoryPayload } from '../inventory/model/facts.ts';
import type { Db, Tx } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { type Consumer, createConsumer } from '../outbox/consume.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import { startWalk, wakeOrders } from './sql/look.ts';

/** Its cursor in the outbox; the audit asks it what has not been heard yet. */
export const ORDERS_CONSUMER = 'orders';

type News = { readonly eventId: number; readonly id: string; readonly confirmed: boolean };

/** `onNews`: something was woken. */
export function createOrderConsumer(db: Db, onNews: () => void): Consumer {
  return createConsumer(db, ORDERS_CONSUMER, async (tx, rows) => {
    const woken = await wake(tx, rows.flatMap(newsOf));
    const cancelled = rows.filter(isCancellation).map(({ eventId }) => eventId);
    for (const eventId of new Set(cancelled)) await tx.query(startWalk, [eventId]);
    if (woken || cancelled.length > 0) onNews();
  });
}

async function wake(tx: Tx, news: readonly News[]): Promise<boolean> {
  if (news.length === 0) return false;
  const rows = await tx.query(wakeOrders, [
    plainArray(news.map(({ eventId }) => eventId)),
    plainArray(news.map(({ id }) => id)),
    plainArray(news.map(({ confirmed }) => confirmed)),
  ]);
  return rows.length > 0;
}

/** `booked` is left out: bookings without a hold have no order. */
function newsOf({ eventId, payload }: OutboxRow): News[] {
  const { kind, facts } = payload as Partial<InventoryPayload>;
  if (kind !== 'inventory' || facts === undefined) return [];
  const news: News[] = [];
  for (const fact of facts) {
    if (fact.t === 'expired' || fact.t === 'cancelled') {
      news.push({ eventId, id: fact.r, confirmed: false });
    } else if (fact.t === 'confirmed' || fact.t === 'late') {
      news.push({ eventId, id: fact.r, confirmed: true });
    }
  }
  return news;
}

function isCancellation({ payload }: OutboxRow): boolean {
  const { kind, change } = payload as { readonly kind?: unknown; readonly change?: unknown };
  return kind === 'event' && change === 'cancelled';
}
