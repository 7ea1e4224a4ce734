/** Waiting lists after sell-out: joining, offers, and giving bought places to the list. */
import { Type, type Static } from 'typebox';
import * as field from './fields.ts';
import { Email } from './order.ts';
import { SeatNumber } from './product.ts';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;
const EventParams = Type.Object({ eventId: field.EventId });
const OrderParams = Type.Object({ eventId: field.EventId, orderId: field.ReservationIdV7 });
const Tier = Type.String({ minLength: 1, maxLength: 32 });
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const waitlistLimits = { partyMax: 20, tiersMax: 50, partyUsual: 10 } as const;

const Party = Type.Integer({ minimum: 1, maximum: waitlistLimits.partyMax });
const Wheelchairs = Type.Integer({ minimum: 0, maximum: waitlistLimits.partyMax });
const Tiers = Type.Array(Tier, {
  minItems: 1,
  maxItems: waitlistLimits.tiersMax,
  uniqueItems: true,
});

export const waitlistEndReasons = [
  'bought',
  'left',
  'declined',
  'lapsed',
  'sale_over',
  'limit_reached',
  /** The same person joined as a guest and as an account: the other place stays. */
  'merged',
] as const;

export const WaitingListStatus = Type.Object({
  eventId: field.EventId,
  enabled: Type.Boolean(),
  /** Entries that have no offer yet. */
  waiting: Count,
  listOnly: Type.Boolean({
    description: 'Sold out, and somebody waits: places are held and sold to the list alone.',
  }),
  returns: Type.Boolean({ description: 'Whole orders can be given to the list at face value.' }),
  partyMax: Party,
  offerSeconds: Type.Integer({ minimum: 1, description: 'How long places are held for an offer.' }),
});

export const WaitlistOffer = Type.Object({
  reservationId: field.ReservationId,
  endsAt: field.Instant,
  seats: Type.Array(SeatNumber, { maxItems: 100 }),
  pool: Type.Optional(Type.Integer({ minimum: 1 })),
});

export const WaitlistEntry = Type.Object({
  id: field.ReservationId,
  eventId: field.EventId,
  status: field.oneOf(['waiting', 'offered', 'ended']),
  endReason: Type.Optional(field.oneOf(waitlistEndReasons)),
  party: Party,
  tiers: Type.Optional(Tiers),
  together: Type.Boolean(),
  accessible: Wheelchairs,
  email: Type.Optional(Type.String({ maxLength: 254 })),
  joinedAt: field.Instant,
  endedAt: Type.Optional(field.Instant),
  /** Only while waiting. */
  ahead: Type.Optional(
    Type.Object({
      all: Type.Integer({ minimum: 0, description: 'Entries before this one.' }),
      rivals: Type.Integer({
        minimum: 0,
        description:
          'Those of them that could take places which would do for this one: as many people or ' +
          'fewer, and a tier in common.',
      }),
    }),
  ),
  passedOver: Type.Integer({
    minimum: 0,
    description: 'Offers made to later entries, because what came free did not fit this one.',
  }),
  offer: Type.Optional(WaitlistOffer),
  nextPollMs: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'When to ask again, in milliseconds; absent once the entry has ended.',
    }),
  ),
});

export type WaitingListStatus = Static<typeof WaitingListStatus>;
export type WaitlistEntry = Static<typeof WaitlistEntry>;

const EntryAnswer = Type.Object({ entry: WaitlistEntry });
const ReturnAnswer = Type.Object({
  orderId: field.ReservationId,
  return: Type.Optional(Type.Object({ askedAt: field.Instant })),
});
const SettingsBody = Type.Object(
  { enabled: Type.Optional(Type.Boolean()), returns: Type.Optional(Type.Boolean()) },
  closed,
);

