/** Events on sale that belong to the organization of a server's configured key. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { createEvent } from '../../src/catalog/create-event.ts';
import { createVenue, publishPlan } from '../../src/catalog/publish-plan.ts';
import { createApiKey, ensureOrganization } from '../../src/identity/api-keys.ts';
import { mainPool, stockEvent } from '../../src/inventory/stock-event.ts';
import { assert } from '../../src/lib/assert.ts';
import { openDb, type Tx } from '../../src/lib/db.ts';

export type SaleWish = {
  /** General admission: units of `mainPool`. */
  readonly capacity?: number;
  /** Named seats 0 to `seats` - 1. */
  readonly seats?: number;
  /** The seats of a drawing instead. */
  readonly plan?: SeatingPlan;
  /** May a pick leave a single seat? Yes when absent. */
  readonly singleSeatGaps?: boolean;
  /** Those of the drawing; one that costs nothing when absent. */
  readonly tiers?: readonly { readonly code: string; readonly priceMinor: number }[];
  readonly perPersonMax?: number;
  readonly holdMs?: number;
};

/** `secret` is the server's PARTNER_API_KEY; the same secret again answers the same key. */
export async function createSaleEvent(
  url: string,
  secret: string,
  wish: SaleWish,
): Promise<number> {
  const { capacity, plan, perPersonMax, holdMs = 480_000, singleSeatGaps } = wish;
  const { tiers = [{ code: 'general', priceMinor: 0 }] } = wish;
  const seats = plan?.seatCount ?? wish.seats ?? 0;
  const db = openDb({
    url,
    applicationName: 'test',
    poolMax: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
    lockTimeoutMs: 10_000,
    idleInTransactionTimeoutMs: 10_000,
    onError: () => {},
  });
  try {
    return await db.transaction(async (tx) => {
      const organizationId = await ensureOrganization(tx, 'Onsale');
      await createApiKey(tx, { organizationId, name: 'partner', secret });
      const eventId = await createEvent(tx, {
        organizationId,
        ...(plan && { seatingPlanId: await publish(tx, organizationId, plan) }),
        ...(singleSeatGaps !== undefined && { singleSeatGaps }),
        name: 'A sale',
        startsAtMs: Date.UTC(2040, 0, 1),
        timeZone: 'Asia/Seoul',
        currency: 'KRW',
        holdMs,
        extensionMs: 60_000,
        tiers: tiers.map(({ code, priceMinor }) => ({ code, name: { en: code }, priceMinor })),
        ...(perPersonMax === undefined ? {} : { perPersonMax }),
      });
      const pools = capacity === undefined ? [] : [{ pool: mainPool, tier: 'general', capacity }];
      await stockEvent(tx, eventId, { pools, seatCount: seats });
      return eventId;
    });
  } finally {
    await db.close();
  }
}

async function publish(tx: Tx, organizationId: number, plan: SeatingPlan): Promise<number> {
  const venue = { organizationId, name: { en: 'A hall' }, timeZone: 'Asia/Seoul' };
  const venueId = await createVenue(tx, venue);
  const published = await publishPlan(tx, organizationId, venueId, plan);
  assert(published.ok, 'the plan is not valid');
  return published.value.planId;
}
