/**
 * The only file that knows the addresses, bodies and settings of the real server: what the bench
 * starts, what it sends, what it reads.
 */
import { exchange } from './exchange.ts';
import type { RequestPlan } from './load/plan.ts';

export type ServerSettings = {
  readonly port: number;
  readonly metricsPort: number;
  readonly databaseUrl: string;
  readonly apiKey: string;
  readonly dataDir: string;
};

/**
 * One address and one key carry the whole load here, so the limits per address and key are lifted.
 */
const UNLIMITED = '10000000';

/** The whole environment of the server: nothing of the bench's own leaks in. */
export const serverEnvironment = (settings: ServerSettings): Record<string, string> => ({
  HOST: '127.0.0.1',
  PORT: String(settings.port),
  METRICS_PORT: String(settings.metricsPort),
  DATABASE_URL: settings.databaseUrl,
  DATABASE_MIGRATE: 'apply',
  PARTNER_API_KEY: settings.apiKey,
  DATA_DIR: settings.dataDir,
  DEMO: 'false',
  RATE_LIMIT_KEY_PER_SECOND: UNLIMITED,
  RATE_LIMIT_KEY_BURST: UNLIMITED,
  RATE_LIMIT_ADDRESS_PER_SECOND: UNLIMITED,
  RATE_LIMIT_ADDRESS_BURST: UNLIMITED,
  HOLDS_PER_ADDRESS_MINUTE: UNLIMITED,
  QUEUE_JOINS_PER_ADDRESS_MINUTE: UNLIMITED,
  QUEUE_JOINS_PER_SESSION_MINUTE: '1000000',
});

/** Rejects while the server does not answer 200. */
export async function checkHealth(port: number): Promise<void> {
  const { status } = await exchange(port, { method: 'GET', path: '/api/health' });
  if (status !== 200) throw new Error(`the server's health check answers ${status}`);
}

const authorized = (apiKey: string): Record<string, string> => ({
  Authorization: `Bearer ${apiKey}`,
});
const authorizedJson = (apiKey: string): Record<string, string> => ({
  ...authorized(apiKey),
  'Content-Type': 'application/json',
});

/** Creates a general-admission event through the partner API and returns its id. */
export async function createEvent(port: number, apiKey: string, seats: number): Promise<number> {
  const body = { eventName: 'Bench', totalSeats: seats, eventDate: '2099-12-31T19:00:00' };
  const answer = await exchange(port, {
    method: 'POST',
    path: '/api/events',
    headers: authorizedJson(apiKey),
    body: JSON.stringify(body),
  });
  const parsed = JSON.parse(answer.body) as { data?: { eventId?: number } };
  const eventId = parsed.data?.eventId;
  if (eventId === undefined) throw new Error(`POST /api/events answers ${answer.body}`);
  return eventId;
}

/** One ticket per request, every request another buyer; the documents' API and the baselines'. */
export const bookingPlan = (apiKey: string, eventId: number): RequestPlan => ({
  method: 'POST',
  paths: ['/api/reservations'],
  headers: authorizedJson(apiKey),
  body: `{"eventId":${eventId},"userId":"user-%n%","quantity":1}`,
  tickets: 1,
});

/** 1 to 4 neighbouring seats a request, 10 % of them asked for before. */
export const seatBookingPlan = (
  apiKey: string,
  eventIds: readonly number[],
  seatsPerEvent: number,
): RequestPlan => ({
  method: 'POST',
  paths: eventIds.map((eventId) => `/api/v1/events/${eventId}/reservations`),
  headers: authorizedJson(apiKey),
  body: '{"id":"%id%","buyer":"user-%n%","seats":[%seats%],"confirm":true}',
  tickets: 0,
  seats: { perEvent: seatsPerEvent, ticketsMax: 4, conflictShare: 0.1 },
});

/** Parties of 1 to 4 that take whatever is best, until the seats of the house have been asked for. */
export const bestAvailablePlan = (
  apiKey: string,
  eventIds: readonly number[],
  seatsPerEvent: number,
): RequestPlan => ({
  method: 'POST',
  paths: eventIds.map((eventId) => `/api/v1/events/${eventId}/reservations`),
  headers: authorizedJson(apiKey),
  body: '{"id":"%id%","buyer":"user-%n%","bestAvailable":{"party":%count%},"confirm":true}',
  tickets: 0,
  seats: { perEvent: seatsPerEvent, ticketsMax: 4, conflictShare: 0 },
});

export const eventDetailPlan = (apiKey: string, eventId: number): RequestPlan => ({
  method: 'GET',
  paths: [`/api/events/${eventId}`],
  headers: authorized(apiKey),
  tickets: 0,
});

export const seatStatePlan = (apiKey: string, eventId: number): RequestPlan => ({
  method: 'GET',
  paths: [`/api/v1/events/${eventId}/state`],
  headers: authorized(apiKey),
  tickets: 0,
});

/** Puts a waiting room in front of an event; nobody is asked for a proof of work. */
export async function openRoom(port: number, apiKey: string, eventId: number): Promise<void> {
  const answer = await exchange(port, {
    method: 'PUT',
    path: `/api/v1/events/${eventId}/queue/room`,
    headers: authorizedJson(apiKey),
    body: JSON.stringify({ mode: 'always', challenge: 'off' }),
  });
  if (answer.status !== 200) throw new Error(`the waiting room answers ${answer.body}`);
}

/** Joins with a session per line of `file`, one after the other. */
export const joinPlan = (eventId: number, file: string, once: boolean): RequestPlan => ({
  method: 'POST',
  paths: [`/api/v1/events/${eventId}/queue/entries`],
  headers: {
    'Content-Type': 'application/json',
    // As a browser says it of our own pages.
    'Sec-Fetch-Site': 'same-origin',
    Cookie: '%line%',
  },
  body: '{}',
  tickets: 1,
  lines: { file, once },
});

/** What a crowd without a session asks for. */
export const queueStatusPlan = (eventId: number): RequestPlan => ({
  method: 'GET',
  paths: [`/api/v1/events/${eventId}/queue`],
  headers: {},
  tickets: 0,
});
