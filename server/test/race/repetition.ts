/** Races of a request with itself: the same key or the same id from many connections and processes. */
import { expect } from 'vitest';
import { type Fleet, tally } from './fleet.ts';
import { reservationOf, takeSeats } from './named-seats.ts';

/** Each key forty times, over all connections and processes: one reservation, one answer. */
export async function sameKey(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ capacity: 100 });
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      fleet.send(n, {
        method: 'POST',
        path: '/api/reservations',
        body: { eventId, userId: `user${Math.floor(n / 40)}`, quantity: 2 },
        headers: { 'idempotency-key': `key-${eventId}-${Math.floor(n / 40)}` },
      }),
    ),
  );
  expect(tally(answers)).toEqual({ '200': 200 });
  const bodies = answers.map(({ body }) => JSON.stringify(body));
  for (let key = 0; key < 5; key++) {
    expect(new Set(bodies.slice(key * 40, key * 40 + 40)).size).toBe(1);
  }
  const rows = await fleet.query(
    `SELECT count(*)::int AS reservations, sum(quantity)::int AS tickets,
            (SELECT count(*)::int FROM idempotency_keys WHERE event_id = $1) AS keys
       FROM reservations WHERE event_id = $1`,
    [eventId],
  );
  expect(rows).toEqual([{ reservations: 5, tickets: 10, keys: 5 }]);
}

/**
 * The last place of a house, by one request that arrives several times at once: the repetitions must
 * not be told that it is sold out, for it was sold to them.
 */
export async function lastPlace(fleet: Fleet, limited: boolean): Promise<void> {
  for (let round = 0; round < 12; round++) {
    const limit = limited ? { perPersonMax: 1 } : {};
    const eventId = await fleet.createEvent({ capacity: 1, seats: 2, ...limit });
    const key = `last-${eventId}`;
    const id = fleet.ids.next();
    const partner = {
      method: 'POST',
      path: '/api/reservations',
      body: { eventId, userId: 'ann', quantity: 1 },
      headers: { 'idempotency-key': key },
    } as const;
    const seat = takeSeats(fleet, eventId, [1], { id, buyer: 'bob' });
    const unit = {
      ...seat,
      body: { id, buyer: 'bob', pool: 1, quantity: 1, confirm: true },
    } as const;
    const wish = [partner, seat, unit][round % 3] ?? partner;
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => fleet.send(n, wish)));
    expect(tally(answers)).toEqual({ [wish === partner ? '200' : '201']: 8 });
  }
}

/** Each id thirty times for the same seats, while others want these seats too. */
export async function sameId(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ seats: 8 });
  const ids = Array.from({ length: 4 }, () => fleet.ids.next());
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, n) => {
      const id = ids[n % 4] ?? '';
      // Ids 0 and 1 want the same two seats, and so do 2 and 3.
      const seats = n % 4 < 2 ? [0, 1] : [4, 5];
      return fleet.send(n >> 2, takeSeats(fleet, eventId, seats, { id, buyer: 'ann' }));
    }),
  );
  for (let one = 0; one < 4; one++) {
    const own = answers.filter((_, n) => n % 4 === one);
    const statuses = new Set(own.map(({ status }) => status));
    // All of them won, or none: a repetition never gets another verdict than the first.
    expect(statuses.size).toBe(1);
    if (statuses.has(201)) {
      const shown = own.map((answer) => reservationOf(answer));
      for (const { id, seats } of shown) expect([id, seats]).toEqual([ids[one], shown[0]?.seats]);
    }
  }
  expect(tally(answers)).toEqual({ '201': 60, '409 seats_unavailable': 60 });
  const rows = await fleet.query(
    'SELECT count(*)::int AS n FROM reservations WHERE event_id = $1 AND state = 1',
    [eventId],
  );
  expect(rows).toEqual([{ n: 2 }]);
}

/** Somebody else's id is refused and nothing of theirs is shown. */
export async function foreignId(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ seats: 100 });
  const id = fleet.ids.next();
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      fleet.send(n, takeSeats(fleet, eventId, [n], { id, buyer: `buyer${n}` })),
    ),
  );
  expect(tally(answers)).toEqual({ '201': 1, '409 id_conflict': 59 });
  const winner = answers.findIndex(({ status }) => status === 201);
  for (const { status, body } of answers) {
    if (status !== 201) expect(JSON.stringify(body)).not.toContain(`buyer${winner}"`);
  }
}
