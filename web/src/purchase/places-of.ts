/**
 * What a reservation holds, as places. One that is over no longer names its seats: what it held is
 * remembered in this tab, so that the same seats can be tried again.
 */
import { countOf, type Places } from './place-lines.ts';
import type { Reservation } from './queries.ts';
import { isNumbers, isRecord, readStored, writeStored } from './stored.ts';

export const placesOf = ({ seats, pool, quantity }: Reservation): Places =>
  seats.length > 0 || pool === undefined
    ? { seats: seats.map(({ seat }) => seat) }
    : { pool, quantity };

const isSeats = (value: unknown): value is { readonly seats: readonly number[] } =>
  isRecord(value) && isNumbers(value['seats']);

const keyOf = ({ id }: Reservation): string => `held:${id}`;

export function rememberPlaces(reservation: Reservation): void {
  if (reservation.seats.length > 0) writeStored(keyOf(reservation), placesOf(reservation));
}

/** Undefined when nobody here knows any more. */
export function formerPlaces(reservation: Reservation): Places | undefined {
  const places = placesOf(reservation);
  return countOf(places) > 0 ? places : readStored(keyOf(reservation), isSeats);
}
