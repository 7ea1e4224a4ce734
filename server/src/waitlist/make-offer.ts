/**
 * An offer in three steps: it is written down (MAKING), the engine is asked for the hold under the id that
 * was written down, and then it is told (HELD). A crash between any two is repaired by whoever serves the
 * list next: the reservation of that id says what became of it.
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { type ChoosingRequest, take } from '../inventory/hold-best.ts';
import type { Outcome, Wanted } from '../inventory/model/commands.ts';
import { placeHold } from '../inventory/place-hold.ts';
import { readReservation } from '../inventory/read-reservations.ts';
import { releaseHold } from '../inventory/step-reservation.ts';
import { writeLetter } from '../letters/write-letter.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { claimReturn, type ReturnOffer, unclaimReturn } from '../orders/return-order.ts';
import { tellByPush } from '../push/tell.ts';
import { changeList, type ListChange, stepEntry } from './change-list.ts';
import type { Chosen } from './choose-places.ts';
import type { WaitlistDeps } from './deps.ts';
import { type Entry, type Offer, toEntry } from './entry.ts';
import { readEntry } from './sql/entries.ts';
import { deleteOffer, dropOffer, holdOffer, insertOffer, settleOffer } from './sql/offers.ts';
import { keepTurn } from './sql/lists.ts';

/** A turn lasts longer than a command of the engine may: what was asked for is decided before it ends. */
export const TURN_MS = 30_000;

/**
 * `taken`: somebody else has the places by now. `forbidden`: the entry was ended, a limit forbids it.
 * `closed`: nothing can be held at the moment. `unknown`: perhaps it is held; the next turn will see.
 */
export type Made = 'made' | 'taken' | 'forbidden' | 'closed' | 'unknown' | 'gone' | 'lost_turn';

/** What is offered: places that are free, or those of an order that its buyer gives to the list. */
export type Places = Chosen | { readonly wanted: Wanted; readonly of: ReturnOffer };

export async function makeOffer(
  deps: WaitlistDeps,
  event: EventRecord,
  entry: Entry,
  places: Places,
): Promise<Made> {
  const { eventId } = event;
  const reservationId = deps.ids.next();
  const begun = await begin(deps, entry, reservationId, 'of' in places ? places.of : undefined);
  if (begun !== 'begun') return begun;
  const outcome = await hold(deps, event, entry, reservationId, places);
  if (outcome.ok) {
    const endsAtMs = outcome.value.reservation?.expiresAtMs ?? 0;
    return finish(deps, eventId, reservationId, endsAtMs, entry.personId);
  }
  const { code } = outcome;
  // Perhaps it is held all the same: it stays written down.
  if (undecided.has(code)) return 'unknown';
  const isForbidden = code === 'limit_reached';
  await drop(deps, eventId, reservationId, { forbids: isForbidden });
  if (isForbidden) return 'forbidden';
  return closing.has(code) ? 'closed' : 'taken';
}

const undecided: ReadonlySet<ErrorCode> = new Set([
  'busy',
  'outcome_unknown',
  'unavailable',
  'internal',
]);
const closing: ReadonlySet<ErrorCode> = new Set([
  'sale_not_open',
  'sale_ended',
  'event_cancelled',
  'event_not_found',
]);

async function begin(
  { db, processName }: WaitlistDeps,
  { eventId, id }: Entry,
  reservationId: Uuid,
  of: ReturnOffer | undefined,
): Promise<'begun' | 'taken' | 'gone' | 'lost_turn'> {
  const begun = await changeList(db, eventId, async ({ tx, list }) => {
    if (list.holder !== processName || !list.isHeld) return 'lost_turn' as const;
    const [row] = await tx.query(readEntry, [eventId, id]);
    if (row === undefined || toEntry(row).state !== 'WAITING') return 'gone' as const;
    if (of !== undefined && !(await claimReturn(tx, of.found, reservationId))) {
      return 'taken' as const;
    }
    await tx.query(insertOffer, [eventId, reservationId, id, of?.found.facts.id ?? null]);
    await tx.query(keepTurn, [eventId, processName, TURN_MS]);
    return 'begun' as const;
  });
  return begun ?? 'gone';
}

function hold(
  { inventory, offerMs }: WaitlistDeps,
  event: EventRecord,
  { personId }: Entry,
  id: Uuid,
  places: Places,
): Promise<Outcome> {
  const { eventId, organizationId } = event;
  const owner = { organizationId, principalId: SHOP_PRINCIPAL, buyer: personId };
  const listed = { holdMs: offerMs };
  const request: ChoosingRequest = { id, owner, confirm: false, listed };
  if ('of' in places) {
    const takesOver = places.of.found.facts.reservationId;
    const { wanted } = places;
    return placeHold(inventory, event, { ...request, listed: { ...listed, takesOver }, wanted });
  }
  const { picker, wanted } = places;
  return picker !== undefined && 'seats' in wanted
    ? take(inventory, event, request, picker, wanted.seats)
    : placeHold(inventory, { ...event, eventId }, { ...request, wanted });
}

