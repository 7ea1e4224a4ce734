/**
 * A client of the booking API as somebody would write it with Spring's RestTemplate, from the published
 * description alone: fixed types, fixed messages, success means status 200, and no tolerance.
 * It imports nothing of this repository.
 */

export type Health = {
  readonly status: string;
  readonly timestamp: string;
  readonly database: string;
  readonly redis: string;
  readonly components: {
    readonly db: { readonly status: string };
    readonly redis: { readonly status: string };
    readonly diskSpace: { readonly status: string };
  };
};

export type EventResponse = {
  readonly eventId: number;
  readonly eventName: string;
  readonly totalSeats: number;
  readonly availableSeats: number;
  /** LocalDateTime. */
  readonly eventDate: string;
  readonly createdAt: string;
};

export type ReservationResponse = {
  readonly reservationId: string;
  readonly eventId: number;
  readonly userId: string;
  readonly quantity: number;
  readonly status: string;
  readonly reservationTime: string;
  readonly reservedAt: string;
};

export type UserReservation = ReservationResponse & { readonly eventName: string };

/** HttpClientErrorException and HttpServerErrorException in one. */
export class HttpStatusException extends Error {
  override name = 'HttpStatusException';
  readonly status: number;
  readonly body: { readonly success: boolean; readonly message: string };

  constructor(status: number, body: HttpStatusException['body']) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** Jackson's MismatchedInputException: the body is not what was described. */
export class MismatchedInput extends Error {
  override name = 'MismatchedInput';
}

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === 'string' && value !== '';
const int: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const uuid: Check = (value) =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
/** LocalDateTime.parse: a real date, to the second, without a zone. */
const localDateTime: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value) &&
  new Date(`${value}Z`).toISOString().startsWith(value);
/** Instant.parse. */
const instant: Check = (value) =>
  typeof value === 'string' && value.endsWith('Z') && !Number.isNaN(Date.parse(value));
const is =
  (expected: unknown): Check =>
  (value) =>
    value === expected;
const object =
  (fields: Fields): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const row = value as Record<string, unknown>;
    // FAIL_ON_UNKNOWN_PROPERTIES is on: the description is complete.
    const known = Object.keys(row).every((name) => name in fields);
    return known && Object.entries(fields).every(([name, check]) => check(row[name]));
  };
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const absent: Check = (value) => value === undefined;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const component = object({ status: is('UP') });
const health = object({
  status: is('UP'),
  timestamp: instant,
  database: is('connected'),
  redis: text,
  components: object({ db: component, redis: component, diskSpace: component }),
});
const eventFields = {
  eventId: int,
  eventName: text,
  totalSeats: int,
  availableSeats: int,
  eventDate: localDateTime,
  createdAt: localDateTime,
};
const reservationFields = {
  reservationId: uuid,
  eventId: int,
  userId: text,
  quantity: int,
  status: text,
  reservationTime: localDateTime,
  reservedAt: localDateTime,
};
const written = (message: string, data: Check): Check =>
  object({ success: is(true), message: is(message), data });
const read = (data: Check): Check => object({ success: is(true), message: absent, data });
const page = (row: Check): Check =>
  object({ success: is(true), message: absent, data: list(row), nextCursor: optional(text) });

export type BookingClient = {
  health(): Promise<Health>;
  createEvent(eventName: string, totalSeats: number, eventDate: string): Promise<EventResponse>;
  listEvents(): Promise<EventResponse[]>;
  readEvent(eventId: number): Promise<EventResponse>;
  book(eventId: number, userId: string, quantity: number): Promise<ReservationResponse>;
  readReservation(reservationId: string): Promise<UserReservation>;
  reservationsOf(userId: string): Promise<UserReservation[]>;
  cancel(reservationId: string): Promise<UserReservation>;
};

const dataOf = async <T>(answer: Promise<unknown>): Promise<T> =>
  ((await answer) as { data: T }).data;
const user = (userId: string): string => `/reservations/user/${encodeURIComponent(userId)}`;

/** `baseUrl` ends with `/api`. */
export function createBookingClient(baseUrl: string, token: string): BookingClient {
  async function exchange(
    method: string,
    path: string,
    expected: Check,
    body?: object,
  ): Promise<unknown> {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        accept: 'application/json, application/*+json',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const type = response.headers.get('content-type') ?? 'nothing';
    if (!type.startsWith('application/json')) throw new MismatchedInput(`got ${type}`);
    const answer: unknown = await response.json();
    if (response.status !== 200) {
      throw new HttpStatusException(response.status, answer as HttpStatusException['body']);
    }
    if (!expected(answer)) {
      throw new MismatchedInput(`${method} ${path}: ${JSON.stringify(answer)}`);
    }
    return answer;
  }
  const event = object(eventFields);
  const reservation = object(reservationFields);
  const named = object({ ...reservationFields, eventName: text });
  return {
    health: () => exchange('GET', '/health', health) as Promise<Health>,
    createEvent: (eventName, totalSeats, eventDate) => {
      const expected = written('Event created successfully', event);
      return dataOf(exchange('POST', '/events', expected, { eventName, totalSeats, eventDate }));
    },
    listEvents: () => dataOf(exchange('GET', '/events', page(event))),
    readEvent: (eventId) => dataOf(exchange('GET', `/events/${eventId}`, read(event))),
    book: (eventId, userId, quantity) => {
      const expected = written('Reservation successful', reservation);
      return dataOf(exchange('POST', '/reservations', expected, { eventId, userId, quantity }));
    },
    readReservation: (id) => dataOf(exchange('GET', `/reservations/${id}`, read(named))),
    reservationsOf: (userId) => dataOf(exchange('GET', user(userId), page(named))),
    cancel: (id) => {
      const expected = written('Reservation cancelled', named);
      return dataOf(exchange('DELETE', `/reservations/${id}`, expected));
    },
  };
}
