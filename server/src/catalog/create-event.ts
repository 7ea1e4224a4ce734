/** A new event with its price tiers and ticket types. Its places are stocked by the inventory, in the same transaction. */
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { appendOutbox } from '../outbox/append.ts';
import type { Tier, Translations } from './model/event.ts';
import * as statements from './sql/events.ts';

export type TicketType = {
  readonly code: string;
  readonly name: Translations;
  /** 0 to 100 per cent of the tier's price. */
  readonly pricePercent: number;
};

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
  ]);
  assert(row !== undefined, 'the event was not stored');
  const { eventId } = row;
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
  await appendOutbox(tx, eventId, eventPayload('created'));
  return eventId;
}

export type EventPayload = {
  readonly v: 1;
  readonly kind: 'event';
  readonly change: 'created' | 'updated';
};

export const eventPayload = (change: EventPayload['change']): EventPayload => ({
  v: 1,
  kind: 'event',
  change,
});
