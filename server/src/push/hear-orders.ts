/**
 * What push hears in the outbox: an order was bought. The message is written in the transaction that
 * moves the cursor and under the order's key, so each device is told exactly once.
 */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { type Consumer, createConsumer } from '../outbox/consume.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import type { OrderPayload } from '../orders/commit-move.ts';
import { orderStates } from '../orders/model/order-table.ts';
import { insertOrderNews } from './sql/hear.ts';
import { DEVICES_MAX } from './tell.ts';

/** Its cursor in the outbox. */
export const PUSH_CONSUMER = 'push';

export function createPushConsumer(db: Db): Consumer {
  return createConsumer(db, PUSH_CONSUMER, async (tx, rows) => {
    const bought = rows.flatMap(boughtIn);
    if (bought.length === 0) return;
    await tx.query(insertOrderNews, [
      plainArray(bought.map(({ eventId }) => eventId)),
      plainArray(bought.map(({ orderId }) => orderId)),
      orderStates.indexOf('COMPLETE'),
      DEVICES_MAX,
    ]);
  });
}

type Hearing = {
  readonly db: Db;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Bookings that wait or are in flight in this process. */
  readonly depth: () => number;
};

const HEAR_ROWS = 500;
/** While so many bookings wait, news can wait, for so long. */
const DEEP_COMMANDS = 100;
const HEAR_LATE_MS = 3_000;

/** One step of a worker that hears. */
export function hearingOrders({ db, clock, depth }: Hearing): () => Promise<'more' | 'rest'> {
  const consumer = createPushConsumer(db);
  let heardMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock.monotonicMs();
    if (depth() > DEEP_COMMANDS && nowMs - heardMs < HEAR_LATE_MS) return 'rest';
    heardMs = nowMs;
    return (await consumer.step(HEAR_ROWS)) === HEAR_ROWS ? 'more' : 'rest';
  };
}

function boughtIn({ eventId, payload }: OutboxRow): { eventId: number; orderId: string }[] {
  const { kind, o, s } = payload as Partial<OrderPayload>;
  return kind === 'order' && o !== undefined && s === 'COMPLETE' ? [{ eventId, orderId: o }] : [];
}
