/** Races for named seats: one seat for many, and overlapping groups of seats. */
import { expect } from 'vitest';
import { type Answer, inParallel, type Request } from '../support/http-client.ts';
import { type Fleet, tally } from './fleet.ts';

export function takeSeats(
  fleet: Fleet,
  eventId: number,
  seats: readonly number[],
  more: { readonly id?: string; readonly buyer?: string; readonly confirm?: boolean } = {},
): Request {
  const id = more.id ?? fleet.ids.next();
  const { buyer = `buyer ${id}`, confirm = true } = more;
  const path = `/api/v1/events/${eventId}/reservations`;
  return { method: 'POST', path, body: { id, buyer, seats, confirm } };
}

/** 200 buyers for one named seat: one gets it, the others are told which seat is taken. */
export async function oneSeat(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ seats: 3 });
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => fleet.send(n, takeSeats(fleet, eventId, [1]))),
  );
  expect(tally(answers)).toEqual({ '201': 1, '409 seats_unavailable': 199 });
  for (const { status, body } of answers) {
    if (status !== 201) expect(body['error']).toMatchObject({ details: { seats: [1] } });
  }
  const rows = await fleet.query<{ id: string }>(
    'SELECT id FROM reservations WHERE event_id = $1',
    [eventId],
  );
  expect(rows).toEqual([{ id: reservationOf(answers.find(({ status }) => status === 201)).id }]);
}

const SEATS = 60;

/** Three seats, spread so that everybody is in the way of somebody, in an order of their own. */
const wishOf = (n: number): number[] => {
  const seats = [n % SEATS, (n * 7 + 11) % SEATS, (n * 13 + 29) % SEATS];
  return [...new Set(n % 2 === 0 ? seats : seats.toReversed())];
};

/** Groups that overlap: nobody gets a part of a group, no seat is sold twice. */
export async function overlappingGroups(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ seats: SEATS });
  const answers = await inParallel(300, 80, (n) =>
    fleet.send(n, takeSeats(fleet, eventId, wishOf(n), { confirm: n % 4 !== 0 })),
  );
  const counts = tally(answers);
  expect(Object.keys(counts).sort()).toEqual(['201', '409 seats_unavailable']);
  const got = answers.flatMap(({ status }, n) => (status === 201 ? wishOf(n) : []));
  expect(new Set(got).size).toBe(got.length);
  const rows = await fleet.query<{ seat: number }>(
    'SELECT seat_no AS seat FROM seats WHERE event_id = $1 AND state IN (1, 2) ORDER BY 1',
    [eventId],
  );
  expect(rows.map(({ seat }) => seat)).toEqual(got.toSorted((a, b) => a - b));
  // Whoever was refused was in the way of somebody who has the seat.
  const taken = new Set(got);
  answers.forEach(({ status }, n) => {
    if (status !== 201) expect(wishOf(n).some((seat) => taken.has(seat))).toBe(true);
  });
}

export type Shown = {
  readonly id: string;
  readonly status: string;
  readonly seats: readonly { readonly seat: number; readonly version: number }[];
};

export function reservationOf(answer: Answer | undefined): Shown {
  const { reservation } = (answer?.body ?? {}) as { reservation?: Shown };
  if (reservation === undefined) throw new Error(`no reservation in ${JSON.stringify(answer)}`);
  return reservation;
}
