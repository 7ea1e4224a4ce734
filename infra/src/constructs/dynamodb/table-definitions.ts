/**
 * The six tables of the event-driven variant: one a kind of thing, not one for everything. Keys are
 * prefixed texts such as `TICKET#{ticketId}`; a second way in goes through the index `GSI1`.
 */

export const tableNames = [
  'ticket-tickets',
  'ticket-ticket-events',
  'ticket-reservation-reservations',
  'ticket-reservation-orders',
  'ticket-reservation-idempotency',
  'ticket-reservation-outbox',
] as const;
export type TableName = (typeof tableNames)[number];

/** Patterns of the values, for people and for the test that compares them with the documents. */
export type KeyPatterns = { readonly partition: string; readonly sort?: string };

export type TableDefinition = {
  readonly keys: KeyPatterns;
  /** Of `GSI1`; copies whole items, so that a query needs no second read. */
  readonly index?: Required<KeyPatterns>;
  /** The attribute that says when an item is deleted, in seconds since the epoch. */
  readonly expiresAt?: string;
  /** Whether changes are streamed. */
  readonly stream?: true;
};

export const tableDefinitions = {
  'ticket-tickets': {
    keys: { partition: 'TICKET#{ticketId}', sort: 'METADATA' },
    index: { partition: 'EVENT#{eventId}', sort: 'TICKET#{createdAt}' },
  },
  'ticket-ticket-events': {
    keys: { partition: 'TICKET#{ticketId}', sort: 'EVENT#{timestamp}' },
  },
  'ticket-reservation-reservations': {
    keys: { partition: 'RESERVATION#{reservationId}', sort: 'METADATA' },
    index: { partition: 'USER#{userId}', sort: 'CREATED#{createdAt}' },
  },
  'ticket-reservation-orders': {
    keys: { partition: 'ORDER#{orderId}', sort: 'METADATA' },
    index: { partition: 'RESERVATION#{reservationId}', sort: 'CREATED#{createdAt}' },
  },
  'ticket-reservation-idempotency': {
    keys: { partition: 'IDEMPOTENCY#{requestId}' },
    expiresAt: 'ttl',
  },
  'ticket-reservation-outbox': {
    keys: { partition: 'OUTBOX#{eventId}', sort: 'CREATED#{timestamp}' },
    // There is no index on `published`: whoever publishes follows the stream instead of asking.
    stream: true,
  },
} as const satisfies Record<TableName, TableDefinition>;
