/**
 * Orders what a hold has taken. The client chooses the order's id, so repeating the request is safe;
 * sending something else changes the order while nothing is paid. Prices come from the event alone.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Reservation } from '../inventory/model/commands.ts';
import { readReservation } from '../inventory/read-reservations.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { ok, refuse, type Refusal, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { OrderDeps } from './deps.ts';
import { attendeesOf } from './model/attendees.ts';
import { type Priced, type PriceRefusal, priceWish } from './price-wish.ts';
import { type FoundOrder, readLines, readOrder, readOrderOf } from './read-order.ts';
import { changeKnown, insertNew, type Told, type Written } from './write-order.ts';

export type OrderWish = {
  readonly orderId: Uuid;
  readonly reservationId: Uuid;
  /** The person whose session it is. */
  readonly buyer: string;
  readonly email: string;
  readonly name: string | undefined;
  readonly language: 'ko' | 'en';
  readonly ticketTypes: readonly string[] | undefined;
  readonly promoCode?: string | undefined;
  /** Who comes, one per place. */
  readonly attendees?: readonly string[] | undefined;
};

type PutRefusal =
  | PriceRefusal
  | 'reservation_not_found'
  | 'invalid_transition'
  | 'hold_expired'
  | 'payment_in_progress'
  | 'id_conflict'
  | 'event_cancelled'
  | 'busy';
export type Put = Result<FoundOrder, PutRefusal>;

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
    const { wanted } = reservation;
    const ownCode = known?.facts.promoCode ?? undefined;
    const priced = await priceWish(deps, event, { ...wish, wanted, ownCode });
    if (!priced.ok) return priced;
    const attendees = attendeesOf(event, wish.attendees, priced.value.lines.length);
    if (!attendees.ok) return attendees;
    const told: Told = { ...wish, attendees: attendees.value };
    const put =
      known === undefined
        ? await insert(deps, event, told, priced.value)
        : await change(deps, known, told, priced.value);
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
  told: Told,
  priced: Priced,
): Promise<Attempt> {
  const made = await insertNew(deps.db, event, told, priced);
  if (made === 'written') deps.metrics.order('OPEN');
  return answer(deps, event.eventId, told.orderId, made, 'not_made');
}

async function change(
  deps: OrderDeps,
  known: FoundOrder,
  told: Told,
  priced: Priced,
): Promise<Attempt> {
  const { facts } = known;
  if (await isSame(deps, known, told, priced)) return ok(known);
  if (facts.state === 'PAYING' || facts.state === 'PAID') return refuse('payment_in_progress');
  if (facts.state !== 'OPEN') return refuse('invalid_transition', { status: statusOf(known) });
  if (facts.hold !== 'PENDING') return refuse('hold_expired');
  if (facts.eventCancelled) return refuse('event_cancelled');
  const ownCode = known.hasPromoUse ? facts.promoCode : null;
  const changed = await changeKnown(deps.db, facts, told, priced, ownCode);
  return answer(deps, facts.eventId, facts.id, changed, 'again');
}

async function answer(
  deps: OrderDeps,
  eventId: number,
  id: Uuid,
  written: Written,
  otherwise: 'again' | 'not_made',
): Promise<Attempt> {
  if (written === 'not_written') return otherwise;
  if (written !== 'written') return written;
  deps.onCommit(eventId);
  const found = await readOrder(deps.db, eventId, id);
  return found === undefined ? 'again' : ok(found);
}

/** A repeated request is answered as the order is, whatever has become of it. */
async function isSame(
  deps: OrderDeps,
  { facts, email, name, language }: FoundOrder,
  told: Told,
  priced: Priced,
): Promise<boolean> {
  if (email !== told.email || name !== (told.name ?? null) || language !== told.language) {
    return false;
  }
  if (facts.promoCode !== priced.promoCode) return false;
  const lines = (await readLines(deps.db, [facts])).get(facts.id) ?? [];
  return (
    lines.length === priced.lines.length &&
    lines.every((line, at) => line.ticketType === priced.lines[at]?.ticketType) &&
    // Names are said anew afterwards, by another request.
    (facts.state !== 'OPEN' || lines.every((line, at) => line.attendee === told.attendees[at])) &&
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
