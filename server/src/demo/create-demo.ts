/** Sample halls with an event each, made once on an empty database; dates are relative to today. */
import { createEvent } from '../catalog/create-event.ts';
import type { SampleHall } from '../catalog/model/halls/sample-hall.ts';
import { sampleHalls } from '../catalog/model/halls/sample-halls.ts';
import { createVenue, publishPlan } from '../catalog/publish-plan.ts';
import { stockEvent } from '../inventory/stock-event.ts';
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { listEvents } from '../catalog/list-events.ts';
import { areasOf, type DemoShow, demoShows } from './shows.ts';

export type DemoOptions = {
  readonly organizationId: number;
  readonly nowMs: number;
  readonly holds: { readonly holdMs: number; readonly extensionMs: number };
};

const ZONE = 'Asia/Seoul';

/** False when there are events already: a demo never touches somebody's data. */
export async function createDemo(tx: Tx, options: DemoOptions): Promise<boolean> {
  const existing = await listEvents(tx, { limit: 1 });
  if (existing === undefined || existing.eventIds.length > 0) return false;
  const halls = new Map(sampleHalls().map((hall) => [hall.code, hall]));
  for (const show of demoShows) {
    const hall = halls.get(show.hall);
    assert(hall !== undefined, `there is no sample hall ${show.hall}`);
    await createShow(tx, show, hall, options);
  }
  return true;
}

async function createShow(
  tx: Tx,
  show: DemoShow,
  hall: SampleHall,
  options: DemoOptions,
): Promise<void> {
  const { organizationId, nowMs, holds } = options;
  const { plan, tiers, currency } = hall;
  const name = plan.name.text as Record<string, string>;
  const venueId = await createVenue(tx, { organizationId, name, timeZone: ZONE });
  const published = await publishPlan(tx, organizationId, venueId, plan);
  assert(published.ok, `the plan of ${hall.code} is not valid`);
  const eventId = await createEvent(tx, {
    organizationId,
    venueId,
    seatingPlanId: published.value.planId,
    name: show.name.ko,
    translations: show.name,
    startsAtMs: evening(nowMs, show.inDays),
    timeZone: ZONE,
    currency,
    ...(show.opensInHours === undefined
      ? {}
      : { saleOpensAtMs: nowMs + show.opensInHours * 3_600_000 }),
    ...holds,
    tiers: tiers.map(({ code, priceMinor, name: { text } }) => ({
      code,
      priceMinor,
      name: text as Record<string, string>,
    })),
    ticketTypes: [
      { code: 'adult', name: { en: 'Adult', ko: '성인' }, pricePercent: 100 },
      { code: 'child', name: { en: 'Child', ko: '어린이' }, pricePercent: 50 },
    ],
  });
  await stockEvent(tx, eventId, { pools: areasOf(plan), seatCount: plan.seatCount });
}

/** 19:30 in Seoul (UTC+9, no daylight saving), so many days from now. */
function evening(nowMs: number, inDays: number): number {
  const dayMs = 86_400_000;
  const offsetMs = 9 * 3_600_000;
  const midnight = Math.floor((nowMs + offsetMs) / dayMs) * dayMs - offsetMs;
  return midnight + inDays * dayMs + 19.5 * 3_600_000;
}
