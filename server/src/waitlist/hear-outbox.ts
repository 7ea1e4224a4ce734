/**
 * What lists hear in the outbox: holds of theirs that were bought, given back or ran out, and events in which
 * places came free. Settled in the transaction that moves the cursor, so each is heard exactly once.
 */
import type { InventoryPayload } from '../inventory/model/facts.ts';
import { writeLetter } from '../letters/write-letter.ts';
import type { Db, Tx } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { type Consumer, createConsumer } from '../outbox/consume.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import { changeListIn, type ListChange, stepEntry } from './change-list.ts';
import type { WaitlistDeps } from './deps.ts';
import { toEntry } from './entry.ts';
import { readEntry } from './sql/entries.ts';
import { ringLists } from './sql/lists.ts';
import { findOffers, offerStates, settleOffer } from './sql/offers.ts';

/** Its cursor in the outbox; the audit asks it what has not been heard yet. */
export const WAITLIST_CONSUMER = 'waitlist';

export type OfferEnd = 'TAKEN' | 'DECLINED' | 'LAPSED';
type News = { readonly eventId: number; readonly id: string; readonly end: OfferEnd };

/** `onNews`: some list is to be looked at. */
export function createWaitlistConsumer(
  { db, metrics }: Pick<WaitlistDeps, 'metrics'> & { readonly db: Db },
  onNews: () => void,
): Consumer {
  return createConsumer(db, WAITLIST_CONSUMER, async (tx, rows) => {
    const news = rows.flatMap(newsOf);
    if (news.length > 0) await settleAll(tx, news, metrics);
    const freed = [...new Set(rows.filter(mayFree).map(({ eventId }) => eventId))];
    if (freed.length === 0) return;
    await tx.query(ringLists, [plainArray(freed)]);
    onNews();
  });
}

/** Offers of these events are settled in the order of events, under the lock of each list. */
async function settleAll(
  tx: Tx,
  news: readonly News[],
  metrics: WaitlistDeps['metrics'],
): Promise<void> {
  const offers = await tx.query(findOffers, [
    plainArray(news.map(({ eventId }) => eventId)),
    plainArray(news.map(({ id }) => id)),
  ]);
  const known = new Set(offers.map(({ reservationId }) => reservationId));
  const byEvent = Map.groupBy(
    news.filter(({ id }) => known.has(id)),
    ({ eventId }) => eventId,
  );
  for (const [eventId, list] of [...byEvent].toSorted(([a], [b]) => a - b)) {
    await changeListIn(tx, eventId, async (change) => {
      for (const { id, end } of list) await settleEnd(change, id, end, metrics);
    });
  }
}

const events = { TAKEN: 'buy', DECLINED: 'give_back', LAPSED: 'lapse' } as const;
const steps = { TAKEN: 'taken', DECLINED: 'declined', LAPSED: 'lapsed' } as const;

/** The hold of an offer has ended. Again it changes nothing. */
export async function settleEnd(
  change: ListChange,
  reservationId: string,
  end: OfferEnd,
  metrics: WaitlistDeps['metrics'],
): Promise<void> {
  const { tx, list } = change;
  const { eventId } = list;
  const values = [eventId, reservationId, offerStates.indexOf(end)];
  const [offer] = await tx.query(settleOffer, values);
  if (offer === undefined) return;
  metrics.offer(steps[end]);
  const [row] = await tx.query(readEntry, [eventId, offer.entryId]);
  if (row === undefined) return;
  const entry = toEntry(row);
  const isNews = await stepEntry(change, entry, events[end]);
  if (!isNews || end !== 'LAPSED' || entry.email === null) return;
  await writeLetter(tx, {
    kind: 'waitlist_lapsed',
    to: entry.email,
    language: entry.language,
    content: { eventId, entryId: entry.id },
    key: `waitlist_lapsed:${eventId}:${reservationId}`,
  });
}

const factsOf = ({ payload }: OutboxRow): InventoryPayload['facts'] => {
  const { kind, facts } = payload as Partial<InventoryPayload>;
  return kind === 'inventory' && facts !== undefined ? facts : [];
};

function newsOf(row: OutboxRow): News[] {
  const { eventId } = row;
  const news: News[] = [];
  for (const fact of factsOf(row)) {
    if (fact.t === 'confirmed' || fact.t === 'late') {
      news.push({ eventId, id: fact.r, end: 'TAKEN' });
    } else if (fact.t === 'expired') news.push({ eventId, id: fact.r, end: 'LAPSED' });
    else if (fact.t === 'cancelled' && fact.was === 0) {
      news.push({ eventId, id: fact.r, end: 'DECLINED' });
    }
  }
  return news;
}

const freeing = new Set(['cancelled', 'expired', 'unblocked', 'resized']);
/** Also whatever may have taken the last place: then only the list is served. */
const taking = new Set(['held', 'booked', 'late', 'blocked']);

const mayFree = (row: OutboxRow): boolean =>
  isOfEvent(row) || factsOf(row).some(({ t }) => freeing.has(t) || taking.has(t));

/** Cancelled, postponed or with another date: the list may have to close, or to go on. */
const isOfEvent = ({ payload }: OutboxRow): boolean =>
  (payload as { readonly kind?: unknown }).kind === 'event';
