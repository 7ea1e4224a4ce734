/** Offers of a ticket to a friend. The link carries a secret that only its two ends know. */
import { Type, type Static } from 'typebox';
import * as field from './fields.ts';

/**
 * 32 random bytes in base64url, made by whoever offers, so that offering may be repeated. It stands behind
 * the # of the link: no server and no log ever sees it in an address. The server keeps its SHA-256.
 */
export const TransferToken = Type.String({
  minLength: 43,
  maxLength: 43,
  pattern: '^[A-Za-z0-9_-]{43}$',
  description: '32 random bytes in base64url; part of the link behind the #.',
});

export const transferStates = ['offered', 'accepted', 'withdrawn', 'ended'] as const;

/** An offer as whoever made it sees it. */
export const Transfer = Type.Object({
  id: field.ReservationId,
  eventId: field.EventId,
  ticketId: field.ReservationId,
  status: field.oneOf(transferStates),
  fromName: Type.String({ maxLength: 100 }),
  /** Where the link was sent; absent when it was not, and once the offer is settled. */
  toEmail: Type.Optional(Type.String({ maxLength: 254 })),
  offeredAt: field.Instant,
  endsAt: field.Instant,
});

/** An offer as whoever has the link sees it, before anything is accepted. */
export const OfferedTicket = Type.Object({
  status: field.oneOf(transferStates),
  eventId: field.EventId,
  fromName: Type.String({ maxLength: 100 }),
  label: Type.Record(Type.String(), Type.String({ maxLength: 200 })),
  endsAt: field.Instant,
  asksName: Type.Boolean({ description: 'The event wants to know who comes.' }),
});

export type Transfer = Static<typeof Transfer>;
export type OfferedTicket = Static<typeof OfferedTicket>;
