/**
 * What the product tells the world, and who hears it: two buses, one a domain, and eight rules. The
 * outbox is where events come from; the worker publishes its rows here after their commit, at least
 * once, so everybody who listens has to be able to hear a thing twice.
 */

export const busNames = ['ticket', 'reservation'] as const;
export type BusName = (typeof busNames)[number];

/** `part` names the bus, `source` is the envelope's field of that name. */
export const buses = {
  ticket: { part: 'ticket-events', source: 'ticket.service' },
  reservation: { part: 'reservation-events', source: 'reservation.service' },
} as const satisfies Record<BusName, { readonly part: string; readonly source: string }>;

export type DetailType =
  | 'TicketCreated'
  | 'TicketStatusChanged'
  | 'EventCancelled'
  | 'EventPostponed'
  | 'EventRescheduled'
  | 'ReservationCreated'
  | 'ReservationExpired'
  | 'ReservationConfirmed'
  | 'ReservationCancelled'
  | 'OrderCreated';

/** Which rows of the outbox become an event: a fact, a change of an event, a state of an order. */
export type OutboxKind =
  | {
      readonly kind: 'inventory';
      readonly facts: readonly (
        | 'held'
        | 'booked'
        | 'confirmed'
        | 'late'
        | 'cancelled'
        | 'expired'
        | 'blocked'
        | 'unblocked'
        | 'resized'
      )[];
    }
  | {
      readonly kind: 'event';
      readonly changes: readonly ('created' | 'cancelled' | 'postponed' | 'rescheduled')[];
    }
  | { readonly kind: 'order'; readonly states: readonly 'OPEN'[] };

/** Queues are consumed by the worker; `notification` is a function that tells the operators. */
export type TargetName = 'inventory' | 'payment' | 'notification';

export type EventRule = {
  /** Kebab-case; part of the rule's name. */
  readonly name: string;
  readonly bus: BusName;
  readonly detailTypes: readonly DetailType[];
  /** Further conditions on `detail`, in the language of event patterns. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly target: TargetName;
  readonly purpose: string;
  readonly from: readonly OutboxKind[];
};

export const eventRules: readonly EventRule[] = [
  {
    name: 'ticket-created',
    bus: 'ticket',
    detailTypes: ['TicketCreated'],
    target: 'inventory',
    purpose: 'Inventory learns of new tickets',
    from: [
      { kind: 'event', changes: ['created'] },
      { kind: 'inventory', facts: ['resized'] },
    ],
  },
  {
    name: 'ticket-status-changed',
    bus: 'ticket',
    detailTypes: ['TicketStatusChanged'],
    // Every sale changes a status, thousands a second: people hear only of what people did, tickets
    // taken off sale and put back.
    detail: { $or: [{ status: ['BLOCKED'] }, { previousStatus: ['BLOCKED'] }] },
    target: 'notification',
    purpose: 'Operators hear of tickets taken off sale or put back',
    from: [{ kind: 'inventory', facts: ['blocked', 'unblocked'] }],
  },
  {
    name: 'event-called-off',
    bus: 'ticket',
    detailTypes: ['EventCancelled', 'EventPostponed', 'EventRescheduled'],
    target: 'notification',
    purpose: 'Operators hear of events that do not take place as announced',
    from: [{ kind: 'event', changes: ['cancelled', 'postponed', 'rescheduled'] }],
  },
  {
    name: 'reservation-created',
    bus: 'reservation',
    detailTypes: ['ReservationCreated'],
    target: 'payment',
    purpose: 'Payment of what is held',
    from: [{ kind: 'inventory', facts: ['held'] }],
  },
  {
    name: 'reservation-expired',
    bus: 'reservation',
    detailTypes: ['ReservationExpired'],
    target: 'inventory',
    purpose: 'Tickets of a lapsed hold are released',
    from: [{ kind: 'inventory', facts: ['expired'] }],
  },
  {
    name: 'reservation-confirmed',
    bus: 'reservation',
    detailTypes: ['ReservationConfirmed'],
    target: 'inventory',
    purpose: 'Status of tickets that are sold',
    from: [{ kind: 'inventory', facts: ['booked', 'confirmed', 'late'] }],
  },
  {
    name: 'reservation-cancelled',
    bus: 'reservation',
    detailTypes: ['ReservationCancelled'],
    target: 'inventory',
    purpose: 'Tickets that were given back are released',
    from: [{ kind: 'inventory', facts: ['cancelled'] }],
  },
  {
    name: 'order-created',
    bus: 'reservation',
    detailTypes: ['OrderCreated'],
    target: 'inventory',
    purpose: 'Inventory of what was ordered, and mail to its buyer',
    from: [{ kind: 'order', states: ['OPEN'] }],
  },
];
