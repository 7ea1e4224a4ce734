/** What is on sale during a journey test: two drawn halls and a standing area, with fees. */
import { createEvent } from '@onsale/server/src/catalog/create-event.ts';
import { sampleHalls } from '@onsale/server/src/catalog/model/halls/sample-halls.ts';
import { createVenue, publishPlan } from '@onsale/server/src/catalog/publish-plan.ts';
import { ensureOrganization } from '@onsale/server/src/identity/api-keys.ts';
import { stockEvent } from '@onsale/server/src/inventory/stock-event.ts';
import { assert } from '@onsale/server/src/lib/assert.ts';
import type { Db, Tx } from '@onsale/server/src/lib/db.ts';

const halls = ['small-theatre', 'large-theatre', 'arena', 'standing-show'] as const;

/** The large theatre twice as likely as the others: that is where everybody wants to go. */
export async function createHouses(db: Db, holdMs: number): Promise<number[]> {
  const ids = await db.transaction(async (tx) => {
    const organizationId = await ensureOrganization(tx, 'Journey');
    const made: number[] = [];
    for (const code of halls) made.push(await createHouse(tx, organizationId, code, holdMs));
    return made;
  });
  return [...ids, ids[1] ?? 0];
}

async function createHouse(
  tx: Tx,
  organizationId: number,
  code: string,
  holdMs: number,
): Promise<number> {
  const hall = sampleHalls().find((one) => one.code === code);
  assert(hall !== undefined, `there is no sample hall ${code}`);
  const { plan, tiers, currency } = hall;
  const venueId = await createVenue(tx, {
    organizationId,
    name: plan.name.text,
    timeZone: 'Asia/Seoul',
  });
  const published = await publishPlan(tx, organizationId, venueId, plan);
  assert(published.ok, `the plan of ${code} is not valid`);
  const eventId = await createEvent(tx, {
    organizationId,
    venueId,
    seatingPlanId: published.value.planId,
    name: code,
    startsAtMs: Date.UTC(2040, 0, 1),
    timeZone: 'Asia/Seoul',
    currency,
    holdMs,
    extensionMs: 5_000,
    fees: { basisPoints: 350, perTicketMinor: 1_000 },
    singleSeatGaps: code !== 'large-theatre',
    refundableUntilMs: Date.UTC(2039, 11, 31),
    tiers: tiers.map(({ code: tier, priceMinor, name: { text } }) => ({
      code: tier,
      priceMinor,
      name: text as Record<string, string>,
    })),
    ticketTypes: [{ code: 'adult', name: { en: 'Adult' }, pricePercent: 100 }],
  });
  const pools = plan.levels.flatMap((level) =>
    level.areas.map(({ pool, tier, capacity }) => ({ pool, tier, capacity })),
  );
  await stockEvent(tx, eventId, { pools, seatCount: plan.seatCount });
  return eventId;
}
