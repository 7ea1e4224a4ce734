/**
 * Giving a whole order to the waiting list. It stays its buyer's, tickets and all, until somebody of the
 * list takes its places over: then its reservation ends in the very commit that begins the other's hold,
 * the order hears of that as of any other end, and all that was paid goes back.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Queryable, Tx } from '../lib/db.ts';
import { ok, refuse, type Refusal, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { isOwnedBy } from './pay-order.ts';
import { type FoundOrder, readLines, readOrder } from './read-order.ts';
import * as statements from './sql/return-order.ts';

type ReturnRefusal =
  | 'order_not_found'
  | 'invalid_transition'
  | 'ticket_transferred'
  | 'return_closed'
  | 'busy';
export type Returned = Result<FoundOrder, ReturnRefusal>;

const AGAIN_MAX = 10;

/**
 * Refuses `return_closed` while the order can simply be cancelled (details say until when), and once the
 * event has begun; `ticket_transferred` while a friend has a ticket of it.
 */
export async function askReturn(
  db: Queryable,
  event: EventRecord,
  orderId: Uuid,
  buyer: string,
): Promise<Returned> {
  for (let again = 0; again < AGAIN_MAX; again++) {
    const found = await readOrder(db, event.eventId, orderId);
    if (found === undefined || !isOwnedBy(found, buyer)) return refuse('order_not_found');
    const refusal = whyNot(event, found);
    if (refusal !== undefined) return refusal;
    if (found.returnAskedAtMs !== null) return ok(found);
    const { version, wakes } = found.facts;
    const values = [event.eventId, orderId, version, wakes];
    await db.query(statements.askReturn, values);
  }
  return refuse('busy', { retryAfterSeconds: 1 });
}

function whyNot(
  event: EventRecord,
  { facts, given }: FoundOrder,
): Refusal<ReturnRefusal> | undefined {
  if (facts.state !== 'COMPLETE' || facts.hold !== 'CONFIRMED') {
    return refuse('invalid_transition', { status: facts.state.toLowerCase() });
  }
  const { refundableUntilMs, startsAtMs, cancelledAtMs, postponedAtMs } = event;
  if (refundableUntilMs !== null && facts.nowMs < refundableUntilMs) {
    return refuse('return_closed', { refundableUntil: new Date(refundableUntilMs).toISOString() });
  }
  const isOver = facts.nowMs >= startsAtMs || cancelledAtMs !== null || postponedAtMs !== null;
  if (isOver) return refuse('return_closed');
  return given > 0 ? refuse('ticket_transferred', { given }) : undefined;
}

/** Refuses `invalid_transition` once somebody has taken it over. */
export async function withdrawReturn(
  db: Queryable,
  eventId: number,
  orderId: Uuid,
  buyer: string,
): Promise<Result<FoundOrder, 'order_not_found' | 'invalid_transition'>> {
  const before = await readOrder(db, eventId, orderId);
  if (before === undefined || !isOwnedBy(before, buyer)) return refuse('order_not_found');
  await db.query(statements.withdrawReturn, [eventId, orderId]);
  const found = await readOrder(db, eventId, orderId);
  if (found === undefined) return refuse('order_not_found');
  const isKept = found.facts.state === 'COMPLETE' && found.returnAskedAtMs === null;
  return isKept ? ok(found) : refuse('invalid_transition', { status: 'passing_on' });
}

/** What the waiting list may have, as it was read. */
export type ReturnOffer = {
  readonly found: FoundOrder;
  readonly buyer: string;
  /** One per place. */
  readonly lines: readonly {
    readonly seatNo: number | null;
    readonly poolId: number | null;
    readonly tierCode: string | null;
  }[];
};

/** The first asked first. */
export async function listReturns(
  db: Queryable,
  eventId: number,
  rowsMax: number,
): Promise<ReturnOffer[]> {
  const rows = await db.query(statements.listReturns, [eventId, rowsMax]);
  const orders = await Promise.all(
    rows.map(({ orderId }) => readOrder(db, eventId, orderId as Uuid)),
  );
  const found = orders.filter((one) => one !== undefined).filter(({ given }) => given === 0);
  const lines = await readLines(
    db,
    found.map(({ facts }) => facts),
  );
  return found.map((one) => ({
    found: one,
    buyer: one.owner?.buyer ?? '',
    lines: lines.get(one.facts.id) ?? [],
  }));
}

/** In the transaction that writes the offer down. False: its buyer keeps it after all. */
export async function claimReturn(tx: Tx, { facts }: FoundOrder, taker: Uuid): Promise<boolean> {
  const { eventId, id, version, wakes } = facts;
  const rows = await tx.query(statements.claimReturn, [eventId, id, version, wakes, taker]);
  return rows.length > 0;
}

/** The hold of `taker` came to nothing before it began. */
export async function unclaimReturn(
  tx: Tx,
  eventId: number,
  orderId: string,
  taker: string,
): Promise<void> {
  await tx.query(statements.unclaimReturn, [eventId, orderId, taker]);
}
