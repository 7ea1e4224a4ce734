/** Seats of a drawn hall: side by side or apart, tiers, wheelchair spaces. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { must } from '../../test/support/shop.ts';
import { openTill, type Till } from '../../test/support/till.ts';
import { type AskWish, type ListHouse, openListHouse } from '../../test/support/waitlist-house.ts';
import type { SeatIndex } from '../inventory/model/choose/seat-index.ts';
import { assert } from '../lib/assert.ts';
import { whyNotJoin } from './why-not-join.ts';

let database: TestDatabase;
let till: Till;
let house: ListHouse;
let eventId = 0;
let index: SeatIndex;
const TIERS = ['VIP', 'R', 'S', 'A'];

beforeAll(async () => {
  database = await createTestDatabase();
  till = await openTill();
  house = await openListHouse(database.url, till);
});
afterAll(async () => {
  await house.close();
  await till.close();
  await database.drop();
});

/** A sold-out hall in which these seats come free once `wishes` wait. Answers who got which seats. */
async function served(
  wishes: Record<string, AskWish>,
  choose: (index: SeatIndex) => readonly number[],
): Promise<Record<string, number[]>> {
  const { shop, deps } = house;
  const tiers = TIERS.map((code, n) => ({ code, name: { en: code }, priceMinor: 1_000 * (9 - n) }));
  eventId = await shop.house.createHallEvent(shop.organizationId, { tiers });
  const event = await deps.book.get(eventId);
  assert(event !== undefined, 'there is an event');
  const picker = await deps.chooser.open(event);
  assert(picker !== undefined, 'the hall has a plan');
  ({ index } = picker);
  const free = choose(index);
  const all = Array.from({ length: index.seatCount }, (_, seat) => seat);
  await shop.engine.submit(eventId, { kind: 'block', wanted: { seats: all } });
  for (const [who, wish] of Object.entries(wishes)) await house.joined(eventId, who, wish);
  await house.work();
  must(await shop.engine.submit(eventId, { kind: 'unblock', wanted: { seats: [...free] } }));
  await house.work();
  const rows = await house.query<{ buyer: string; seats: number[] }>(
    `SELECT buyer, seat_nos AS seats FROM reservations WHERE event_id = $1 AND state = 0`,
    [eventId],
  );
  return Object.fromEntries(rows.map(({ buyer, seats }) => [buyer, seats]));
}

const tierOf = (seat: number): string =>
  index.tiers[index.runTier[index.run[seat] ?? 0] ?? 0] ?? '';
const flagsOf = (plan: SeatIndex, seat: number): number => plan.flags[seat] ?? 0;
/** The first seats of the longest run without wheelchair spaces. */
function runOf(plan: SeatIndex, length: number): number[] {
  for (let run = 0; run < plan.runCount; run++) {
    const from = plan.runFrom[run] ?? 0;
    const seats = Array.from({ length }, (_, n) => from + n);
    const end = plan.runFrom[run + 1] ?? 0;
    if (from + length <= end && seats.every((seat) => (flagsOf(plan, seat) & 3) === 0))
      return seats;
  }
  throw new Error('no such run');
}

describe('seats', () => {
  it('side by side, to the first whom they fit', async () => {
    const got = await served({ three: { party: 3 }, two: { party: 2 } }, (plan) => {
      const [a, , c, d] = runOf(plan, 4);
      return [a ?? 0, c ?? 0, d ?? 0];
    });
    const [, , c, d] = runOf(index, 4);
    expect(got).toEqual({ two: [c, d] });
  });

  it('apart, for those who would rather sit apart than not at all', async () => {
    const got = await served(
      { together: { party: 3 }, apart: { party: 3, together: false } },
      (plan) => {
        const [a, , c, , e] = runOf(plan, 5);
        return [a ?? 0, c ?? 0, e ?? 0];
      },
    );
    expect(Object.keys(got)).toEqual(['apart']);
  });

  it('of the tiers that will do', async () => {
    const got = await served({ ann: { tiers: ['A'] }, bob: {} }, (plan) => runOf(plan, 1));
    const [seat] = runOf(index, 1);
    expect(got).toEqual(tierOf(seat ?? 0) === 'A' ? { ann: [seat] } : { bob: [seat] });
  });

  it('wheelchair spaces to those who need them', async () => {
    const got = await served({ ann: {}, bob: { wheelchairs: 1 } }, (plan) => {
      const space = plan.flags.findIndex((flags) => (flags & seatFlags.accessible) !== 0);
      return [space];
    });
    expect(Object.keys(got)).toEqual(['bob']);
    expect(flagsOf(index, got['bob']?.[0] ?? 0) & seatFlags.accessible).not.toBe(0);
  });
});

it('nobody waits for what is there', async () => {
  const { shop, deps } = house;
  const id = await shop.house.createSeatEvent(shop.organizationId, 3);
  const event = await deps.book.get(id);
  assert(event !== undefined, 'there is an event');
  const wish = { party: 2, tiers: null, together: true, wheelchairs: 0 };
  expect(await whyNotJoin(deps, event, wish)).toMatchObject({ code: 'places_available' });
  must(await shop.engine.place(id, { seats: [1] }));
  expect(await whyNotJoin(deps, event, wish)).toBeUndefined();
  expect(await whyNotJoin(deps, event, { ...wish, together: false })).toMatchObject({
    code: 'places_available',
  });
  expect(await whyNotJoin(deps, event, { ...wish, tiers: ['none'] })).toMatchObject({
    code: 'invalid_request',
  });
  expect(await whyNotJoin(deps, event, { ...wish, party: 11 })).toMatchObject({
    code: 'limit_reached',
  });
});
