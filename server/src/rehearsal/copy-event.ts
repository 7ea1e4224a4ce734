/** The draft of a rehearsal: the event as it is, opening when the rehearsal wants it to. Pure. */
import type { EventDraft } from '../catalog/create-event.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Stock } from '../catalog/model/check-stock.ts';

export type CopyWish = {
  readonly nowMs: number;
  readonly opensInMs: number;
  readonly holdMs?: number;
};

const DAY_MS = 86_400_000;

/** An event that begins too soon, or is over, begins a day after its rehearsal: sales end at the start. */
export function copyEvent(event: EventRecord, wish: CopyWish): EventDraft {
  const { nowMs, opensInMs } = wish;
  const saleOpensAtMs = nowMs + opensInMs;
  const startsAtMs = Math.max(event.startsAtMs, saleOpensAtMs + DAY_MS);
  const { refundableUntilMs, perOrderMax, perPersonMax, genre, runningMinutes, ageMin } = event;
  return {
    organizationId: event.organizationId,
    ...(event.venueId === null ? {} : { venueId: event.venueId }),
    ...(event.seatingPlan === null ? {} : { seatingPlanId: event.seatingPlan.id }),
    name: marked(event.name),
    translations: Object.fromEntries(
      Object.entries(event.translations).map(([language, name]) => [language, marked(name)]),
    ),
    startsAtMs,
    timeZone: event.timeZone,
    currency: event.currency,
    saleOpensAtMs,
    holdMs: wish.holdMs ?? event.holdMs,
    extensionMs: event.extensionMs,
    tiers: event.tiers,
    ticketTypes: event.ticketTypes,
    fees: event.fees,
    description: event.description,
    singleSeatGaps: event.singleSeatGaps,
    ...(perOrderMax === null ? {} : { perOrderMax }),
    ...(perPersonMax === null ? {} : { perPersonMax }),
    ...(genre === null ? {} : { genre }),
    ...(runningMinutes === null ? {} : { runningMinutes }),
    ...(ageMin === null ? {} : { ageMin }),
    ...(refundableUntilMs === null ? {} : { refundableUntilMs: startsAtMs }),
    rehearsalOf: event.eventId,
  };
}

const NAME_MAX = 200;
const MARK = 'REHEARSAL · ';

/** Wherever the name is shown (page, ticket, mail), it says so. */
const marked = (name: string): string => (MARK + name).slice(0, NAME_MAX);

/** The same places, all free: what the house has blocked is blocked anew if it is wanted. */
export function copyStock(view: {
  readonly pools: ReadonlyMap<number, { readonly pool: number; readonly capacity: number }>;
  readonly poolTiers: ReadonlyMap<number, string>;
  readonly seatCount: number;
}): Stock {
  const pools = [...view.pools.values()].map(({ pool, capacity }) => ({
    pool,
    tier: view.poolTiers.get(pool) ?? '',
    capacity,
  }));
  return { pools, seatCount: view.seatCount };
}
