/** Events on sale that belong to the organization of a server's configured key. */
import { createEvent } from '../../src/catalog/create-event.ts';
import { createApiKey, ensureOrganization } from '../../src/identity/api-keys.ts';
import { mainPool, stockEvent } from '../../src/inventory/stock-event.ts';
import { openDb } from '../../src/lib/db.ts';

export type SaleWish = {
  /** General admission: units of `mainPool`. */
  readonly capacity?: number;
  /** Named seats 0 to `seats` - 1. */
  readonly seats?: number;
  readonly perPersonMax?: number;
  readonly holdMs?: number;
};

/** `secret` is the server's PARTNER_API_KEY; the same secret again answers the same key. */
export async function createSaleEvent(
  url: string,
  secret: string,
  wish: SaleWish,
): Promise<number> {
  const { capacity, seats = 0, perPersonMax, holdMs = 480_000 } = wish;
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
        name: 'A sale',
        startsAtMs: Date.UTC(2040, 0, 1),
        timeZone: 'Asia/Seoul',
        currency: 'KRW',
        holdMs,
        extensionMs: 60_000,
        tiers: [{ code: 'general', name: { en: 'General' }, priceMinor: 0 }],
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
