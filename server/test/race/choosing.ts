/** Races of parties that let the house choose: for the last seats, around lost ones, and with themselves. */
import { expect } from 'vitest';
import { sampleHalls } from '../../src/catalog/model/halls/sample-halls.ts';
import { assert } from '../../src/lib/assert.ts';
import { type Answer, inParallel, type Request } from '../support/http-client.ts';
import { type Fleet, tally } from './fleet.ts';
import { reservationOf, takeSeats } from './named-seats.ts';

const SEATS = 265;
const REFUSALS = ['201', '409 sold_out', '409 seats_unavailable', '503 busy'];

function theatre(fleet: Fleet): Promise<number> {
  const plan = sampleHalls().find(({ code }) => code === 'small-theatre')?.plan;
  assert(plan?.seatCount === SEATS, 'the small theatre has changed');
  return fleet.createEvent({ plan });
}

function askBest(fleet: Fleet, eventId: number, party: number, id = fleet.ids.next()): Request {
  const body = { id, buyer: `buyer ${id}`, bestAvailable: { party }, confirm: true };
  return { method: 'POST', path: `/api/v1/events/${eventId}/reservations`, body };
}

/** Sells everything but these rows (20 seats each, from seat 105). */
async function leave(fleet: Fleet, eventId: number, rows: number): Promise<void> {
  const open = new Set(Array.from({ length: rows * 20 }, (_, i) => 105 + i));
  const sold = Array.from({ length: SEATS }, (_, seat) => seat).filter((seat) => !open.has(seat));
  for (let at = 0; at < sold.length; at += 100) {
    const answer = await fleet.send(0, takeSeats(fleet, eventId, sold.slice(at, at + 100)));
    expect(answer.status).toBe(201);
  }
}

const seatsIn = (answers: readonly Answer[]): number[] =>
  answers
    .filter(({ status }) => status === 201)
    .flatMap((answer) => reservationOf(answer).seats.map(({ seat }) => seat));

async function freeSeats(fleet: Fleet, eventId: number): Promise<number[]> {
  const rows = await fleet.query<{ seat: number }>(
    'SELECT seat_no AS seat FROM seats WHERE event_id = $1 AND state = 0 ORDER BY 1',
    [eventId],
  );
  return rows.map(({ seat }) => seat);
}

/** Those who are told to come back do so, a bounded number of times, like any client. */
async function persist(fleet: Fleet, n: number, request: Request): Promise<Answer> {
  for (let visits = 1; ; visits++) {
    const answer = await fleet.send(n, request);
    if (answer.status !== 503 || visits === 20) return answer;
  }
}

/** 200 people for the last 40 seats, one each: all of them are sold, nobody is turned away too early. */
export async function lastSeats(fleet: Fleet): Promise<void> {
  const eventId = await theatre(fleet);
  await leave(fleet, eventId, 2);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => persist(fleet, n, askBest(fleet, eventId, 1))),
  );
  expect(tally(answers)).toEqual({ '201': 40, '409 sold_out': 160 });
  expect(new Set(seatsIn(answers)).size).toBe(40);
  expect(await freeSeats(fleet, eventId)).toEqual([]);
}

const partyOf = (n: number): number => (n % 4) + 1;

/** 200 parties of one to four for the last 60 seats: none twice, and nothing that fits stays unsold. */
export async function lastParties(fleet: Fleet): Promise<void> {
  const eventId = await theatre(fleet);
  await leave(fleet, eventId, 3);
  const answers = await inParallel(200, 100, (n) =>
    persist(fleet, n, askBest(fleet, eventId, partyOf(n))),
  );
  for (const kind of Object.keys(tally(answers))) expect(REFUSALS).toContain(kind);
  answers.forEach((answer, n) => {
    const { seats } = answer.status === 201 ? reservationOf(answer) : { seats: undefined };
    if (seats !== undefined) expect(seats).toHaveLength(partyOf(n));
  });
  const got = seatsIn(answers);
  expect(new Set(got).size).toBe(got.length);
  const free = await freeSeats(fleet, eventId);
  expect(got.length + free.length).toBe(60);
  // Fifty people were alone: they took whatever parties had left.
  expect(free).toEqual([]);
}

const isTold = (answer: Answer): boolean => answer.body['instead'] !== undefined;

/** 60 couples who all picked the same two seats, and take what is near: all sit, one where it picked. */
export async function alternatives(fleet: Fleet): Promise<void> {
  const eventId = await theatre(fleet);
  const answers = await inParallel(60, 60, (n) => {
    const { body, ...request } = takeSeats(fleet, eventId, [50, 51]);
    return persist(fleet, n, { ...request, body: { ...(body as object), holdAlternatives: true } });
  });
  const got = seatsIn(answers);
  expect(new Set(got).size).toBe(got.length);
  const sat = answers.filter(({ status }) => status === 201);
  expect(sat.filter((answer) => !isTold(answer))).toHaveLength(1);
  // Some may have been beaten to every alternative, and were told with which seats to go on.
  expect(Object.keys(tally(answers)).every((kind) => REFUSALS.includes(kind))).toBe(true);
  expect(sat.length).toBeGreaterThanOrEqual(50);
}

/** One request for the best, sent by an impatient client forty times at once: one effect, one answer. */
export async function sameWish(fleet: Fleet): Promise<void> {
  const eventId = await theatre(fleet);
  for (let round = 0; round < 5; round++) {
    const request = askBest(fleet, eventId, 2);
    const rivals = Array.from({ length: 20 }, () => askBest(fleet, eventId, 2));
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 40 }, (_, n) => fleet.send(n, request))),
      Promise.all(rivals.map((rival, n) => fleet.send(n, rival))),
    ]);
    expect(tally(answers)).toEqual({ '201': 40 });
    const seats = answers.map((answer) => JSON.stringify(reservationOf(answer).seats));
    expect(new Set(seats).size).toBe(1);
  }
}
