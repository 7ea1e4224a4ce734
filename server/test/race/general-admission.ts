/** Races for general admission, as the documents of the booking API describe them, and limits. */
import { expect } from 'vitest';
import { inParallel, type Request } from '../support/http-client.ts';
import { type Fleet, tally } from './fleet.ts';

const book = (eventId: number, userId: string, quantity = 1): Request => ({
  method: 'POST',
  path: '/api/reservations',
  body: { eventId, userId, quantity },
});

type Counted = { readonly rows: number; readonly tickets: number; readonly buyers: number };

async function expectInDatabase(fleet: Fleet, eventId: number, counted: Counted): Promise<void> {
  const rows = await fleet.query<Counted>(
    `SELECT count(*)::int AS rows, coalesce(sum(quantity), 0)::int AS tickets,
            count(DISTINCT buyer)::int AS buyers
       FROM reservations WHERE event_id = $1 AND state = 1`,
    [eventId],
  );
  expect(rows).toEqual([counted]);
}

async function availableIn(fleet: Fleet, eventId: number): Promise<number> {
  const [row] = await fleet.query<{ available: number }>(
    'SELECT capacity - held - sold - blocked AS available FROM pools WHERE event_id = $1',
    [eventId],
  );
  return row?.available ?? -1;
}

/** 1,000 users, each with a connection's worth of impatience, for 1,000 places: everybody gets one. */
export async function thousandForThousand(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ capacity: 1_000 });
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) => fleet.send(n, book(eventId, `user${n}`))),
  );
  expect(tally(answers)).toEqual({ '200': 1_000 });
  const ids = new Set(
    answers.map(({ body }) => (body['data'] as { reservationId: string }).reservationId),
  );
  expect(ids.size).toBe(1_000);
  await expectInDatabase(fleet, eventId, { rows: 1_000, tickets: 1_000, buyers: 1_000 });
  expect(await availableIn(fleet, eventId)).toBe(0);
}

/** 1,000 tasks by 100 workers for 100 places: exactly 100 successes, and 900 that say why not. */
export async function thousandForHundred(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ capacity: 100 });
  const answers = await inParallel(1_000, 100, (n) => fleet.send(n, book(eventId, `user${n}`)));
  expect(tally(answers)).toEqual({ '200': 100, '409 sold_out': 900 });
  await expectInDatabase(fleet, eventId, { rows: 100, tickets: 100, buyers: 100 });
  expect(await availableIn(fleet, eventId)).toBe(0);
}

/** Orders of different sizes: nothing is oversold, and nothing that still fits stays unsold. */
export async function unevenOrders(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ capacity: 101 });
  const answers = await inParallel(150, 60, (n) =>
    fleet.send(n, book(eventId, `user${n}`, (n % 3) + 1)),
  );
  const sold = answers.reduce((sum, { status }, n) => sum + (status === 200 ? (n % 3) + 1 : 0), 0);
  // A hundred requests for one or two were there for the last places; all of them were filled.
  expect(sold).toBe(101);
  expect(await availableIn(fleet, eventId)).toBe(0);
  expect(Object.keys(tally(answers)).sort()).toEqual(['200', '409 sold_out']);
}

/** The same few buyers from all connections and processes: each gets exactly the limit. */
export async function limitPerPerson(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ capacity: 500, perPersonMax: 4 });
  const answers = await inParallel(200, 100, (n) => fleet.send(n, book(eventId, `buyer${n % 5}`)));
  expect(tally(answers)).toEqual({ '200': 20, '409 limit_reached': 180 });
  const taken = await fleet.query(
    `SELECT r.buyer, sum(r.quantity)::int AS quantity, min(c.taken) AS counted
       FROM reservations r JOIN buyer_counters c USING (event_id, principal_id, buyer)
      WHERE r.event_id = $1 AND r.state = 1 GROUP BY r.buyer ORDER BY r.buyer`,
    [eventId],
  );
  expect(taken).toEqual(
    [0, 1, 2, 3, 4].map((n) => ({ buyer: `buyer${n}`, quantity: 4, counted: 4 })),
  );
}
