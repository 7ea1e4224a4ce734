/** One date of a show of the demo, with its house, its prices and its places. */
import { createEvent } from '../catalog/create-event.ts';
import { areasOf } from '../catalog/model/check-stock.ts';
import type { SampleHall } from '../catalog/model/halls/sample-hall.ts';
import { sampleHalls } from '../catalog/model/halls/sample-halls.ts';
import { createVenue, publishPlan } from '../catalog/publish-plan.ts';
import { createSeries } from '../catalog/create-series.ts';
import { createPromo } from '../promos/create-promo.ts';
import { stockEvent } from '../inventory/stock-event.ts';
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { refundableUntil, startOf } from './model/dates.ts';
import { DAY_MS, type DemoShow } from './show.ts';
import { type DemoVenue, venues } from './venues.ts';
import { findSeries, findVenue, insertDemoEvent } from './sql/demo-events.ts';

export type DemoOptions = {
  readonly organizationId: number;
  readonly nowMs: number;
  readonly holds: { readonly holdMs: number; readonly extensionMs: number };
};

export type Halls = ReadonlyMap<string, SampleHall>;

/** The sample halls, if any of these shows needs one. */
export const hallsOf = (shows: readonly DemoShow[]): Halls =>
  new Map(shows.length === 0 ? [] : sampleHalls().map((hall) => [hall.code, hall]));

/** Answers the event's id. `afterMs`: of another date of the same show, on an earlier day. */
export async function createShow(
  tx: Tx,
  show: DemoShow,
  halls: Halls,
  options: DemoOptions & { readonly afterMs?: number },
): Promise<number> {
  const { organizationId, nowMs, holds, afterMs } = options;
  const venue: DemoVenue = venues[show.venue];
  const { timeZone, currency, fees } = venue;
  const place = await placeOf(tx, venue, halls, organizationId);
  const seriesId = await seriesOf(tx, show, organizationId);
  // What is to have ended is sold first: it takes place tomorrow until then.
  const startsAtMs =
    show.stage === 'ended' ? nowMs + DAY_MS : startOf(show.date, timeZone, nowMs, afterMs);
  const refundableUntilMs = refundableUntil(show, startsAtMs);
  const eventId = await createEvent(tx, {
    organizationId,
    ...place.where,
    ...(seriesId === undefined ? {} : { seriesId }),
    name: show.name.ko,
    translations: show.name,
    startsAtMs,
    timeZone,
    currency,
    saleOpensAtMs: nowMs - show.openedMs,
    ...holds,
    tiers: show.tiers,
    ticketTypes: show.ticketTypes,
    fees,
    description: show.description,
    genre: show.genre,
    runningMinutes: show.runningMinutes,
    ageMin: show.ageMin,
    perOrderMax: show.perOrderMax,
    singleSeatGaps: show.singleSeatGaps,
    ...(refundableUntilMs === undefined ? {} : { refundableUntilMs }),
    ...(show.askNames === undefined ? {} : { askNames: show.askNames }),
  });
  await stockEvent(tx, eventId, place.stock);
  for (const code of show.promoCodes ?? []) {
    // A handful, once per date.
    // oxlint-disable-next-line no-await-in-loop
    const made = await createPromo(tx, { eventId, tiers: show.tiers }, code);
    assert(made.ok, `the promo code ${code.code} is not valid`);
  }
  await tx.query(insertDemoEvent, [eventId, show.code]);
  return eventId;
}

/** The tour or run, made with its first date. */
async function seriesOf(
  tx: Tx,
  { series }: DemoShow,
  organizationId: number,
): Promise<number | undefined> {
  if (series === undefined) return undefined;
  const [known] = await tx.query(findSeries, [organizationId, JSON.stringify(series)]);
  return known?.seriesId ?? createSeries(tx, { organizationId, name: series });
}

/** The house, made when it is used for the first time; the same drawing stays the same plan. */
async function placeOf(tx: Tx, venue: DemoVenue, halls: Halls, organizationId: number) {
  const { name, city, timeZone, hall: code, areas = [] } = venue;
  const [known] = await tx.query(findVenue, [organizationId, JSON.stringify(name)]);
  const venueId =
    known?.venueId ?? (await createVenue(tx, { organizationId, name, city, timeZone }));
  if (code === undefined) return { where: { venueId }, stock: { pools: areas, seatCount: 0 } };
  const hall = halls.get(code);
  assert(hall !== undefined, `there is no sample hall ${code}`);
  const published = await publishPlan(tx, organizationId, venueId, hall.plan);
  assert(published.ok, `the plan of ${code} is not valid`);
  return {
    where: { venueId, seatingPlanId: published.value.planId },
    stock: { pools: areasOf(hall.plan), seatCount: hall.plan.seatCount },
  };
}
