/** What a reservation holds, as places. */
import type { Places } from './place-lines.ts';
import type { Reservation } from './queries.ts';

export const placesOf = ({ seats, pool, quantity }: Reservation): Places =>
  seats.length > 0 || pool === undefined
    ? { seats: seats.map(({ seat }) => seat) }
    : { pool, quantity };
