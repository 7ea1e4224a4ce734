/** Writes what a batch has changed: ends first, then moves, then what is new, so that nobody has two places. */
import type { Tx } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { appendOutbox } from '../outbox/append.ts';
import type { Line, Place, Slot } from './model/line.ts';
import { endReasons, type QueuePayload } from './model/room.ts';
import * as statements from './sql/line.ts';

/** False: nothing had changed, nothing was written. */
export async function writeLine(tx: Tx, line: Line): Promise<boolean> {
  const { eventId } = line.room;
  const closes = line.closedAtMs !== line.room.closedAtMs;
  const places = line.places.filter((place) => place.isNew || place.ended || place.moved);
  const slots = line.slots.filter(
    (slot) => slot.isNew || slot.endReason !== undefined || slot.formerIds.length > 0,
  );
  if (places.length === 0 && slots.length === 0 && !closes) return false;
  // Sent together; the connection keeps their order.
  await Promise.all([
    ...writePlaces(tx, line, places),
    ...writeSlots(tx, line, slots),
    line.codesUsed.size > 0 &&
      tx.query(statements.useCodes, [
        eventId,
        plainArray([...line.codesUsed.keys()]),
        plainArray([...line.codesUsed.values()]),
      ]),
    tx.query(statements.writeLine, [
      eventId,
      line.lastNumber,
      line.active,
      line.admitted,
      line.closedAtMs,
      line.cohortSize,
    ]),
    tell(tx, eventId, slots, closes),
  ]);
  return true;
}

const numbers = (of: readonly { readonly number: number }[]): string =>
  plainArray(of.map(({ number }) => number));
const leftPositions = (of: readonly Place[]): string =>
  plainArray(of.map(({ leftPosition = null }) => leftPosition));
const people = (of: readonly { readonly personId: string }[]): string =>
  textArray(of.map(({ personId }) => personId));
const ids = (of: readonly Slot[]): string => plainArray(of.map(({ id }) => id));
/** By which the database knows those that it has. */
const storedIds = (of: readonly Slot[]): string =>
  plainArray(of.map(({ id, formerIds: [first = id] }) => first));

function writePlaces(tx: Tx, line: Line, places: readonly Place[]): Promise<unknown>[] {
  const { room, nowMs } = line;
  const fresh = places.filter(({ isNew }) => isNew);
  const ended = places.filter((place) => !place.isNew && place.ended);
  const moved = places.filter((place) => !place.isNew && !place.ended && place.moved);
  const sent: Promise<unknown>[] = [];
  if (ended.length > 0) {
    const values = [room.eventId, nowMs, numbers(ended), leftPositions(ended)];
    sent.push(tx.query(statements.endPlaces, values));
  }
  if (moved.length > 0) {
    sent.push(tx.query(statements.movePlaces, [room.eventId, numbers(moved), people(moved)]));
  }
  if (fresh.length > 0) {
    const nonces = plainArray(fresh.map(({ nonce }) => nonce.toString('hex')));
    const ends = plainArray(fresh.map((place) => place.ended));
    const who = [numbers(fresh), people(fresh), nonces];
    const values = [room.eventId, nowMs, ...who, ends, leftPositions(fresh)];
    sent.push(tx.query(statements.insertPlaces, values));
  }
  return sent;
}

const reasonOf = ({ endReason }: Slot): number | null =>
  endReason === undefined ? null : endReasons[endReason];

function writeSlots(tx: Tx, line: Line, slots: readonly Slot[]): Promise<unknown>[] {
  const { room, nowMs } = line;
  const { eventId, settings } = room;
  const fresh = slots.filter(({ isNew }) => isNew);
  const ended = slots.filter((slot) => !slot.isNew && slot.endReason !== undefined);
  const moved = slots.filter(
    ({ isNew, endReason, formerIds }) => !isNew && endReason === undefined && formerIds.length > 0,
  );
  const sent: Promise<unknown>[] = [];
  if (ended.length > 0) {
    const values = [eventId, nowMs, storedIds(ended), plainArray(ended.map(reasonOf))];
    sent.push(tx.query(statements.endSlots, values));
  }
  if (moved.length > 0) {
    const values = [eventId, storedIds(moved), ids(moved), people(moved)];
    sent.push(tx.query(statements.moveSlots, values));
  }
  if (fresh.length > 0) {
    const values = [
      eventId,
      nowMs,
      nowMs + settings.sessionMs,
      nowMs + settings.sessionMaxMs,
      room.servedUpTo,
      ids(fresh),
      numbers(fresh),
      plainArray(fresh.map(({ position }) => position)),
      people(fresh),
      plainArray(fresh.map(reasonOf)),
    ];
    sent.push(tx.query(statements.insertSlots, values));
  }
  return sent;
}

async function tell(tx: Tx, eventId: number, slots: readonly Slot[], room: boolean): Promise<void> {
  // Also of those that began in this batch: whoever was let in has been answered with a pass.
  const ended = slots.flatMap(({ id, formerIds, endReason }) =>
    endReason === undefined ? formerIds : [...formerIds, id],
  );
  if (ended.length === 0 && !room) return;
  const payload: QueuePayload = {
    kind: 'queue',
    v: 1,
    ...(room ? { room } : {}),
    ...(ended.length > 0 ? { ended } : {}),
  };
  await appendOutbox(tx, eventId, payload);
}
