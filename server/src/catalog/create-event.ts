/** A new event with its price tiers and ticket types. Its places are stocked by the inventory, in the same transaction. */
import type { FeeRule } from '@onsale/contract/pricing.ts';
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { appendOutbox } from '../outbox/append.ts';
import { indexEvents } from './index-event.ts';
import type { TicketType, Tier, Translations } from './model/event.ts';
import * as statements from './sql/events.ts';

/** Times in ms since the epoch, lengths in ms, money in minor units. Absent limits are no limits. */
export type EventDraft = {
  readonly organizationId: number;
  readonly seriesId?: number;
  readonly venueId?: number;
  readonly seatingPlanId?: number;
  readonly name: string;
  readonly translations?: Translations;
  readonly startsAtMs: number;
  readonly timeZone: string;
  readonly currency: string;
  /** At once when absent. */
  readonly saleOpensAtMs?: number;
  readonly saleClosesAtMs?: number;
  readonly perOrderMax?: number;
  readonly perPersonMax?: number;
  readonly holdMs: number;
  readonly extensionMs: number;
  readonly tiers: readonly Tier[];
  readonly ticketTypes?: readonly TicketType[];
  /** None when absent. */
  readonly fees?: FeeRule;
  readonly description?: Translations;
  readonly genre?: string;
  readonly runningMinutes?: number;
  readonly ageMin?: number;
  /** May a choice leave a single free seat? Yes when absent. */
  readonly singleSeatGaps?: boolean;
  /** Buyers may not give tickets back when absent. */
  readonly refundableUntilMs?: number;
  /** Buyers say who comes. Not when absent. */
  readonly askNames?: boolean;
  /** Tickets may not be given to friends. They may when absent. */
  readonly transfersRefused?: boolean;
  /** The event that this one rehearses: it is in no list, and can be removed. */
  readonly rehearsalOf?: number;
};

/** Answers the new event's id. */
export async function createEvent(tx: Tx, draft: EventDraft): Promise<number> {
  const [row] = await tx.query(statements.insertEvent, [
    draft.organizationId,
    draft.seriesId ?? null,
    draft.venueId ?? null,
    draft.seatingPlanId ?? null,
    draft.name,
    JSON.stringify(draft.translations ?? {}),
    draft.startsAtMs,
    draft.timeZone,
    draft.currency,
    draft.saleOpensAtMs ?? null,
    draft.saleClosesAtMs ?? null,
    draft.perOrderMax ?? null,
    draft.perPersonMax ?? null,
    draft.holdMs,
    draft.extensionMs,
    JSON.stringify(draft.description ?? {}),
    draft.genre ?? null,
    draft.runningMinutes ?? null,
    draft.ageMin ?? null,
    draft.fees?.basisPoints ?? 0,
    draft.fees?.perTicketMinor ?? 0,
    draft.singleSeatGaps ?? true,
    draft.refundableUntilMs ?? null,
    draft.rehearsalOf ?? null,
  ]);
  assert(row !== undefined, 'the event was not stored');
  const { eventId } = row;
  await changeRules(tx, eventId, draft);
  await tx.query(statements.insertTiers, [
    eventId,
    textArray(draft.tiers.map((tier) => tier.code)),
    plainArray(draft.tiers.map((_, position) => position)),
    textArray(draft.tiers.map((tier) => JSON.stringify(tier.name))),
    plainArray(draft.tiers.map((tier) => tier.priceMinor)),
  ]);
  const types = draft.ticketTypes ?? [];
  await tx.query(statements.insertTicketTypes, [
    eventId,
    textArray(types.map((type) => type.code)),
    plainArray(types.map((_, position) => position)),
    textArray(types.map((type) => JSON.stringify(type.name))),
    plainArray(types.map((type) => type.pricePercent)),
  ]);
  await indexEvents(tx, [eventId]);
  await appendOutbox(tx, eventId, eventPayload('created'));
  return eventId;
}

type Rules = Pick<EventDraft, 'askNames' | 'transfersRefused'>;

/** What buyers are asked and allowed; what is absent stays as it is. */
export async function changeRules(
  tx: Tx,
  eventId: number,
  { askNames, transfersRefused }: Rules,
): Promise<void> {
  if (askNames === undefined && transfersRefused === undefined) return;
  const values = [eventId, askNames ?? null, transfersRefused ?? null];
  await tx.query(statements.setEventRules, values);
}

/** `postponed`: without a new date. `rescheduled`: it has one, and the sale goes on. */
export type EventPayload = {
  readonly v: 1;
  readonly kind: 'event';
  readonly change: 'created' | 'updated' | 'cancelled' | 'postponed' | 'rescheduled';
};

export const eventPayload = (change: EventPayload['change']): EventPayload => ({
  v: 1,
  kind: 'event',
  change,
});
