/**
 * Many buyers at the same moment, through real server processes over HTTP: one, two and four of them
 * on one database. Counted at the client and in the database; the books are checked after each race.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as choosing from './choosing.ts';
import { type Fleet, startFleet } from './fleet.ts';
import * as generalAdmission from './general-admission.ts';
import * as holds from './holds.ts';
import * as seats from './named-seats.ts';
import * as repetition from './repetition.ts';

const races: Readonly<Record<string, (fleet: Fleet) => Promise<void>>> = {
  '1,000 users for 1,000 places all get one': generalAdmission.thousandForThousand,
  '1,000 tasks of 100 workers for 100 places: 100 and 900': generalAdmission.thousandForHundred,
  'orders of different sizes fill the house exactly': generalAdmission.unevenOrders,
  'a person gets exactly the limit, from all connections': generalAdmission.limitPerPerson,
  '200 buyers for one seat: one': seats.oneSeat,
  'overlapping groups of seats: all or nothing, no seat twice': seats.overlappingGroups,
  'the same key many times: one reservation, one answer': repetition.sameKey,
  'the last place, asked for many times by one request': (fleet) =>
    repetition.lastPlace(fleet, false),
  'the last place of a person, asked for many times by one request': (fleet) =>
    repetition.lastPlace(fleet, true),
  'the same id many times: one verdict': repetition.sameId,
  'the same id of many buyers: one reservation, nothing shown': repetition.foreignId,
  'lapsed holds confirmed, cancelled and taken over at once': holds.endOfHolds,
  'lapsed holds swept and cancelled at once': holds.sweptAndCancelled,
  'a house full of lapsed holds can be sold at once': holds.takenOver,
  '200 people for the last 40 seats, whichever they are': choosing.lastSeats,
  'parties of one to four for the last seats: nothing that fits stays unsold': choosing.lastParties,
  'sixty couples for the same two seats take what is near': choosing.alternatives,
  'one wish for the best, sent many times: one answer': choosing.sameWish,
};

describe.each([1, 2, 4])('with %i server processes', (processes) => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await startFleet(processes);
  });
  afterEach(() => fleet.expectBooksInOrder());
  afterAll(() => fleet.stop());

  it.each(Object.entries(races))('%s', async (_name, race) => {
    expect.hasAssertions();
    await race(fleet);
  });
});
