/** An event as the booking API means it: general admission, price 0, on sale at once. */
import { createEvent } from '../catalog/create-event.ts';
import { rememberRequest } from '../identity/remember-request.ts';
import { mainPool, stockEvent } from '../inventory/stock-event.ts';
import type { KeyPrincipal } from '../lib/handler.ts';
import { ok, type Result } from '../lib/result.ts';
import { defaultCurrency, defaultZone, type PartnerDeps } from './deps.ts';
import { requestHash } from '../lib/request-hash.ts';

const tier = 'general';

export async function createPartnerEvent(
  deps: Pick<PartnerDeps, 'db' | 'holds'>,
  principal: KeyPrincipal,
  wish: { readonly name: string; readonly seats: number; readonly startsAtMs: number },
  key: string | undefined,
): Promise<Result<number, 'idempotency_mismatch'>> {
  const request =
    key === undefined
      ? undefined
      : {
          principalId: principal.keyId,
          route: 'partnerCreateEvent',
          key,
          requestHash: requestHash(wish.name, wish.seats, wish.startsAtMs),
        };
  const made = await rememberRequest(deps.db, request, async (tx) => {
    const eventId = await createEvent(tx, {
      organizationId: principal.organizationId,
      name: wish.name,
      startsAtMs: wish.startsAtMs,
      timeZone: defaultZone,
      currency: defaultCurrency,
      ...deps.holds,
      tiers: [{ code: tier, name: { en: 'General admission', ko: '일반' }, priceMinor: 0 }],
    });
    const pools = [{ pool: mainPool, tier, capacity: wish.seats }];
    await stockEvent(tx, eventId, { pools, seatCount: 0 });
    return String(eventId);
  });
  return made.ok ? ok(Number(made.value)) : made;
}
