/** Events for API tests, made with the product's own commands, for whichever organization. */
import { createHash } from 'node:crypto';
import { createEvent, type EventDraft } from '../../src/catalog/create-event.ts';
import { sampleHalls } from '../../src/catalog/model/halls/sample-halls.ts';
import { createVenue, publishPlan } from '../../src/catalog/publish-plan.ts';
import { mainPool, stockEvent } from '../../src/inventory/stock-event.ts';
import { assert } from '../../src/lib/assert.ts';
import { type Db, sql, type Tx } from '../../src/lib/db.ts';

export type EventWish = Partial<Omit<EventDraft, 'organizationId' | 'seatingPlanId'>>;

export type House = {
  /** General admission: `capacity` units of the main pool. */
  createPoolEvent(organizationId: number, capacity: number, wish?: EventWish): Promise<number>;
  /** Seats 0 to `seats` - 1 without a drawing, and a pool of `capacity` units when it is not 0. */
  createSeatEvent(
    organizationId: number,
    seats: number,
    wish?: EventWish,
    capacity?: number,
  ): Promise<number>;
  /** The small theatre with its drawing. */
  createHallEvent(organizationId: number, wish?: EventWish): Promise<number>;
  /** One statement for what no command does, e.g. cancelling an event. */
  change(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
};

/** In 2040, in Seoul. */
export const startsAtMs = Date.UTC(2040, 0, 1, 10, 30);

const poolOf = (capacity: number) =>
  capacity === 0 ? [] : [{ pool: mainPool, tier: 'general', capacity }];

export function createHouse(db: Db): House {
  async function create(
    organizationId: number,
    wish: EventWish & { readonly seatingPlanId?: number },
    stock: Parameters<typeof stockEvent>[2],
  ): Promise<number> {
    return db.transaction(async (tx) => {
      const eventId = await createEvent(tx, {
        name: 'A sale',
        startsAtMs,
        timeZone: 'Asia/Seoul',
        currency: 'KRW',
        holdMs: 480_000,
        extensionMs: 300_000,
        tiers: [{ code: 'general', name: { en: 'General', ko: '일반' }, priceMinor: 45_000 }],
        ...wish,
        organizationId,
      });
      await stockEvent(tx, eventId, stock);
      return eventId;
    });
  }
  return {
    createPoolEvent: (organizationId, capacity, wish = {}) =>
      create(organizationId, wish, { pools: poolOf(capacity), seatCount: 0 }),
    createSeatEvent: (organizationId, seats, wish = {}, capacity = 0) =>
      create(organizationId, wish, { pools: poolOf(capacity), seatCount: seats }),
    async createHallEvent(organizationId, wish = {}) {
      const { seatingPlanId, seatCount } = await db.transaction((tx) =>
        publishSmallTheatre(tx, organizationId),
      );
      return create(organizationId, { ...wish, seatingPlanId }, { pools: [], seatCount });
    },
    change: (text, values = []) =>
      db.query(sql<Record<string, unknown>>(`test_${hashOf(text)}`, text), values),
  };
}

/** Statements are prepared by name, so each text needs one of its own. */
const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);

async function publishSmallTheatre(
  tx: Tx,
  organizationId: number,
): Promise<{ seatingPlanId: number; seatCount: number }> {
  const plan = sampleHalls().find(({ code }) => code === 'small-theatre')?.plan;
  assert(plan !== undefined, 'the small theatre is gone');
  const venue = { organizationId, name: { ko: '소극장' }, timeZone: 'Asia/Seoul' };
  const venueId = await createVenue(tx, venue);
  const published = await publishPlan(tx, organizationId, venueId, plan);
  assert(published.ok, 'the plan of the small theatre is not valid');
  return { seatingPlanId: published.value.planId, seatCount: plan.seatCount };
}
