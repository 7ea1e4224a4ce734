/**
 * What letters hear in the outbox: an order was bought, or has ended and money went back. The letter is
 * written in the transaction that moves the cursor, so it is written exactly once.
 */
import type { Db } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { type Consumer, createConsumer } from '../outbox/consume.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import type { OrderPayload } from '../orders/commit-move.ts';
import { insertOrderLetters } from './sql/hear.ts';

/** Its cursor in the outbox. */
export const LETTERS_CONSUMER = 'letters';

type Heard = {
  readonly eventId: number;
  readonly orderId: string;
  readonly kind: 'order_confirmed' | 'order_refunded';
};

/** `isWriting`: false where no mail is sent; the cursor moves on all the same. */
export function createLetterConsumer(
  db: Db,
  { isWriting, onNews }: { readonly isWriting: boolean; readonly onNews: () => void },
): Consumer {
  return createConsumer(db, LETTERS_CONSUMER, async (tx, rows) => {
    const heard = isWriting ? rows.flatMap(heardIn) : [];
    if (heard.length === 0) return;
    const written = await tx.query(insertOrderLetters, [
      plainArray(heard.map(({ eventId }) => eventId)),
      plainArray(heard.map(({ orderId }) => orderId)),
      plainArray(heard.map(({ kind }) => kind)),
    ]);
    if (written.length > 0) onNews();
  });
}

function heardIn({ eventId, payload }: OutboxRow): Heard[] {
  const { kind, o, s } = payload as Partial<OrderPayload>;
  if (kind !== 'order' || o === undefined) return [];
  if (s === 'COMPLETE') return [{ eventId, orderId: o, kind: 'order_confirmed' }];
  return s === 'ENDED' ? [{ eventId, orderId: o, kind: 'order_refunded' }] : [];
}
