/** From what an organizer sends to a draft that can be stored, or every problem it has, by field. */
import type { EventDraft as DraftBody } from '@onsale/contract/product.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import type { Static } from 'typebox';
import type { Queryable } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { EventDraft } from './create-event.ts';
import {
  currencyProblems,
  priceProblems,
  type Problem,
  startProblems,
  textProblems,
  timeProblems,
  zoneProblems,
} from './model/check-event.ts';
import {
  areaProblems,
  choiceProblems,
  planProblems,
  type Stock,
  stockOf,
} from './model/check-stock.ts';
import { readInstants } from './model/instants.ts';
import { readOwnPlan } from './sql/plans.ts';

type Body = Static<typeof DraftBody>;

export type CheckedDraft = {
  readonly draft: Omit<EventDraft, 'holdMs' | 'extensionMs'>;
  readonly stock: Stock;
};

const noFees = { basisPoints: 0, perTicketMinor: 0 };
/** Where an event without a venue takes place, unless it says otherwise. */
const ZONE = 'Asia/Seoul';

/** Refuses `invalid_request` with all problems, or `seating_plan_not_found`. */
export async function checkDraft(
  db: Queryable,
  body: Body,
  nowMs: number,
): Promise<Result<CheckedDraft, 'invalid_request' | 'seating_plan_not_found'>> {
  const { seatingPlanId, areas, tiers, ticketTypes = [], fees = noFees } = body;
  const own =
    seatingPlanId === undefined
      ? undefined
      : (await db.query(readOwnPlan, [seatingPlanId, body.organizationId]))[0];
  if (seatingPlanId !== undefined && own === undefined) return refuse('seating_plan_not_found');
  const plan = own && (JSON.parse(own.layout) as SeatingPlan);

  const { instants, problems: unreadable } = readInstants(body);
  const problems = [
    ...unreadable,
    ...(unreadable.length === 0 ? instantProblems(instants, nowMs) : []),
    ...(body.timeZone === undefined ? [] : zoneProblems(body.timeZone)),
    ...currencyProblems(body.currency),
    ...textProblems('translations', body.translations ?? {}, false),
    ...textProblems('description', body.description ?? {}, false),
    ...priceProblems(tiers, ticketTypes, fees),
    ...choiceProblems(plan !== undefined, areas),
    ...(plan === undefined ? [] : planProblems(plan, tiers)),
    ...areaProblems(areas ?? [], tiers),
  ];
  if (problems.length > 0) return refuse('invalid_request', { fields: problems.slice(0, 50) });

  const { startsAtMs = nowMs, ...otherTimes } = instants;
  const { organizationId, name, currency, singleSeatGaps, transfers } = body;
  return ok({
    draft: {
      organizationId,
      name,
      startsAtMs,
      ...otherTimes,
      timeZone: body.timeZone ?? own?.timeZone ?? ZONE,
      currency,
      tiers,
      ticketTypes,
      fees,
      ...(own === undefined ? {} : { venueId: own.venueId, seatingPlanId: own.planId }),
      ...optional(body),
      ...(singleSeatGaps === undefined ? {} : { singleSeatGaps: singleSeatGaps === 'allowed' }),
      ...(transfers === undefined ? {} : { transfersRefused: transfers === 'refused' }),
    },
    stock: plan === undefined ? { pools: areas ?? [], seatCount: 0 } : stockOf(plan),
  });
}

const instantProblems = (
  { startsAtMs, ...rest }: ReturnType<typeof readInstants>['instants'],
  nowMs: number,
): Problem[] =>
  startsAtMs === undefined
    ? []
    : [
        ...startProblems(startsAtMs, nowMs),
        ...timeProblems({
          startsAtMs,
          saleOpensAtMs: rest.saleOpensAtMs ?? nowMs,
          saleClosesAtMs: rest.saleClosesAtMs ?? null,
          refundableUntilMs: rest.refundableUntilMs ?? null,
        }),
      ];

/** The fields that are stored as they come. */
function optional(body: Body): Partial<CheckedDraft['draft']> {
  const { translations, description, genre, runningMinutes, ageMin } = body;
  const { perOrderMax, perPersonMax, askNames } = body;
  return {
    ...(translations === undefined ? {} : { translations }),
    ...(description === undefined ? {} : { description }),
    ...(genre === undefined ? {} : { genre }),
    ...(runningMinutes === undefined ? {} : { runningMinutes }),
    ...(ageMin === undefined ? {} : { ageMin }),
    ...(perOrderMax === undefined ? {} : { perOrderMax }),
    ...(perPersonMax === undefined ? {} : { perPersonMax }),
    ...(askNames === undefined ? {} : { askNames }),
  };
}
