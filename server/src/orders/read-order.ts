/** Reads orders from the primary: what was just paid is seen by whoever paid it. */
import type { EndReason } from '@onsale/contract/order.ts';
import { assert } from '../lib/assert.ts';
import type { Queryable } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import {
  type HoldState,
  type OrderFacts,
  type PaymentFacts,
  paymentStates,
  type RefundFacts,
  refundStates,
} from './model/facts.ts';
import { orderStates } from './model/order-table.ts';
import {
  type LineDbRow,
  listOrders as listStatement,
  type OrderDbRow,
  type PaymentDbRow,
  readLines as linesStatement,
  readOrder as readStatement,
  readOrderOf as readOfStatement,
  type RefundDbRow,
} from './sql/read-order.ts';

/** The facts, and what only readers want to know. */
export type FoundOrder = {
  readonly facts: OrderFacts;
  readonly organizationId: number;
  /** Whose it is: that of its reservation; absent when that is gone. */
  readonly owner: { readonly principalId: number; readonly buyer: string } | undefined;
  readonly email: string;
  readonly name: string | null;
  readonly language: 'ko' | 'en';
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  /** It has a use of its promo code. */
  readonly hasPromoUse: boolean;
  /** Valid tickets of it that were given to friends and are theirs. */
  readonly given: number;
  readonly feesMinor: number;
  readonly createdAtMs: number;
  readonly completedAtMs: number | null;
  readonly endedAtMs: number | null;
  /** Since when its buyer would give it to the waiting list; null: they keep it. */
  readonly returnAskedAtMs: number | null;
};

export type LineFacts = LineDbRow;

const member = <Item>(list: readonly Item[], at: number): Item => {
  const item = list[at];
  assert(item !== undefined, `an unknown state is stored: ${at}`);
  return item;
};

const holdStates = ['PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED'] as const;

function holdOf({ hold, holdEndsAtMs, nowMs }: OrderDbRow): HoldState {
  if (hold === null) return 'GONE';
  const state = member(holdStates, hold);
  return state === 'PENDING' && holdEndsAtMs !== null && holdEndsAtMs <= nowMs ? 'LAPSED' : state;
}

const toPayment = (row: PaymentDbRow): PaymentFacts => ({
  ...row,
  id: row.id as Uuid,
  key: row.key as Uuid,
  state: member(paymentStates, row.state),
});

const toRefund = (row: RefundDbRow): RefundFacts => ({
  ...row,
  paymentId: row.paymentId as Uuid,
  key: row.key as Uuid,
  state: member(refundStates, row.state),
});

function toFound(row: OrderDbRow): FoundOrder {
  const { principalId, buyer } = row;
  return {
    facts: {
      eventId: row.eventId,
      id: row.id as Uuid,
      reservationId: row.reservationId as Uuid,
      state: member(orderStates, row.state),
      endReason: row.endReason as EndReason | null,
      version: row.version,
      wakes: row.wakes,
      totalMinor: row.totalMinor,
      currency: row.currency,
      promoCode: row.promoCode,
      paymentId: row.paymentId as Uuid | null,
      released: row.releasedAtMs !== null,
      payments: (row.payments ?? []).map(toPayment),
      refunds: (row.refunds ?? []).map(toRefund),
      hold: holdOf(row),
      holdEndsAtMs: row.holdEndsAtMs,
      eventCancelled: row.eventCancelled,
      isReturned: row.isReturned,
      nowMs: row.nowMs,
    },
    organizationId: row.organizationId,
    owner: principalId === null || buyer === null ? undefined : { principalId, buyer },
    email: row.email,
    name: row.name,
    language: row.language,
    subtotalMinor: row.subtotalMinor,
    discountMinor: row.discountMinor,
    hasPromoUse: row.promoUsed,
    given: row.given,
    feesMinor: row.feesMinor,
    createdAtMs: row.createdAtMs,
    completedAtMs: row.completedAtMs,
    endedAtMs: row.endedAtMs,
    returnAskedAtMs: row.returnAskedAtMs,
  };
}

export async function readOrder(
  db: Queryable,
  eventId: number,
  orderId: Uuid,
): Promise<FoundOrder | undefined> {
  const [row] = await db.query(readStatement, [eventId, orderId]);
  return row && toFound(row);
}

export async function readOrderOf(
  db: Queryable,
  eventId: number,
  reservationId: Uuid,
): Promise<FoundOrder | undefined> {
  const [row] = await db.query(readOfStatement, [eventId, reservationId]);
  return row && toFound(row);
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Of the latest reservation first, at most `limit`, before the reservation `before`. */
export async function listOrdersOf(
  db: Queryable,
  wanted: { principalId: number; buyer: string; limit: number; before?: Uuid },
): Promise<{ readonly found: readonly FoundOrder[]; readonly more: boolean }> {
  const values = [wanted.principalId, wanted.buyer, wanted.before ?? LAST, wanted.limit + 1];
  const rows = await db.query(listStatement, values);
  return { found: rows.slice(0, wanted.limit).map(toFound), more: rows.length > wanted.limit };
}

/** By order; none for an order that does not exist. */
export async function readLines(
  db: Queryable,
  orders: readonly { readonly eventId: number; readonly id: Uuid }[],
): Promise<ReadonlyMap<string, readonly LineFacts[]>> {
  const events = plainArray(orders.map(({ eventId }) => eventId));
  const rows = await db.query(linesStatement, [events, plainArray(orders.map(({ id }) => id))]);
  return Map.groupBy(rows, ({ orderId }) => orderId);
}
