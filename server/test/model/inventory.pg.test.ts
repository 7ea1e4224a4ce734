/**
 * The engine against a model: random acts by several buyers through two processes on a small house,
 * compared after every act with a model that shares no code with the engine. A failure prints the seed
 * and the shortest sequence; MODEL_SEED and MODEL_RUNS run others.
 */
import process from 'node:process';
import * as fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Uuid } from '../../src/lib/uuid-v7.ts';
import { bookViolations } from '../support/books.ts';
import { type Engine, openEngine } from '../support/engine.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { act, type Act, CAPACITY, LIMIT, perform, type Scene, SEATS } from './acts.ts';
import { House, sizeOf } from './house.ts';

const numRuns = Number(process.env['MODEL_RUNS'] ?? 100);
const seed = Number(process.env['MODEL_SEED'] ?? 20_260);

let database: TestDatabase;
let engines: [Engine, Engine];
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const [first, second] = [await openEngine(database.url), await openEngine(database.url)];
  // Both are processes of one key: they must agree on who asks.
  engines = [first, { ...second, owner: first.owner }];
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  for (const engine of engines) await engine.close();
  await database.drop();
});

/** Seats and a pool in one event, and twelve ids for its reservations. */
async function newScene(limited: boolean): Promise<Scene> {
  const [engine, second] = engines;
  const limit = limited ? { perPersonMax: LIMIT } : {};
  const eventId = await engine.createSeatEvent({ seats: SEATS, ...limit });
  await client.query('INSERT INTO pools (event_id, pool_id, capacity) VALUES ($1, 1, $2)', [
    eventId,
    CAPACITY,
  ]);
  // The second has not made the event, so it has to be told about its limit.
  const other: Engine = {
    ...second,
    submit: (id, command) => second.inventory.submit(id, command, limited),
  };
  return {
    engines: [engine, other],
    house: new House(SEATS, CAPACITY, limited ? LIMIT : undefined),
    eventId,
    ids: Array.from({ length: 12 }, () => engine.ids.next()),
    async lapse(id, nth) {
      await lapse(eventId, id, nth);
      // Rows were changed behind the backs of the processes: what they remember is void.
      for (const one of engines) one.inventory.forgetViews();
    },
  };
}

async function lapse(eventId: number, id: Uuid, nth: number): Promise<void> {
  const end = `now() - interval '1 day' + $3::int * interval '1 second'`;
  // One statement has one now(): the hold and its seats must end at the same moment.
  await client.query(
    `WITH moved AS (UPDATE reservations SET expires_at = ${end} WHERE event_id = $1 AND id = $2)
     UPDATE seats SET held_until = ${end} WHERE event_id = $1 AND reservation_id = $2`,
    [eventId, id, nth],
  );
}

/** Everything the database says about the event, in the words of the model. */
async function stored({ eventId }: Scene): Promise<unknown> {
  const { rows } = await client.query<{ state: unknown }>(
    `SELECT json_build_object(
       'bookings', (SELECT coalesce(json_object_agg(id, concat_ws(' ', buyer, state, extended, quantity)
                                                    ORDER BY id), '{}')
                      FROM reservations WHERE event_id = $1),
       'seats', (SELECT json_agg(CASE state WHEN 3 THEN 'blocked' ELSE reservation_id::text END
                                 ORDER BY seat_no) FROM seats WHERE event_id = $1),
       'pool', (SELECT concat_ws(' ', capacity, held, sold, blocked) FROM pools WHERE event_id = $1),
       'taken', (SELECT coalesce(json_object_agg(buyer, taken ORDER BY buyer), '{}')
                   FROM buyer_counters WHERE event_id = $1 AND taken > 0)) AS state`,
    [eventId],
  );
  return rows[0]?.state;
}

const lives = ['PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED'];

function imagined({ house }: Scene): unknown {
  const { capacity, blockedUnits, limit } = house;
  const buyers = limit === undefined ? [] : [...new Set(house.bookings.map(({ buyer }) => buyer))];
  const taken = buyers.map((buyer) => [buyer, house.ticketsOf(buyer, true)] as const);
  return {
    bookings: Object.fromEntries(
      house.bookings.map(({ id, buyer, life, extended, places }) => [
        id,
        [buyer, lives.indexOf(life), extended ? 't' : 'f', sizeOf(places)].join(' '),
      ]),
    ),
    seats: Array.from({ length: house.seatCount }, (_, seat) =>
      house.blockedSeats.has(seat) ? 'blocked' : (house.holderOf(seat)?.id ?? null),
    ),
    pool: [capacity, house.unitsOf('PENDING'), house.unitsOf('CONFIRMED'), blockedUnits].join(' '),
    taken: Object.fromEntries(taken.filter(([, tickets]) => tickets > 0)),
  };
}

async function play(limited: boolean, acts: readonly Act[]): Promise<void> {
  const scene = await newScene(limited);
  for (const [i, one] of acts.entries()) {
    const [expected, actual] = await perform(scene, one);
    const what = `act ${i}: ${JSON.stringify(one)}`;
    // Both have heard of everything, so what they refuse from memory has to be right as well.
    for (const engine of engines) await engine.stepOutbox();
    const [is, should] = [await stored(scene), imagined(scene)];
    expect({ what, verdict: actual, is }).toEqual({ what, verdict: expected, is: should });
  }
}

it.each([
  ['without a limit per person, over the fast paths', false],
  ['with a limit per person, over the settling transaction', true],
])('behaves like the model %s', { timeout: 120_000 }, async (_name, limited) => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 60 }), (acts) =>
      play(limited, acts),
    ),
    { numRuns, seed, endOnFailure: false },
  );
  for (const engine of engines) expect(engine.troubles).toEqual([]);
  await engines[0].stepOutbox();
  expect(await bookViolations(database.url)).toEqual([]);
});
