/** Makes a promo code. Doing it again with the same terms changes nothing. */
import type { PromoDraft } from '@onsale/contract/promo.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Queryable } from '../lib/db.ts';
import { textArray } from '../lib/pg-array.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { draftProblems, type Promo, promoKinds, toCode } from './model/promo.ts';
import { readPromo } from './read-promo.ts';
import { insertPromo } from './sql/promos.ts';

/** Codes of one event. */
export const CODES_MAX = 1_000;

const msOf = (instant: string | undefined): number | null =>
  instant === undefined ? null : Date.parse(instant);

/** Refuses `invalid_request`, `id_conflict` (the code means something else) and `limit_reached`. */
export async function createPromo(
  db: Queryable,
  event: Pick<EventRecord, 'eventId' | 'tiers'>,
  body: PromoDraft,
): Promise<Result<Promo, 'invalid_request' | 'id_conflict' | 'limit_reached' | 'internal'>> {
  const { eventId } = event;
  const { kind, amount, tiers, quantityMin = 1, usesMax = null, perPersonMax = null } = body;
  const times = { startsAtMs: msOf(body.startsAt), endsAtMs: msOf(body.endsAt) };
  const fields = draftProblems({ kind, amount, tiers, ...times }, event.tiers);
  if (fields.length > 0) return refuse('invalid_request', { fields });
  const made = await db.query(insertPromo, [
    eventId,
    toCode(body.code),
    promoKinds.indexOf(kind),
    amount,
    tiers === undefined ? null : textArray(tiers),
    quantityMin,
    usesMax,
    perPersonMax,
    times.startsAtMs,
    times.endsAtMs,
    CODES_MAX,
  ]);
  const found = await readPromo(db, eventId, body.code);
  if (found === undefined) {
    return made.length > 0 ? refuse('internal') : refuse('limit_reached', { limit: CODES_MAX });
  }
  const { promo } = found;
  const wanted = { kind, amount, tiers, quantityMin, usesMax, perPersonMax, ...times };
  const stands: typeof wanted = { ...wanted, ...promo, tiers: promo.tiers?.slice() };
  const isSame = (Object.keys(wanted) as (keyof typeof wanted)[]).every(
    (name) => JSON.stringify(wanted[name]) === JSON.stringify(stands[name]),
  );
  return isSame ? ok(promo) : refuse('id_conflict');
}
