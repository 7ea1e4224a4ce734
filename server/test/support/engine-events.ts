/** Events for engine tests, made with the product's own commands. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { createEvent } from '../../src/catalog/create-event.ts';
import { createVenue, publishPlan } from '../../src/catalog/publish-plan.ts';
import { createApiKey, ensureOrganization, newSecret } from '../../src/identity/api-keys.ts';
import type { Owner } from '../../src/inventory/model/commands.ts';
import { mainPool, stockEvent } from '../../src/inventory/stock-event.ts';
import { assert } from '../../src/lib/assert.ts';
import type { Db, Tx } from '../../src/lib/db.ts';

export type EventOptions = {
  readonly name?: string;
  readonly perOrderMax?: number;
  readonly perPersonMax?: number;
  /** Default 480,000 ms. Commands carry the length of their hold themselves. */
  readonly holdMs?: number;
  /** Default 300,000 ms. */
  readonly extensionMs?: number;
  readonly saleOpensAtMs?: number;
  readonly saleClosesAtMs?: number;
};

export type EngineEvents = {
  /** The organization and key that events and commands belong to. */
  readonly owner: Owner;
  /** One general-admission area, `mainPool`. */
  createPoolEvent(options: EventOptions & { readonly capacity: number }): Promise<number>;
  /** Named seats 0 to `seats` - 1, without a drawing; or those and the areas of a drawing. */
  createSeatEvent(
    options: EventOptions & ({ readonly seats: number } | { readonly plan: SeatingPlan }),
  ): Promise<number>;
  /** True for events made here with a limit per person. */
  isLimited(eventId: number): boolean;
};

const tier = 'general';
const timeZone = 'Asia/Seoul';

export async function createEvents(db: Db): Promise<EngineEvents> {
  const owner = await db.transaction(async (tx) => {
    const organizationId = await ensureOrganization(tx, 'Test');
    const principalId = await createApiKey(tx, {
      organizationId,
      name: 'test',
      secret: newSecret(),
    });
    return { organizationId, principalId, buyer: 'buyer' };
  });
  const limited = new Set<number>();

  async function create(
    options: EventOptions,
    stock: (tx: Tx, eventId: number) => Promise<void>,
    plan?: { readonly venueId: number; readonly seatingPlanId: number },
  ): Promise<number> {
    const { name = 'An event', holdMs = 480_000, extensionMs = 300_000, ...rest } = options;
    const eventId = await db.transaction(async (tx) => {
      const made = await createEvent(tx, {
        organizationId: owner.organizationId,
        name,
        startsAtMs: Date.UTC(2040, 0, 1),
        timeZone,
        currency: 'KRW',
        holdMs,
        extensionMs,
        tiers: [{ code: tier, name: { en: 'General admission' }, priceMinor: 0 }],
        ...rest,
        ...plan,
      });
      await stock(tx, made);
      return made;
    });
    if (options.perPersonMax !== undefined) limited.add(eventId);
    return eventId;
  }

  return {
    owner,
    createPoolEvent: ({ capacity, ...options }) => {
      const pools = [{ pool: mainPool, tier, capacity }];
      return create(options, (tx, eventId) => stockEvent(tx, eventId, { pools, seatCount: 0 }));
    },
    async createSeatEvent(wish) {
      if ('seats' in wish) {
        const { seats, ...options } = wish;
        return create(options, (tx, id) => stockEvent(tx, id, { pools: [], seatCount: seats }));
      }
      const { plan, ...options } = wish;
      const areas = plan.levels.flatMap((level) => level.areas);
      const pools = areas.map(({ pool, capacity }) => ({ pool, tier, capacity }));
      const stock = { pools, seatCount: plan.seatCount };
      const published = await publish(db, owner.organizationId, plan);
      return create(options, (tx, eventId) => stockEvent(tx, eventId, stock), published);
    },
    isLimited: (eventId) => limited.has(eventId),
  };
}

async function publish(
  db: Db,
  organizationId: number,
  plan: SeatingPlan,
): Promise<{ venueId: number; seatingPlanId: number }> {
  return db.transaction(async (tx) => {
    const venue = { organizationId, name: { en: 'A hall' }, timeZone };
    const venueId = await createVenue(tx, venue);
    const published = await publishPlan(tx, organizationId, venueId, plan);
    assert(published.ok, 'the plan is not valid');
    return { venueId, seatingPlanId: published.value.planId };
  });
}
