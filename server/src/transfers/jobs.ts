/**
 * What a worker does for transfers: settles offers that nobody has accepted in time, and tells whoever
 * made them that the ticket is still theirs. Such an offer counts as over before (`model/transfer.ts`):
 * this is for the news.
 */
import type { EventBook } from '../catalog/event-book.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Db, Tx } from '../lib/db.ts';
import { writeLetter } from '../letters/write-letter.ts';
import { COMPLETE, whyNotNow } from './model/transfer.ts';
import * as statements from './sql/transfers.ts';

export type LapseDeps = {
  readonly db: Db;
  readonly book: Pick<EventBook, 'get'>;
  /** Whether letters are sent at all. */
  readonly sendsMail: boolean;
};

const ROWS_MAX = 100;
/** Whoever was away for longer settles without a word: it is no news any more. */
const NEWS_MS = 86_400_000;

/** A batch, one after the other. */
export async function lapseOffers(deps: LapseDeps): Promise<'more' | 'rest'> {
  const lapsed = await deps.db.query(statements.findLapsed, [ROWS_MAX]);
  for (const { eventId, id } of lapsed) {
    // Read before: while a transaction is open, nothing else waits for a connection.
    const event = await deps.book.get(eventId);
    await deps.db.transaction((tx) => lapse(tx, { eventId, id, event }, deps.sendsMail));
  }
  return lapsed.length === ROWS_MAX ? 'more' : 'rest';
}

type Due = {
  readonly eventId: number;
  readonly id: string;
  readonly event: EventRecord | undefined;
};

async function lapse(tx: Tx, { eventId, id, event }: Due, sendsMail: boolean): Promise<void> {
  const [seen] = await tx.query(statements.readTransfer, [eventId, id]);
  if (seen === undefined) return;
  const { ticketId, reservationId } = seen;
  await tx.query(statements.lockOrder, [eventId, reservationId]);
  const [ticket] = await tx.query(statements.lockTicket, [ticketId, eventId]);
  const [offer] = await tx.query(statements.readTransfer, [eventId, id]);
  // Settled meanwhile: by another worker, or by the next offer.
  if (offer === undefined || offer.state !== 0) return;
  await tx.query(statements.lapseOffers, [ticketId, eventId]);
  const isTheirs = ticket?.state === 0 && ticket.orderState === COMPLETE;
  if (!sendsMail || !isTheirs || event === undefined) return;
  if (whyNotNow(event, offer.nowMs) !== undefined) return;
  if (offer.nowMs - offer.endsAtMs > NEWS_MS) return;
  const { ownerEmail: to, ownerLanguage: language } = ticket;
  if (to === null || language === null) return;
  await writeLetter(tx, {
    kind: 'transfer_lapsed',
    to,
    language,
    content: { eventId, ticketId },
    key: `transfer_lapsed:${eventId}:${id}`,
  });
}
