/** The load: buyers who book, hold, extend, confirm, cancel and repeat themselves, until told to stop. */
import type { Ids } from '../../src/lib/uuid-v7.ts';
import type { Calls, Definite } from './calls.ts';
import type { Acknowledged, Journal, Status } from './journal.ts';
import type { Random } from '../../src/lib/random.ts';
import { wait, type Waiting } from './waiting.ts';

export type Stage = {
  readonly calls: Calls;
  /** The same without a key. */
  readonly people: Calls;
  readonly journal: Journal;
  readonly ids: Ids;
  /** A house that never sells out, and a small one that always does. */
  readonly pools: readonly number[];
  readonly seats: { readonly eventId: number; readonly count: number };
  /** A line of people who want to come in. */
  readonly waiting: Waiting;
  readonly stopped: () => boolean;
};

const refusals: ReadonlySet<string | undefined> = new Set(['sold_out', 'seats_unavailable']);

/** One buyer after the other, until the stage is stopped. */
export async function act(stage: Stage, random: Random): Promise<void> {
  const lives = [partnerBooking, poolReservation, seatReservation, seatReservation];
  while (!stage.stopped()) await lives[random.below(lives.length)]?.(stage, random);
}

/** Apart from the buyers: who waits for a turn makes no load. */
export async function queue({ stopped, people, waiting }: Stage, random: Random): Promise<void> {
  while (!stopped()) await wait(people, waiting, random);
}

/** Books through the partner API with a key; the server chooses the id. */
async function partnerBooking(stage: Stage, random: Random): Promise<void> {
  const { calls, journal, ids } = stage;
  const eventId = stage.pools[random.below(stage.pools.length)] ?? 0;
  const buyer = `user-${ids.next()}`;
  const quantity = 1 + random.below(3);
  const wish = {
    method: 'POST',
    path: '/api/reservations',
    body: { eventId, userId: buyer, quantity },
    headers: { 'idempotency-key': `key-${ids.next()}` },
  } as const;
  const answer = await calls.send(wish);
  if (answer.status !== 200) return expectRefused(journal, answer);
  const { reservationId } = answer.body['data'] as { reservationId: string };
  const told: Acknowledged = {
    id: reservationId,
    eventId,
    buyer,
    quantity,
    seats: null,
    status: 'CONFIRMED',
  };
  journal.acknowledge(told);
  if (random.chance(0.2)) {
    const again = await calls.send(wish);
    const same = JSON.stringify(again.body) === JSON.stringify(answer.body);
    if (!same) journal.violations.push(`${reservationId}: the same key got another answer`);
  }
  if (!random.chance(0.6)) return;
  const path = `/api/reservations/${reservationId}`;
  const cancelled = await calls.send({ method: 'DELETE', path });
  const { status } = (cancelled.body['data'] ?? {}) as { status?: Status };
  told.status = 'CANCELLED';
  expectStatus(journal, told, status, ['CANCELLED']);
}

/** A booking of units with an id of the client's choice. */
async function poolReservation(stage: Stage, random: Random): Promise<void> {
  const eventId = stage.pools[random.below(stage.pools.length)] ?? 0;
  const quantity = 1 + random.below(2);
  const told = await place(stage, random, eventId, { pool: 1, quantity }, random.chance(0.5));
  if (told !== undefined) await live(stage, random, told);
}

/** A hold or a booking of one to three seats in a row. */
async function seatReservation(stage: Stage, random: Random): Promise<void> {
  const { eventId, count } = stage.seats;
  const first = random.below(count - 3);
  const seats = Array.from({ length: 1 + random.below(3) }, (_, n) => first + n);
  const told = await place(stage, random, eventId, { seats }, random.chance(0.3));
  if (told !== undefined) await live(stage, random, told);
}

async function place(
  { calls, journal, ids }: Stage,
  random: Random,
  eventId: number,
  wanted: { seats: number[] } | { pool: number; quantity: number },
  confirm: boolean,
): Promise<Acknowledged | undefined> {
  const id = ids.next();
  const buyer = `buyer-${id}`;
  const path = `/api/v1/events/${eventId}/reservations`;
  const wish = { method: 'POST', path, body: { id, buyer, confirm, ...wanted } } as const;
  const answer = await calls.send(wish);
  if (answer.status !== 201) {
    expectRefused(journal, answer);
    return undefined;
  }
  const told: Acknowledged = {
    id,
    eventId,
    buyer,
    quantity: 'seats' in wanted ? wanted.seats.length : wanted.quantity,
    seats: 'seats' in wanted ? wanted.seats : null,
    status: confirm ? 'CONFIRMED' : 'PENDING',
  };
  journal.acknowledge(told);
  expectStatus(journal, told, statusOf(answer), [told.status, ...lapse(told.status)]);
  if (random.chance(0.1)) {
    const again = await calls.send(wish);
    expectStatus(journal, told, statusOf(again), [told.status, ...lapse(told.status)]);
  }
  return told;
}

/** What a buyer does with what was placed. Most give it back, so that there is something to sell. */
async function live(stage: Stage, random: Random, told: Acknowledged): Promise<void> {
  if (told.status === 'PENDING' && random.chance(0.3)) await step(stage, told, 'extend');
  if (told.status === 'PENDING' && random.chance(0.5)) await step(stage, told, 'confirm');
  if (random.chance(0.8)) await step(stage, told, 'cancel');
}

async function step(
  { calls, journal }: Stage,
  told: Acknowledged,
  kind: 'extend' | 'confirm' | 'cancel',
): Promise<void> {
  const path = `/api/v1/events/${told.eventId}/reservations/${told.id}/${kind}`;
  const answer = await calls.send({ method: 'POST', path });
  const before = told.status;
  if (answer.status === 200) {
    const status = statusOf(answer);
    const legal = kind === 'confirm' ? ['CONFIRMED'] : endOf(kind, before);
    told.status = status ?? before;
    expectStatus(journal, { ...told, status: before }, status, legal as Status[]);
    return;
  }
  // The extension whose answer was lost is there; a hold may have ended before we came.
  const isDone = kind === 'extend' && answer.code === 'already_extended' && answer.wasUnknown;
  const isLate = answer.code === 'hold_expired' && before === 'PENDING' && kind !== 'cancel';
  if (isLate && kind === 'confirm') told.status = 'EXPIRED';
  if (!isDone && !isLate) unexpected(journal, `${kind} of ${told.id} (${before})`, answer);
}

const endOf = (kind: 'extend' | 'cancel', before: Status): Status[] =>
  kind === 'extend' ? ['PENDING'] : ['CANCELLED', ...lapse(before)];

/** A hold may lapse at any time; giving back what has expired changes nothing. */
const lapse = (status: Status): Status[] =>
  status === 'PENDING' || status === 'EXPIRED' ? ['EXPIRED'] : [];

const statusOf = (answer: Definite): Status | undefined =>
  (answer.body['reservation'] as { status?: Status } | undefined)?.status;

function expectStatus(
  journal: Journal,
  told: Acknowledged,
  status: Status | undefined,
  legal: readonly Status[],
): void {
  if (status !== undefined && legal.includes(status)) return;
  journal.violations.push(`${told.id} (${told.status}) was answered with ${status}`);
}

function expectRefused(journal: Journal, answer: Definite): void {
  if (answer.status !== 409 || !refusals.has(answer.code)) unexpected(journal, 'a booking', answer);
}

function unexpected(journal: Journal, what: string, answer: Definite): void {
  journal.violations.push(`${what}: unexpected ${answer.status} ${JSON.stringify(answer.body)}`);
}
