/** What a buyer's wish costs: the places of the hold, their ticket types, and a promo code if there is one. */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Wanted } from '../inventory/model/commands.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { type PromoRefusal, whyNotNow } from '../promos/model/promo.ts';
import { readPromo } from '../promos/read-promo.ts';
import type { OrderDeps } from './deps.ts';
import { type PricedOrder, priceLines } from './model/price-lines.ts';
import { placesOf } from './places.ts';

export type PriceWish = {
  readonly wanted: Wanted;
  readonly ticketTypes: readonly string[] | undefined;
  readonly promoCode?: string | undefined;
  /** The code that the order has a use of already: it stays good, whatever has become of it since. */
  readonly ownCode?: string | undefined;
};

export type PriceRefusal =
  | PromoRefusal
  | 'promo_unknown'
  | 'promo_not_for_these'
  | 'invalid_request';

/** `promoCode` as it is stored; null: none. */
export type Priced = PricedOrder & { readonly promoCode: string | null };

export async function priceWish(
  deps: Pick<OrderDeps, 'db' | 'labels'>,
  event: EventRecord,
  wish: PriceWish,
): Promise<Result<Priced, PriceRefusal>> {
  const { wanted, ticketTypes, promoCode, ownCode } = wish;
  const [places, found] = await Promise.all([
    placesOf(deps.db, deps.labels, event, wanted),
    promoCode === undefined ? undefined : readPromo(deps.db, event.eventId, promoCode),
  ]);
  if (promoCode !== undefined && found === undefined) return refuse('promo_unknown');
  const promo = found?.promo;
  const refusal =
    found === undefined || found.promo.code === ownCode
      ? undefined
      : whyNotNow(found.promo, found.nowMs);
  if (refusal !== undefined) return refusal;
  const priced = priceLines(places, ticketTypes, event, promo);
  return priced.ok ? ok({ ...priced.value, promoCode: promo?.code ?? null }) : priced;
}