/** The places are held: from here on it is an offer, unless whom it is for has left meanwhile. */
async function finish(
  deps: WaitlistDeps,
  eventId: number,
  reservationId: Uuid,
  endsAtMs: number,
  heldFor: string,
): Promise<Made> {
  const entry = await changeList(deps.db, eventId, async (change) => {
    const { tx } = change;
    const [row] = await tx.query(holdOffer, [eventId, reservationId, endsAtMs]);
    const [found] = row === undefined ? [] : await tx.query(readEntry, [eventId, row.entryId]);
    const waiting = found && toEntry(found);
    if (waiting !== undefined && (await stepEntry(change, waiting, 'offer'))) {
      await tell(deps, change, waiting, reservationId, endsAtMs);
      return { ...waiting, orderId: row?.orderId ?? null };
    }
    await tx.query(deleteOffer, [eventId, reservationId]);
    return undefined;
  });
  deps.onCommit(eventId);
  const which = { eventId, id: reservationId, principalId: SHOP_PRINCIPAL };
  if (entry === undefined) {
    // They have left: what was held for them is for the next.
    await releaseHold(deps.inventory, which);
    return 'gone';
  }
  if (entry.personId !== heldFor) {
    // They have signed in while the places were being held.
    const handover = { from: heldFor, to: entry.personId };
    await deps.inventory.submit(eventId, { kind: 'adopt', ...which, ...handover }, false);
  }
  deps.metrics.offer('made');
  if (entry.orderId !== null) deps.metrics.returned();
  return 'made';
}

async function tell(
  { pageUrl }: WaitlistDeps,
  { tx }: ListChange,
  { eventId, id, email, language, personId }: Entry,
  reservationId: Uuid,
  endsAtMs: number,
): Promise<void> {
  const endsAt = new Date(endsAtMs).toISOString();
  const content = { eventId, entryId: id, url: pageUrl(eventId), endsAt };
  const key = `waitlist_offer:${eventId}:${reservationId}`;
  if (email !== null) {
    await writeLetter(tx, { kind: 'waitlist_offer', to: email, language, content, key });
  }
  await tellByPush(tx, { buyer: personId, kind: 'waitlist_offer', content, key });
}

/** Nothing came of it. `forbids`: the entry ends as well. `wasHeld`: an order it took over is gone. */
async function drop(
  { db, onCommit }: WaitlistDeps,
  eventId: number,
  reservationId: Uuid,
  { forbids = false, wasHeld = false } = {},
): Promise<void> {
  await changeList(db, eventId, async (change) => {
    const { tx } = change;
    const [row] = await tx.query(dropOffer, [eventId, reservationId]);
    if (row === undefined) return;
    const { orderId, entryId } = row;
    if (orderId !== null && !wasHeld) await unclaimReturn(tx, eventId, orderId, reservationId);
    const [found] = forbids ? await tx.query(readEntry, [eventId, entryId]) : [];
    if (found !== undefined) await stepEntry(change, toEntry(found), 'forbid');
  });
  onCommit(eventId);
}

/** What whoever served the list before has left behind: held or not, bought perhaps, or nothing. */
export async function resume(deps: WaitlistDeps, offer: Offer): Promise<void> {
  const { eventId, reservationId } = offer;
  const id = { id: reservationId, eventId, principalId: SHOP_PRINCIPAL };
  const found = await readReservation(deps.db, id);
  const state = found?.reservation.state;
  if (state === 'PENDING' || state === 'CONFIRMED') {
    const { expiresAtMs, confirmedAtMs, owner } = found?.reservation ?? {};
    const endsAtMs = expiresAtMs ?? confirmedAtMs ?? 0;
    await finish(deps, eventId, reservationId, endsAtMs, owner?.buyer ?? '');
    if (state === 'CONFIRMED') await taken(deps, eventId, reservationId);
  } else await drop(deps, eventId, reservationId, { wasHeld: state !== undefined });
}

/** Bought before it was told. */
async function taken({ db }: WaitlistDeps, eventId: number, reservationId: Uuid): Promise<void> {
  await changeList(db, eventId, async (change) => {
    const [row] = await change.tx.query(settleOffer, [eventId, reservationId, 2]);
    const [found] =
      row === undefined ? [] : await change.tx.query(readEntry, [eventId, row.entryId]);
    if (found !== undefined) await stepEntry(change, toEntry(found), 'buy');
  });
}
