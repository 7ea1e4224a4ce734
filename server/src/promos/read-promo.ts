/** Reads promo codes. */
import { assert } from '../lib/assert.ts';
import type { Queryable } from '../lib/db.ts';
import { type Promo, promoKinds, toCode } from './model/promo.ts';
import {
  listPromos as listStatement,
  type PromoDbRow,
  readPromo as statement,
} from './sql/promos.ts';

/** With the clock of the database when it was read. */
export type FoundPromo = { readonly promo: Promo; readonly nowMs: number };

function toPromo({ kind, tiers, nowMs, ...row }: PromoDbRow): FoundPromo {
  const word = promoKinds[kind];
  assert(word !== undefined, `an unknown kind of promo code is stored: ${kind}`);
  return { promo: { ...row, kind: word, ...(tiers === null ? {} : { tiers }) }, nowMs };
}

/** Undefined: the event has no such code. Upper and lower case are the same. */
export async function readPromo(
  db: Queryable,
  eventId: number,
  code: string,
): Promise<FoundPromo | undefined> {
  const [row] = await db.query(statement, [eventId, toCode(code)]);
  return row && toPromo(row);
}

/** By code, at most `limit`, after the code `after`. */
export async function listPromosOf(
  db: Queryable,
  eventId: number,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ readonly promos: readonly Promo[]; readonly more: boolean }> {
  const rows = await db.query(listStatement, [eventId, after, limit + 1]);
  return {
    promos: rows.slice(0, limit).map((row) => toPromo(row).promo),
    more: rows.length > limit,
  };
}
