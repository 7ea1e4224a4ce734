/** An entry and an offer as the rest of this folder knows them. */
import { assert } from '../lib/assert.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { type EndReason, type EntryState, entryStates } from './model/entry-table.ts';
import type { Wish } from './model/wish.ts';
import type { EntryDbRow } from './sql/entries.ts';
import { type OfferDbRow, offerStates } from './sql/offers.ts';

export type Entry = {
  readonly eventId: number;
  readonly id: Uuid;
  /** In the order of joining. */
  readonly number: number;
  readonly personId: string;
  readonly state: EntryState;
  readonly endReason: EndReason | null;
  readonly wish: Wish;
  readonly email: string | null;
  readonly language: 'ko' | 'en';
  readonly joinedAtMs: number;
  readonly endedAtMs: number | null;
};

export type Offer = {
  readonly eventId: number;
  readonly reservationId: Uuid;
  readonly entryId: Uuid;
  /** The order whose places it takes over. */
  readonly orderId: Uuid | null;
  readonly state: (typeof offerStates)[number];
  readonly endsAtMs: number | null;
};

const member = <Item>(list: readonly Item[], at: number): Item => {
  const item = list[at];
  assert(item !== undefined, `an unknown state is stored: ${at}`);
  return item;
};

export const toEntry = (row: EntryDbRow): Entry => ({
  eventId: row.eventId,
  id: row.id as Uuid,
  number: row.number,
  personId: row.personId,
  state: member(entryStates, row.state),
  endReason: row.endReason as EndReason | null,
  wish: {
    party: row.party,
    tiers: row.tiers,
    together: row.together,
    wheelchairs: row.wheelchairs,
  },
  email: row.email,
  language: row.language,
  joinedAtMs: row.joinedAtMs,
  endedAtMs: row.endedAtMs,
});

export const toOffer = (row: OfferDbRow): Offer => ({
  eventId: row.eventId,
  reservationId: row.reservationId as Uuid,
  entryId: row.entryId as Uuid,
  orderId: row.orderId as Uuid | null,
  state: member(offerStates, row.state),
  endsAtMs: row.endsAtMs,
});