export const waitlistRoutes = {
  readWaitingList: route({
    id: 'readWaitingList',
    method: 'GET',
    path: '/api/v1/events/{eventId}/waiting-list',
    summary: 'The waiting list of an event, as everybody sees it',
    auth: 'none',
    params: EventParams,
    status: 200,
    response: Type.Object({ list: WaitingListStatus }),
    errors: ['event_not_found'],
  }),
  changeWaitingList: route({
    id: 'changeWaitingList',
    method: 'PUT',
    path: '/api/v1/events/{eventId}/waiting-list',
    summary: 'Let people join the waiting list or not, and orders return to it or not',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    body: SettingsBody,
    status: 200,
    response: Type.Object({ list: WaitingListStatus }),
    errors: ['event_not_found'],
  }),
  joinWaitingList: route({
    id: 'joinWaitingList',
    method: 'POST',
    path: '/api/v1/events/{eventId}/waiting-list/entries',
    summary: 'Join at the end; who is on the list already gets that entry, unchanged',
    auth: 'person',
    params: EventParams,
    body: Type.Object(
      {
        party: Party,
        tiers: Type.Optional(Tiers),
        together: Type.Optional(
          Type.Boolean({ description: 'Only seats side by side will do; true when absent.' }),
        ),
        accessible: Type.Optional(Wheelchairs),
        email: Type.Optional(Email),
        language: Type.Optional(field.oneOf(['ko', 'en'])),
      },
      closed,
    ),
    status: 200,
    response: EntryAnswer,
    errors: [
      'event_not_found',
      'waiting_list_closed',
      'places_available',
      'limit_reached',
      'sale_not_open',
      'sale_ended',
      'event_cancelled',
      'busy',
    ],
  }),
  readMyWaitlistEntry: route({
    id: 'readMyWaitlistEntry',
    method: 'GET',
    path: '/api/v1/events/{eventId}/waiting-list/entries/mine',
    summary: 'The latest entry of this session, with its offer if it has one',
    auth: 'person',
    params: EventParams,
    status: 200,
    response: EntryAnswer,
    errors: ['event_not_found', 'waitlist_entry_not_found'],
  }),
  leaveWaitingList: route({
    id: 'leaveWaitingList',
    method: 'DELETE',
    path: '/api/v1/events/{eventId}/waiting-list/entries/mine',
    summary: 'Leave the list; an offer goes to the next',
    auth: 'person',
    params: EventParams,
    status: 200,
    response: EntryAnswer,
    errors: [
      'event_not_found',
      'waitlist_entry_not_found',
      'invalid_transition',
      'busy',
      'outcome_unknown',
    ],
  }),
  listMyWaitlistEntries: route({
    id: 'listMyWaitlistEntries',
    method: 'GET',
    path: '/api/v1/waiting-list/entries',
    summary: 'What this session waits for, over all events, latest first',
    auth: 'person',
    query: field.Page,
    status: 200,
    response: Type.Object({
      entries: Type.Array(WaitlistEntry, { maxItems: 200 }),
      nextCursor: Type.Optional(field.Cursor),
    }),
    errors: [],
  }),
  returnOrder: route({
    id: 'returnOrder',
    method: 'PUT',
    path: '/api/v1/events/{eventId}/orders/{orderId}/return',
    summary:
      'Give a whole order to the waiting list: it stays yours until somebody takes it over, then all that was paid goes back',
    auth: 'person',
    params: OrderParams,
    status: 200,
    response: ReturnAnswer,
    errors: [
      'event_not_found',
      'order_not_found',
      'invalid_transition',
      'ticket_transferred',
      'return_closed',
    ],
  }),
  withdrawReturn: route({
    id: 'withdrawReturn',
    method: 'DELETE',
    path: '/api/v1/events/{eventId}/orders/{orderId}/return',
    summary: 'Keep the order after all, as long as nobody has taken it over',
    auth: 'person',
    params: OrderParams,
    status: 200,
    response: ReturnAnswer,
    errors: ['event_not_found', 'order_not_found', 'invalid_transition'],
  }),
} as const;
