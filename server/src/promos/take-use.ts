/**
 * Takes and frees uses of promo codes, in the transaction of the order that has them. Whoever calls has
 * locked the order's row; the code's row comes after it and nothing comes after that.
 */
import type { Tx } from '../lib/db.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { type PromoRefusal, usedUp, whyNotNow } from './model/promo.ts';
import { readPromo } from './read-promo.ts';
import { countOfPerson, freeUse as freeStatement, takeUse as takeStatement } from './sql/promos.ts';

export type UseRefusal = PromoRefusal | 'promo_unknown';

/**
 * The order says already that it has the use. After a refusal the transaction has to be undone: what the
 * person has is counted once the code is locked, this order included.
 */
export async function takeUse(
  tx: Tx,
  eventId: number,
  code: string,
  buyer: string,
): Promise<Result<undefined, UseRefusal>> {
  const [taken] = await tx.query(takeStatement, [eventId, code]);
  if (taken === undefined) {
    const found = await readPromo(tx, eventId, code);
    if (found === undefined) return refuse('promo_unknown');
    // What has stood in the way a moment ago may be over.
    return whyNotNow(found.promo, found.nowMs) ?? usedUp('all', found.promo.usesMax ?? 0);
  }
  const { perPersonMax } = taken;
  if (perPersonMax === null) return ok(undefined);
  const [row] = await tx.query(countOfPerson, [eventId, code, SHOP_PRINCIPAL, buyer]);
  return (row?.uses ?? 0) > perPersonMax ? usedUp('person', perPersonMax) : ok(undefined);
}

export async function freeUse(tx: Tx, eventId: number, code: string): Promise<void> {
  await tx.query(freeStatement, [eventId, code]);
}
