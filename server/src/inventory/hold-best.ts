/**
 * Holds the best seats there are for a party, chosen and taken in one call. Choices that somebody else
 * was faster to take are made anew a few times; who then still has none is told to come back.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import type { Chooser } from './chooser.ts';
import type { Inventory } from './inventory.ts';
import type { TierRoom } from './model/choose/wish.ts';
import type { Wish } from './model/choose/wish.ts';
import type { Outcome } from './model/commands.ts';
import { placeHold, type PlaceRequest } from './place-hold.ts';
import type { NoPick, Picked, SeatPicker } from './seat-picker.ts';
import { type Asked, readingsOf } from './wish-of.ts';

export type ChoosingDeps = { readonly inventory: Inventory; readonly chooser: Chooser };
/** A request for places that the house is to choose. */
export type ChoosingRequest = Omit<PlaceRequest, 'wanted' | 'chosen' | 'once'>;

/** Choices lost to others before a party is told to come back. */
const TRIES_MAX = 8;
/** Times a party waits for seats that are on their way to others, who may not get them after all. */
const WAITS_MAX = 3;

export async function holdBest(
  { inventory, chooser }: ChoosingDeps,
  event: EventRecord,
  request: ChoosingRequest,
  asked: Asked,
): Promise<Outcome> {
  const readings = readingsOf(asked);
  if (readings.length === 0) return wrong('accessible', 'is more than the party');
  const picker = await chooser.open(event);
  if (picker === undefined) return wrong(undefined, 'this event has no numbered seats to choose');
  let waits = 0;
  let isRefreshed = inventory.isHearing();
  for (let lost = 0; lost < TRIES_MAX;) {
    const choice = firstOf(picker, readings, lost > 0);
    if (choice.ok) {
      const outcome = await take(inventory, event, request, picker, choice.seats);
      if (outcome.ok || outcome.code !== 'seats_unavailable') return outcome;
      lost += 1;
    } else if (choice.mayCome && waits < WAITS_MAX) {
      waits += 1;
      await picker.landed();
    } else if (!isRefreshed) {
      isRefreshed = true;
      await inventory.refresh(event.eventId);
    } else return nothingFits(choice.possible);
  }
  return refuse('busy', { retryAfterSeconds: 1 });
}

/** Asks the engine for chosen seats; what it says is taken is not chosen again for a while. */
export async function take(
  inventory: Inventory,
  event: EventRecord,
  request: ChoosingRequest,
  picker: SeatPicker,
  seats: readonly number[],
): Promise<Outcome> {
  const place = { ...request, wanted: { seats }, chosen: true } as const;
  const outcome = await picker.whileTaking(seats, () => placeHold(inventory, event, place));
  if (!outcome.ok && outcome.code === 'seats_unavailable') picker.doubt(seatsIn(outcome));
  return outcome;
}

/** The seats that a refusal names. */
export function seatsIn({ details }: Refusal): readonly number[] {
  const seats = details?.['seats'];
  return Array.isArray(seats) ? seats.filter((seat) => typeof seat === 'number') : [];
}

function firstOf(picker: SeatPicker, readings: readonly Wish[], again: boolean): Picked | NoPick {
  let choice: Picked | NoPick = { ok: false, possible: [], mayCome: false };
  for (const wish of readings) {
    choice = picker.pick(wish, again);
    if (choice.ok) return choice;
  }
  return choice;
}

function nothingFits(possible: readonly TierRoom[]): Refusal {
  const isEmpty = possible.every(
    ({ available, wheelchairSpaces }) => available + wheelchairSpaces < 1,
  );
  return isEmpty
    ? refuse('sold_out', { available: 0 })
    : refuse('seats_unavailable', { seats: [], possible });
}

function wrong(name: string | undefined, problem: string): Refusal {
  const field = name === undefined ? 'body.bestAvailable' : `body.bestAvailable.${name}`;
  return refuse('invalid_request', { fields: [{ field, problem }] });
}
