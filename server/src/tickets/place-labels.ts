/** What a ticket calls its place, in every language: "1층 101구역 3열 5번", or the name of an area. */
import { findSeat, placeLabel, textIn } from '@onsale/contract/seating-plan-places.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { LRUCache } from 'lru-cache';
import type { EventRecord, Translations } from '../catalog/model/event.ts';
import type { PlanShelf } from '../catalog/read-plan.ts';

export type PlaceName = {
  readonly label: Translations;
  /** The price tier that the plan gives it. */
  readonly tier: string | undefined;
};

export type Place =
  | { readonly seat: number }
  | { readonly pool: number; readonly tier: string | null };

export type PlaceLabels = {
  name(event: Pick<EventRecord, 'seatingPlan' | 'tiers'>, place: Place): Promise<PlaceName>;
};

/** Parsed plans that are kept: those of the events whose tickets are being read. */
const PLANS_MAX = 20;

export function createPlaceLabels(shelf: PlanShelf): PlaceLabels {
  const plans = new LRUCache<number, SeatingPlan>({
    max: PLANS_MAX,
    async fetchMethod(planId) {
      const stored = await shelf.get(planId);
      return stored && (JSON.parse(stored.bytes.toString('utf8')) as SeatingPlan);
    },
  });
  return {
    async name(event, place) {
      const plan = event.seatingPlan === null ? undefined : await plans.fetch(event.seatingPlan.id);
      return 'seat' in place ? seatName(plan, place.seat) : poolName(plan, event, place);
    },
  };
}

function seatName(plan: SeatingPlan | undefined, seat: number): PlaceName {
  const found = plan && findSeat(plan, seat);
  if (found === undefined) {
    return { label: { ko: `${seat}번`, en: `Seat ${seat}` }, tier: undefined };
  }
  const label = { ko: placeLabel(found, 'ko'), en: placeLabel(found, 'en') };
  return { label, tier: found.tier };
}

function poolName(
  plan: SeatingPlan | undefined,
  { tiers }: Pick<EventRecord, 'tiers'>,
  { pool, tier }: { readonly pool: number; readonly tier: string | null },
): PlaceName {
  const level = plan?.levels.find(({ areas }) => areas.some((one) => one.pool === pool));
  const area = level?.areas.find((one) => one.pool === pool);
  if (level !== undefined && area !== undefined) {
    const label = (language: 'ko' | 'en') =>
      `${textIn(level.label, language)}${language === 'ko' ? ' ' : ', '}${textIn(area.label, language)}`;
    return { label: { ko: label('ko'), en: label('en') }, tier: area.tier };
  }
  const named = tiers.find(({ code }) => code === tier)?.name;
  return { label: named ?? { ko: '비지정석', en: 'General admission' }, tier: tier ?? undefined };
}
