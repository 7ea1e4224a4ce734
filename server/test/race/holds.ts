/** Races around the end of a hold: confirmed, cancelled, swept and taken over at the same moment. */
import { expect } from 'vitest';
import { type Answer, inParallel } from '../support/http-client.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Fleet, tally } from './fleet.ts';
import { reservationOf, takeSeats } from './named-seats.ts';

const step = (
  fleet: Fleet,
  n: number,
  eventId: number,
  id: string,
  kind: string,
): Promise<Answer> =>
  fleet.send(n, { method: 'POST', path: `/api/v1/events/${eventId}/reservations/${id}/${kind}` });

/** Lets the time of all holds of an event pass, in the database, for whose clock holds are. */
async function lapse(fleet: Fleet, eventId: number): Promise<void> {
  await fleet.query(
    `WITH moved AS (UPDATE reservations SET expires_at = now() - interval '1 second'
                     WHERE event_id = $1 AND state = 0 RETURNING id)
     UPDATE seats SET held_until = now() - interval '1 second'
      WHERE event_id = $1 AND state = 1 AND reservation_id IN (SELECT id FROM moved)`,
    [eventId],
  );
}

async function stateOf(fleet: Fleet, eventId: number, id: string): Promise<number> {
  const [row] = await fleet.query<{ state: number }>(
    'SELECT state FROM reservations WHERE event_id = $1 AND id = $2',
    [eventId, id],
  );
  return row?.state ?? -1;
}

/** Lapsed holds that are at once confirmed, cancelled and taken over: one of them has the seats. */
export async function endOfHolds(fleet: Fleet): Promise<void> {
  const HOLDS = 20;
  const eventId = await fleet.createEvent({ seats: HOLDS * 2 });
  const held = await inParallel(HOLDS, HOLDS, (n) =>
    fleet.send(n, takeSeats(fleet, eventId, [n * 2, n * 2 + 1], { confirm: false })),
  );
  expect(tally(held)).toEqual({ '201': HOLDS });
  await lapse(fleet, eventId);
  const rivals = Array.from({ length: HOLDS }, () => fleet.ids.next());
  await inParallel(HOLDS, HOLDS, async (n) => {
    const { id } = reservationOf(held[n]);
    const [confirmed, taken, cancelled] = await Promise.all([
      step(fleet, n, eventId, id, 'confirm'),
      // The rival wants one of the two seats, and through another process.
      fleet.send(n + 1, takeSeats(fleet, eventId, [n * 2], { id: rivals[n] ?? '' })),
      n % 2 === 0 ? step(fleet, n + 2, eventId, id, 'cancel') : undefined,
    ]);
    const [mine, rival] = [
      await stateOf(fleet, eventId, id),
      await stateOf(fleet, eventId, rivals[n] ?? ''),
    ];
    // 1 is CONFIRMED: never both, and each side was told what the database says.
    expect([mine, rival]).not.toEqual([1, 1]);
    expect(rival === 1).toBe(taken.status === 201);
    if (mine === 1) expect(confirmed.status).toBe(200);
    const kinds = ['200', '409 hold_expired', '409 invalid_transition'];
    expect(kinds).toContain(Object.keys(tally([confirmed]))[0]);
    if (cancelled !== undefined) expect(cancelled.status).toBe(200);
  });
}

/** The sweeper of every process and a crowd of cancellations: the places come back exactly once. */
export async function sweptAndCancelled(fleet: Fleet): Promise<void> {
  const eventId = await fleet.createEvent({ capacity: 120 });
  const path = `/api/v1/events/${eventId}/reservations`;
  const ids = Array.from({ length: 60 }, () => fleet.ids.next());
  const held = await inParallel(60, 60, (n) =>
    fleet.send(n, {
      method: 'POST',
      path,
      body: { id: ids[n], buyer: `buyer${n}`, pool: 1, quantity: 2 },
    }),
  );
  expect(tally(held)).toEqual({ '201': 60 });
  await lapse(fleet, eventId);
  const cancelled = await inParallel(30, 30, (n) =>
    step(fleet, n, eventId, ids[n] ?? '', 'cancel'),
  );
  expect(tally(cancelled)).toEqual({ '200': 30 });
  await waitFor('the sweepers to expire the rest', async () => {
    const rows = await fleet.query('SELECT FROM reservations WHERE event_id = $1 AND state = 0', [
      eventId,
    ]);
    return rows.length === 0;
  });
  const pools = await fleet.query('SELECT held, sold FROM pools WHERE event_id = $1', [eventId]);
  expect(pools).toEqual([{ held: 0, sold: 0 }]);
}

/** A full house of lapsed holds: all of it can be sold at once, whether or not a sweeper came first. */
export async function takenOver(fleet: Fleet): Promise<void> {
  // Real time passes here: what processes remember of these holds goes by their clocks.
  const eventId = await fleet.createEvent({ seats: 40, holdMs: 1_000 });
  const held = await inParallel(10, 10, (n) =>
    fleet.send(
      n,
      takeSeats(
        fleet,
        eventId,
        [0, 1, 2, 3].map((i) => n * 4 + i),
        { confirm: false },
      ),
    ),
  );
  expect(tally(held)).toEqual({ '201': 10 });
  await waitFor('the holds to lapse', async () => {
    const [row] = await fleet.query<{ alive: number }>(
      `SELECT count(*)::int AS alive FROM reservations
        WHERE event_id = $1 AND state = 0 AND expires_at > now() - interval '50 ms'`,
      [eventId],
    );
    return row?.alive === 0;
  });
  // Two rivals for every pair of seats; pairs cut across the lapsed holds.
  const answers = await inParallel(40, 40, (n) => {
    const first = (n >> 1) * 2 + 1;
    return fleet.send(n, takeSeats(fleet, eventId, [first % 40, (first + 1) % 40]));
  });
  const [sold] = await fleet.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM seats WHERE event_id = $1 AND state = 2',
    [eventId],
  );
  expect(tally(answers)).toEqual({ '201': 20, '409 seats_unavailable': 20 });
  expect(sold).toEqual({ n: 40 });
}
