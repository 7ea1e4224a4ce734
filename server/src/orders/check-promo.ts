/** What a promo code would take off what somebody holds. Nothing is reserved by asking. */
import type { Promo } from '@onsale/contract/promo.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { readReservation } from '../inventory/read-reservations.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { readPromo } from '../promos/read-promo.ts';
import type { OrderDeps } from './deps.ts';
import { type PriceRefusal, priceWish } from './price-wish.ts';
import { readOrderOf } from './read-order.ts';

export type PromoQuestion = {
  readonly buyer: string;
  readonly reservationId: Uuid;
  readonly code: string;
  readonly ticketTypes: readonly string[] | undefined;
};

export type PromoAnswer = {
  readonly promo: Promo;
  readonly discountMinor: number;
  readonly totalMinor: number;
};

export async function checkPromo(
  deps: Pick<OrderDeps, 'db' | 'labels'>,
  event: EventRecord,
  { buyer, reservationId, code, ticketTypes }: PromoQuestion,
): Promise<Result<PromoAnswer, PriceRefusal | 'reservation_not_found'>> {
  const { eventId } = event;
  const which = { id: reservationId, principalId: SHOP_PRINCIPAL, eventId };
  const [held, order, found] = await Promise.all([
    readReservation(deps.db, which),
    readOrderOf(deps.db, eventId, reservationId),
    readPromo(deps.db, eventId, code),
  ]);
  const reservation = held?.reservation;
  if (reservation?.owner.buyer !== buyer) return refuse('reservation_not_found');
  if (found === undefined) return refuse('promo_unknown');
  const priced = await priceWish(deps, event, {
    wanted: reservation.wanted,
    ticketTypes,
    promoCode: code,
    ownCode: order?.hasPromoUse === true ? (order.facts.promoCode ?? undefined) : undefined,
  });
  if (!priced.ok) return priced;
  const { discountMinor, totalMinor } = priced.value;
  const { kind, amount, tiers, quantityMin } = found.promo;
  return ok({
    promo: {
      code: found.promo.code,
      kind,
      amount,
      quantityMin,
      ...(tiers === undefined ? {} : { tiers: [...tiers] }),
    },
    discountMinor,
    totalMinor,
  });
}
