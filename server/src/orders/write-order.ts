/**
 * Writes an order and, in the same transaction, takes the use of its promo code and frees the one it had
 * before. An order without a code is one statement, as hot sales need it.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Db, Queryable, Tx } from '../lib/db.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import type { Refusal } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { freeUse, takeUse, type UseRefusal } from '../promos/take-use.ts';
import { orderPayload } from './commit-move.ts';
import type { OrderFacts } from './model/facts.ts';
import type { Priced } from './price-wish.ts';
import { changeOrder, insertOrder } from './sql/put-order.ts';

/** What is written of a wish besides its prices. */
export type Told = {
  readonly orderId: Uuid;
  readonly reservationId: Uuid;
  readonly buyer: string;
  readonly email: string;
  readonly name: string | undefined;
  readonly language: 'ko' | 'en';
  /** One per place; null: not told. */
  readonly attendees: readonly (string | null)[];
};

/** `not_written`: the hold is over, or the order is no longer as it was. */
export type Written = 'written' | 'not_written' | Refusal<UseRefusal>;

/** How long after the end of a hold a worker looks whether its order has noticed. */
const OVERDUE_MS = 60_000;

/** Undoes a transaction whose order got no use of its code. */
class Undo extends Error {
  override name = 'Undo';
  readonly refusal: Refusal<UseRefusal>;

  constructor(refusal: Refusal<UseRefusal>) {
    super('No use of the promo code is left.');
    this.refusal = refusal;
  }
}

export function insertNew(
  db: Db,
  { eventId, currency }: EventRecord,
  told: Told,
  priced: Priced,
): Promise<Written> {
  const { orderId: id, reservationId } = told;
  const { lines, promoCode } = priced;
  const payload = orderPayload({ id, reservationId, state: 'OPEN', endReason: null }, 1);
  const insert = (on: Queryable) =>
    on.query(insertOrder, [
      eventId,
      id,
      reservationId,
      SHOP_PRINCIPAL,
      told.buyer,
      told.email,
      told.name ?? null,
      told.language,
      currency,
      priced.subtotalMinor,
      priced.feesMinor,
      priced.totalMinor,
      plainArray(lines.map((line) => line.seatNo)),
      plainArray(lines.map((line) => line.poolId)),
      nullable(lines.map((line) => line.tierCode)),
      nullable(lines.map((line) => line.ticketType)),
      plainArray(lines.map((line) => line.unitMinor)),
      plainArray(lines.map((line) => line.feeMinor)),
      JSON.stringify(payload),
      OVERDUE_MS,
      priced.discountMinor,
      promoCode,
      plainArray(lines.map((line) => line.discountMinor)),
      nullable(told.attendees),
    ]);
  return writeWith(db, insert, { eventId, buyer: told.buyer, frees: null, takes: promoCode });
}

/** `ownCode`: the one it has a use of. */
export function changeKnown(
  db: Db,
  facts: OrderFacts,
  told: Told,
  priced: Priced,
  ownCode: string | null,
): Promise<Written> {
  const { lines, promoCode } = priced;
  const change = (on: Queryable) =>
    on.query(changeOrder, [
      facts.eventId,
      facts.id,
      facts.version,
      facts.wakes,
      told.email,
      told.name ?? null,
      told.language,
      priced.subtotalMinor,
      priced.feesMinor,
      priced.totalMinor,
      nullable(lines.map((line) => line.ticketType)),
      plainArray(lines.map((line) => line.unitMinor)),
      plainArray(lines.map((line) => line.feeMinor)),
      JSON.stringify(orderPayload(facts, facts.version + 1)),
      priced.discountMinor,
      promoCode,
      plainArray(lines.map((line) => line.discountMinor)),
      nullable(told.attendees),
    ]);
  const { eventId } = facts;
  const swap = promoCode === ownCode ? none : { frees: ownCode, takes: promoCode };
  return writeWith(db, change, { eventId, buyer: told.buyer, ...swap });
}

const none = { frees: null, takes: null };

type Uses = {
  readonly eventId: number;
  readonly buyer: string;
  readonly frees: string | null;
  readonly takes: string | null;
};

async function writeWith(
  db: Db,
  write: (on: Queryable) => Promise<readonly unknown[]>,
  uses: Uses,
): Promise<Written> {
  if (uses.frees === null && uses.takes === null) return outcome(await write(db));
  try {
    return await db.transaction(async (tx) => {
      const written = outcome(await write(tx));
      if (written === 'written') await settleUses(tx, uses);
      return written;
    });
  } catch (error) {
    if (error instanceof Undo) return error.refusal;
    throw error;
  }
}

const outcome = (rows: readonly unknown[]): Written =>
  rows.length === 0 ? 'not_written' : 'written';

/** Two codes are locked in their order, whichever of them is freed: orders that swap do not meet. */
async function settleUses(tx: Tx, { eventId, buyer, frees, takes }: Uses): Promise<void> {
  const free = async (): Promise<void> => {
    if (frees !== null) await freeUse(tx, eventId, frees);
  };
  const take = async (): Promise<void> => {
    if (takes === null) return;
    const taken = await takeUse(tx, eventId, takes, buyer);
    if (!taken.ok) throw new Undo(taken);
  };
  for (const step of (frees ?? '') < (takes ?? '') ? [free, take] : [take, free]) {
    // One after the other: that is the order of their locks.
    // oxlint-disable-next-line no-await-in-loop
    await step();
  }
}

/** Null has to stay null in an array of text. */
export const nullable = (values: readonly (string | null)[]): string =>
  values.every((value) => value !== null)
    ? textArray(values)
    : `{${values.map((value) => (value === null ? 'NULL' : textArray([value]).slice(1, -1))).join(',')}}`;
