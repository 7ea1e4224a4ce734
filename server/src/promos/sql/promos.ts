/** Promo codes of events, and the uses that orders have of them. */
import { sql } from '../../lib/db.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;
const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;

export type PromoDbRow = {
  code: string;
  kind: number;
  amount: number;
  tiers: string[] | null;
  quantityMin: number;
  usesMax: number | null;
  perPersonMax: number | null;
  startsAtMs: number | null;
  endsAtMs: number | null;
  endedAtMs: number | null;
  createdAtMs: number;
  used: number;
  nowMs: number;
};

const columns = `
  p.code, p.kind, p.amount, p.tiers, p.quantity_min AS "quantityMin", p.uses_max AS "usesMax",
  p.per_person_max AS "perPersonMax", ${ms('p.starts_at')} AS "startsAtMs",
  ${ms('p.ends_at')} AS "endsAtMs", ${ms('p.ended_at')} AS "endedAtMs",
  ${ms('p.created_at')} AS "createdAtMs", p.used, ${ms('clock_timestamp()')} AS "nowMs"`;

/** Parameters: event, code. */
export const readPromo = sql<PromoDbRow>(
  'promos_read',
  `SELECT ${columns} FROM promo_codes p WHERE p.event_id = $1 AND p.code = $2`,
);

/** By code. Parameters: event, after this code, rows at most. */
export const listPromos = sql<PromoDbRow>(
  'promos_list',
  `SELECT ${columns} FROM promo_codes p WHERE p.event_id = $1 AND p.code > $2
    ORDER BY p.code LIMIT $3`,
);

/**
 * No row: the event has such a code already, or as many as it may have. Parameters: event, code, kind,
 * amount, tiers or null, quantity at least, uses at most, per person at most, starts, ends (ms), codes of
 * the event at most.
 */
export const insertPromo = sql<{ code: string }>(
  'promos_insert',
  `INSERT INTO promo_codes (event_id, code, kind, amount, tiers, quantity_min, uses_max, per_person_max,
                            starts_at, ends_at)
   SELECT $1, $2, $3, $4, $5::text[], $6, $7, $8, ${instant(9)}, ${instant(10)}
    WHERE (SELECT count(*) FROM promo_codes WHERE event_id = $1) < $11::int
   ON CONFLICT (event_id, code) DO NOTHING
   RETURNING code`,
);

/** Ending it again changes nothing. Parameters: event, code. */
export const endPromo = sql<{ code: string }>(
  'promos_end',
  `UPDATE promo_codes SET ended_at = coalesce(ended_at, clock_timestamp())
    WHERE event_id = $1 AND code = $2
   RETURNING code`,
);

/**
 * Takes one more use, if there is one; the row stays locked until the order that has it is there, so
 * whoever comes next counts it. Parameters: event, code.
 */
export const takeUse = sql<{ perPersonMax: number | null }>(
  'promos_take_use',
  `UPDATE promo_codes SET used = used + 1
    WHERE event_id = $1 AND code = $2 AND ended_at IS NULL
      AND (starts_at IS NULL OR starts_at <= clock_timestamp())
      AND (ends_at IS NULL OR ends_at > clock_timestamp())
      AND (uses_max IS NULL OR used < uses_max)
   RETURNING per_person_max AS "perPersonMax"`,
);

/** Parameters: event, code. */
export const freeUse = sql(
  'promos_free_use',
  `UPDATE promo_codes SET used = used - 1 WHERE event_id = $1 AND code = $2`,
);

/** Orders of a person that have a use, found by what the person holds. Parameters: event, code, principal, buyer. */
export const countOfPerson = sql<{ uses: number }>(
  'promos_count_of_person',
  `SELECT count(*)::int AS uses
     FROM reservations r
     JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
    WHERE r.principal_id = $3 AND r.buyer = $4 AND r.event_id = $1
      AND o.promo_code = $2 AND o.promo_used`,
);
