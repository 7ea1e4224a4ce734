/**
 * Orders what a hold has taken. The client chooses the order's id, so repeating the request is safe;
 * sending something else changes the order while nothing is paid. Prices come from the event alone.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import { readReservation } from '../inventory/read-reservations.ts';
import type { Reservation } from '../inventory/model/commands.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { ok, refuse, type Refusal, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { orderPayload } from './commit-move.ts';
import type { OrderDeps } from './deps.ts';
import { type PricedOrder, priceLines } from './model/price-lines.ts';
import { placesOf } from './places.ts';
import { type FoundOrder, readLines, readOrder, readOrderOf } from './read-order.ts';
import { changeOrder, insertOrder } from './sql/put-order.ts';

export type OrderWish = {
  readonly orderId: Uuid;
  readonly reservationId: Uuid;
  /** The person whose session it is. */
  readonly buyer: string;
  readonly email: string;
  readonly name: string | undefined;
  readonly language: 'ko' | 'en';
  readonly ticketTypes: readonly string[] | undefined;
};

type PutRefusal =
  | 'invalid_request'
  | 'reservation_not_found'
  | 'invalid_transition'
  | 'hold_expired'
  | 'payment_in_progress'
  | 'id_conflict'
  | 'event_cancelled'
  | 'busy';
export type Put = Result<FoundOrder, PutRefusal>;

/** How long after the end of a hold a worker looks whether its order has noticed. */
const OVERDUE_MS = 60_000;
const AGAIN_MAX = 5;

export async function putOrder(deps: OrderDeps, event: EventRecord, wish: OrderWish): Promise<Put> {
  const { eventId } = event;
  for (let again = 0; again < AGAIN_MAX; again++) {
    const [held, known] = await Promise.all([
      readReservation(deps.db, { id: wish.reservationId, principalId: SHOP_PRINCIPAL, eventId }),
      readOrder(deps.db, eventId, wish.orderId),
    ]);
    const reservation = held?.reservation;
    if (reservation?.owner.buyer !== wish.buyer) return refuse('reservation_not_found');
    if (known !== undefined && known.facts.reservationId !== wish.reservationId) {
      return refuse('id_conflict');
    }
    if (known === undefined && event.cancelledAtMs !== null) return refuse('event_cancelled');
    const places = await placesOf(deps.db, deps.labels, event, reservation.wanted);
    const priced = priceLines(places, wish.ticketTypes, event);
    if (!priced.ok) return priced;
    const put =
      known === undefined
        ? await insert(deps, event, wish, priced.value)
        : await change(deps, known, wish, priced.value);
    if (put === 'again') continue;
    if (typeof put !== 'string') return put;
    const refusal = await whyNot(deps, eventId, wish, reservation);
    if (refusal !== undefined) return refusal;
  }
  return refuse('busy', { retryAfterSeconds: 1 });
}

type Attempt = Put | 'again' | 'not_made';

async function insert(
  deps: OrderDeps,
  event: EventRecord,
  wish: OrderWish,
  { lines, subtotalMinor, feesMinor, totalMinor }: PricedOrder,
): Promise<Attempt> {
  const { eventId, currency } = event;
  const { orderId: id, reservationId } = wish;
  const payload = orderPayload({ id, reservationId, state: 'OPEN', endReason: null }, 1);
  const rows = await deps.db.query(insertOrder, [
    eventId,
    id,
    reservationId,
    SHOP_PRINCIPAL,
    wish.buyer,
    wish.email,
    wish.name ?? null,
    wish.language,
    currency,
    subtotalMinor,
    feesMinor,
    totalMinor,
    plainArray(lines.map((line) => line.seatNo)),
    plainArray(lines.map((line) => line.poolId)),
    nullable(lines.map((line) => line.tierCode)),
    nullable(lines.map((line) => line.ticketType)),
    plainArray(lines.map((line) => line.unitMinor)),
    plainArray(lines.map((line) => line.feeMinor)),
    JSON.stringify(payload),
    OVERDUE_MS,
  ]);
  if (rows.length === 0) return 'not_made';
  deps.metrics.order('OPEN');
  return written(deps, eventId, id);
}

async function change(
  deps: OrderDeps,
  known: FoundOrder,
  wish: OrderWish,
  priced: PricedOrder,
): Promise<Attempt> {
  const { facts } = known;
  if (await isSame(deps, known, wish, priced)) return ok(known);
  if (facts.state === 'PAYING' || facts.state === 'PAID') return refuse('payment_in_progress');
  if (facts.state !== 'OPEN') return refuse('invalid_transition', { status: statusOf(known) });
  if (facts.hold !== 'PENDING') return refuse('hold_expired');
  if (facts.eventCancelled) return refuse('event_cancelled');
  const rows = await deps.db.query(changeOrder, [
    facts.eventId,
    facts.id,
    facts.version,
    facts.wakes,
    wish.email,
    wish.name ?? null,
    wish.language,
    priced.subtotalMinor,
    priced.feesMinor,
    priced.totalMinor,
    nullable(priced.lines.map((line) => line.ticketType)),
    plainArray(priced.lines.map((line) => line.unitMinor)),
    plainArray(priced.lines.map((line) => line.feeMinor)),
    JSON.stringify(orderPayload(facts, facts.version + 1)),
  ]);
  return rows.length === 0 ? 'again' : written(deps, facts.eventId, facts.id);
}

async function written(deps: OrderDeps, eventId: number, id: Uuid): Promise<Attempt> {
  deps.onCommit(eventId);
  const found = await readOrder(deps.db, eventId, id);
  return found === undefined ? 'again' : ok(found);
}

/** A repeated request is answered as the order is, whatever has become of it. */
async function isSame(
  deps: OrderDeps,
  { facts, email, name, language }: FoundOrder,
  wish: OrderWish,
  priced: PricedOrder,
): Promise<boolean> {
  if (email !== wish.email || name !== (wish.name ?? null) || language !== wish.language) {
    return false;
  }
  const lines = (await readLines(deps.db, [facts])).get(facts.id) ?? [];
  return (
    lines.length === priced.lines.length &&
    lines.every((line, at) => line.ticketType === priced.lines[at]?.ticketType) &&
    // Prices that have changed since are taken over while the order is open, and never afterwards.
    (facts.state !== 'OPEN' || facts.totalMinor === priced.totalMinor)
  );
}

/** Nothing was inserted: because of the hold, or because there is an order already. */
async function whyNot(
  deps: OrderDeps,
  eventId: number,
  wish: OrderWish,
  reservation: Reservation,
): Promise<Refusal<PutRefusal> | undefined> {
  const other = await readOrderOf(deps.db, eventId, wish.reservationId);
  // The same id: somebody has put it meanwhile, perhaps ourselves; look again.
  if (other?.facts.id === wish.orderId) return undefined;
  if (other !== undefined) return refuse('id_conflict', { orderId: other.facts.id });
  // The id is taken by an order of another reservation.
  if ((await readOrder(deps.db, eventId, wish.orderId)) !== undefined) return refuse('id_conflict');
  if (reservation.state === 'CONFIRMED' || reservation.state === 'CANCELLED') {
    return refuse('invalid_transition', { status: reservation.state });
  }
  return refuse('hold_expired');
}

export const statusOf = ({ facts }: FoundOrder): string => facts.state.toLowerCase();

/** Null has to stay null in an array of text. */
const nullable = (values: readonly (string | null)[]): string =>
  values.every((value) => value !== null)
    ? textArray(values)
    : `{${values.map((value) => (value === null ? 'NULL' : textArray([value]).slice(1, -1))).join(',')}}`;
