/**
 * One room's line while a batch of commands is decided: the rows that matter, as they are and as they
 * will be. Pure; `settle-line.ts` loads it under the lock of the room and writes what changed.
 */
import type { EndReason, Entry, Room, RunningAdmission } from './room.ts';

/** An entry of somebody in the batch. */
export type Place = {
  readonly number: number;
  readonly nonce: Buffer;
  readonly joinedAtMs: number;
  personId: string;
  ended: boolean;
  /** Of one that ended without an admission, where the order is known: nobody is to be expected there. */
  leftPosition: number | undefined;
  readonly isNew: boolean;
  moved: boolean;
};

/** An admission that ran when the batch began, or began in it. */
export type Slot = {
  id: string;
  /** Ids it had until it was moved, the first one first: passes in those names are good no more. */
  formerIds: readonly string[];
  readonly number: number;
  readonly position: number;
  readonly admittedAtMs: number;
  readonly expiresAtMs: number;
  readonly endsAtMs: number;
  personId: string;
  endReason: EndReason | undefined;
  readonly isNew: boolean;
};

export class Line {
  readonly room: Room;
  readonly nowMs: number;
  readonly places: Place[] = [];
  readonly slots: Slot[] = [];
  readonly #placeOf = new Map<string, Place>();
  readonly #slotOf = new Map<string, Slot>();
  /** Uses left of the codes in the batch, by hash in hexadecimal. */
  readonly codesLeft: Map<string, number>;
  readonly codesUsed = new Map<string, number>();
  closedAtMs: number | null;
  cohortSize: number | null;
  lastNumber: number;
  active: number;
  admitted: number;

  constructor(
    room: Room,
    known: { readonly places: readonly Place[]; readonly slots: readonly Slot[] },
    codesLeft: Map<string, number>,
  ) {
    this.room = room;
    this.nowMs = room.nowMs;
    this.codesLeft = codesLeft;
    this.closedAtMs = room.closedAtMs;
    this.cohortSize = room.cohortSize;
    this.lastNumber = room.lastNumber;
    this.active = room.active;
    this.admitted = room.admitted;
    for (const place of known.places) this.addPlace(place);
    for (const slot of known.slots) this.addSlot(slot);
  }

  placeOf(personId: string): Place | undefined {
    return this.#placeOf.get(personId);
  }

  slotOf(personId: string): Slot | undefined {
    return this.#slotOf.get(personId);
  }

  addPlace(place: Place): void {
    this.places.push(place);
    this.#placeOf.set(place.personId, place);
  }

  addSlot(slot: Slot): void {
    this.slots.push(slot);
    this.#slotOf.set(slot.personId, slot);
  }

  endPlace(place: Place, leftPosition: number | undefined): void {
    place.ended = true;
    place.leftPosition = leftPosition;
    this.#placeOf.delete(place.personId);
  }

  endSlot(slot: Slot, reason: EndReason): void {
    slot.endReason = reason;
    this.active -= 1;
    this.#slotOf.delete(slot.personId);
  }

  /** Whoever had the place before has none now. */
  movePlace(place: Place, to: string): void {
    this.#placeOf.delete(place.personId);
    place.personId = to;
    place.moved = true;
    this.#placeOf.set(to, place);
  }

  /** Under a new id: whoever kept the pass of before must not be in beside its new owner. */
  moveSlot(slot: Slot, to: string, id: string): void {
    this.#slotOf.delete(slot.personId);
    slot.personId = to;
    slot.formerIds = [...slot.formerIds, slot.id];
    slot.id = id;
    this.#slotOf.set(to, slot);
  }
}

export const entryOf = (eventId: number, place: Place): Entry => ({
  eventId,
  number: place.number,
  personId: place.personId,
  nonce: place.nonce,
  joinedAtMs: place.joinedAtMs,
});

export const admissionOf = (eventId: number, slot: Slot): RunningAdmission => ({
  id: slot.id,
  eventId,
  personId: slot.personId,
  number: slot.number,
  position: slot.position,
  admittedAtMs: slot.admittedAtMs,
  expiresAtMs: slot.expiresAtMs,
  endsAtMs: slot.endsAtMs,
});
