/** Binds the organizers' routes about promo codes. Buyers meet them in orders. */
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { OwnPromo } from '@onsale/contract/promo.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Db } from '../lib/db.ts';
import { type Handlers, mayActFor, type Principal } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { createPromo } from './create-promo.ts';
import { type Promo, toCode } from './model/promo.ts';
import { listPromosOf, readPromo } from './read-promo.ts';
import { endPromo } from './sql/promos.ts';

export type PromoDeps = { readonly db: Db; readonly book: EventBook };

export type PromoRoutes = Pick<
  Handlers<ProductApi>,
  'createPromoCode' | 'listPromoCodes' | 'endPromoCode'
>;

export function promoRoutes({ db, book }: PromoDeps): PromoRoutes {
  async function ownEvent(
    eventId: number,
    principal: Principal,
    scope: 'events:read' | 'events:write',
  ): Promise<EventRecord | undefined> {
    const event = await book.get(eventId);
    return event && mayActFor(principal, event.organizationId, scope) ? event : undefined;
  }

  return {
    async createPromoCode({ params, body }, principal) {
      const event = await ownEvent(params.eventId, principal, 'events:write');
      if (event === undefined) return refuse('event_not_found');
      const made = await createPromo(db, event, body);
      return made.ok ? ok({ promo: present(made.value) }) : made;
    },

    async listPromoCodes({ params, query }, principal) {
      const event = await ownEvent(params.eventId, principal, 'events:read');
      if (event === undefined) return refuse('event_not_found');
      const after = query.cursor ?? '';
      const limit = query.limit ?? pageLimitDefault;
      const { promos, more } = await listPromosOf(db, event.eventId, { after, limit });
      const last = promos.at(-1);
      return ok({
        promos: promos.map(present),
        ...(more && last !== undefined ? { nextCursor: last.code } : {}),
      });
    },

    async endPromoCode({ params }, principal) {
      const event = await ownEvent(params.eventId, principal, 'events:write');
      if (event === undefined) return refuse('event_not_found');
      await db.query(endPromo, [event.eventId, toCode(params.code)]);
      const found = await readPromo(db, event.eventId, params.code);
      return found === undefined ? refuse('promo_unknown') : ok({ promo: present(found.promo) });
    },
  };
}

const instant = (name: 'startsAt' | 'endsAt' | 'endedAt', ms: number | null) =>
  ms === null ? {} : { [name]: new Date(ms).toISOString() };

function present(promo: Promo): OwnPromo {
  const { code, kind, amount, tiers, quantityMin, usesMax, perPersonMax, used } = promo;
  return {
    code,
    kind,
    amount,
    quantityMin,
    used,
    ...(tiers === undefined ? {} : { tiers: [...tiers] }),
    ...(usesMax === null ? {} : { usesMax }),
    ...(perPersonMax === null ? {} : { perPersonMax }),
    ...instant('startsAt', promo.startsAtMs),
    ...instant('endsAt', promo.endsAtMs),
    ...instant('endedAt', promo.endedAtMs),
    createdAt: new Date(promo.createdAtMs).toISOString(),
  };
}
