/** A buyer inside: looks, chooses, fights for places, hesitates, and pays, or does not. */
import type { InventoryState, ProductEvent, Reservation } from '@onsale/contract/product.ts';
import { createRandom, type Random } from '@onsale/server/src/lib/random.ts';
import type { Person } from './behaviour.ts';
import { choosePlaces } from './choose.ts';
import type { Answer, Visitor } from './door.ts';
import type { Hold, Outcome, Purchase } from './journal.ts';
import { orderAndPay } from './pay.ts';
import type { Stage } from './stage.ts';

export type Shopping = { outcome: Outcome; reason?: string; endedMs?: number };
export type ShopNotes = { holds: Hold[]; purchase?: Purchase; unexpected: string[] };

/** One way through the shop of one person. */
export type Trip = {
  readonly visitor: Visitor;
  readonly person: Person;
  readonly stage: Stage;
  readonly notes: ShopNotes;
  readonly pass: string | undefined;
  readonly random: Random;
};

const TRIES_MAX = 8;
/** After so many, fewer places will do. */
const TRIES_TOGETHER = 3;
const LOOK_AGAIN_MS = 250;
/** Nobody waits for a hold to lapse for longer than this. */
const LAPSE_WAIT_MAX_MS = 90_000;

export async function shop(
  visitor: Visitor,
  person: Person,
  stage: Stage,
  given: { readonly notes: ShopNotes; readonly pass: string | undefined },
): Promise<Shopping> {
  const trip: Trip = { visitor, person, stage, ...given, random: createRandom(person.seed) };
  const event = await look(trip);
  await stage.pause(person.lookMs);
  if (person.goal === 'browses') return { outcome: 'browsed' };
  const taken = await takePlaces(trip);
  if (!('reservation' in taken)) return taken;
  const { reservation } = taken;
  await stage.pause(person.decideMs);
  if (person.goal === 'lapses') return lapse(trip, reservation);
  const paid = await orderAndPay(trip, event, reservation);
  settle(trip.notes, reservation.id, paid.outcome === 'bought' ? { soldMs: stage.nowMs() } : {});
  if (paid.outcome === 'not_paid' && trip.random.chance(0.5)) await release(trip, reservation);
  return paid;
}

const eventPath = ({ eventId }: Stage): string => `/api/v1/events/${eventId}`;

/** The event may be shown from a cache; what is bought is priced by what was shown. */
async function look({ visitor, stage, notes }: Trip): Promise<ProductEvent> {
  const answer = await visitor.send('event', { method: 'GET', path: eventPath(stage) });
  if (answer.status === 200) return answer.body['event'] as ProductEvent;
  notes.unexpected.push(`the event: ${answer.status} ${answer.code ?? ''}`);
  return stage.event;
}

async function takePlaces(trip: Trip): Promise<Shopping | { reservation: Reservation }> {
  const { visitor, stage, person, random } = trip;
  const chooser = { ...person, hasPlan: stage.event.seatingPlan !== undefined };
  let { party } = person;
  let reason = 'sold_out';
  for (let tries = 1; tries <= TRIES_MAX && !stage.isOver(); tries++) {
    const seen = await visitor.send('state', { method: 'GET', path: `${eventPath(stage)}/state` });
    if (seen.status !== 200) return { outcome: 'failed', reason: seen.code ?? 'the state' };
    const choice = choosePlaces(seen.body as InventoryState, chooser, party, random);
    if (choice.wish === undefined) {
      if (!choice.mayComeBack) return { outcome: 'sold_out' };
      await stage.pause(Math.max(LOOK_AGAIN_MS, person.lookMs / 2) * (1 + random.fraction()));
      continue;
    }
    const answer = await hold(trip, choice.wish);
    if (answer.status === 201) return remember(trip, answer);
    reason = answer.code ?? 'failed';
    if (reason === 'admission_required') return { outcome: 'time_was_up', reason };
    if (reason === 'sale_not_open') {
      await stage.pause(Math.max(200, -stage.nowMs()));
      tries = 0;
    } else if (reason === 'sold_out' || tries > TRIES_TOGETHER) party = Math.max(1, party - 1);
    if (!tryAgain.has(reason)) return odd(trip, 'a hold', answer);
  }
  if (stage.isOver()) return { outcome: 'time_was_up' };
  return { outcome: reason === 'sold_out' ? 'sold_out' : 'gave_up', reason };
}

const tryAgain: ReadonlySet<string> = new Set([
  'sale_not_open',
  'seats_unavailable',
  'single_seat_gap',
  'sold_out',
]);

function odd({ notes }: Trip, what: string, { status, code }: Answer): Shopping {
  const reason = code ?? `status ${status}`;
  if (reason === 'limit_reached' || reason === 'sale_ended') return { outcome: 'gave_up', reason };
  notes.unexpected.push(`${what}: ${status} ${reason}`);
  return { outcome: 'failed', reason };
}

const hold = (
  { visitor, stage, pass }: Trip,
  wish: Readonly<Record<string, unknown>>,
): Promise<Answer> =>
  visitor.send('hold', {
    method: 'POST',
    path: `${eventPath(stage)}/reservations`,
    body: { id: stage.ids.next(), ...wish },
    ...(pass === undefined ? {} : { headers: { 'admission-pass': pass } }),
  });

function remember({ stage, notes }: Trip, { body }: Answer): { reservation: Reservation } {
  const reservation = body['reservation'] as Reservation;
  const { id, seats, pool, quantity, expiresAt } = reservation;
  stage.tally.step('held');
  const fromMs = stage.nowMs();
  notes.holds.push({
    id,
    seats: seats.map(({ seat }) => seat),
    ...(pool === undefined ? {} : { pool }),
    quantity,
    fromMs,
    untilMs: expiresAt === undefined ? fromMs : stage.instantMs(expiresAt),
    readBack: '',
  });
  return { reservation };
}

/** What is known of a hold at its end. */
function settle(
  notes: ShopNotes,
  id: string,
  known: Partial<Pick<Hold, 'soldMs' | 'untilMs'>>,
): void {
  notes.holds = notes.holds.map((one) => (one.id === id ? { ...one, ...known } : one));
}

async function release({ visitor, stage, notes }: Trip, { id }: Reservation): Promise<void> {
  // It may be free from the moment on which this was sent.
  settle(notes, id, { untilMs: stage.nowMs() });
  const path = `${eventPath(stage)}/reservations/${id}/cancel`;
  await visitor.send('release', { method: 'POST', path });
}

/** Leaves the places to themselves, and stays to see them go if that does not take too long. */
async function lapse({ stage }: Trip, { expiresAt }: Reservation): Promise<Shopping> {
  const leftMs = expiresAt === undefined ? 0 : stage.instantMs(expiresAt) - stage.nowMs();
  if (leftMs > 0 && leftMs < LAPSE_WAIT_MAX_MS) await stage.pause(leftMs);
  return { outcome: 'lapsed' };
}
