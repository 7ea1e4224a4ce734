/** Crashes between the steps of an offer, workers and joins at once, leaving and signing in meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditFindings } from '../../test/support/audited.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { must } from '../../test/support/shop.ts';
import { openTill, type Till } from '../../test/support/till.ts';
import { type ListHouse, openListHouse } from '../../test/support/waitlist-house.ts';
import { adoptReservations } from '../inventory/adopt-reservations.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { cancelReservation } from '../inventory/step-reservation.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { refuse } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { adoptWaitlist } from './adopt-waitlist.ts';
import { leaveList } from './leave-list.ts';
import { serveList } from './serve-list.ts';

let database: TestDatabase;
let till: Till;
let house: ListHouse;
/** What becomes of the next booking for the list: as it is, its answer lost, or never asked. */
let fault: 'none' | 'answer_lost' | 'never_asked' = 'none';
/** Runs while the engine is being asked. */
let meanwhile: (() => Promise<unknown>) | undefined;

const faulty = (inventory: Inventory): Inventory => ({
  ...inventory,
  async submit(eventId, command, limited) {
    if (command.kind !== 'place' || command.listed !== true) {
      return inventory.submit(eventId, command, limited);
    }
    const now = fault;
    fault = 'none';
    await meanwhile?.();
    meanwhile = undefined;
    if (now === 'never_asked') return refuse('busy');
    const outcome = await inventory.submit(eventId, command, limited);
    return now === 'answer_lost' ? refuse('outcome_unknown') : outcome;
  },
});

beforeAll(async () => {
  database = await createTestDatabase();
  till = await openTill();
  const changes: Parameters<typeof openListHouse>[2] = {
    changes: ({ inventory }) => ({ inventory: faulty(inventory) }),
  };
  house = await openListHouse(database.url, till, changes);
});
afterAll(async () => {
  await house.close();
  await till.close();
  await database.drop();
});

/** An event sold out in one booking of one place each. */
async function soldOut(places: number): Promise<{ eventId: number; bookings: Uuid[] }> {
  const { shop } = house;
  const eventId = await shop.house.createPoolEvent(shop.organizationId, places);
  const bookings: Uuid[] = [];
  for (let n = 0; n < places; n++) {
    const outcome = await shop.engine.place(eventId, { pool: mainPool, quantity: 1 });
    bookings.push(must(outcome).reservation?.id as Uuid);
  }
  return { eventId, bookings };
}

async function giveBack(eventId: number, ids: readonly Uuid[]): Promise<void> {
  const { inventory, owner } = house.shop.engine;
  const { principalId } = owner;
  for (const id of ids) must(await cancelReservation(inventory, { eventId, id, principalId }));
}

const live = (eventId: number): Promise<{ buyer: string }[]> =>
  house.query(`SELECT buyer FROM reservations WHERE event_id = $1 AND state = 0 ORDER BY buyer`, [
    eventId,
  ]);

describe('a crash', () => {
  it.each(['answer_lost', 'never_asked'] as const)(
    'while places are being held (%s) leaves one offer in the end, and the order',
    async (what) => {
      const { eventId, bookings } = await soldOut(1);
      await house.joined(eventId, 'ann');
      await house.joined(eventId, 'bob');
      await giveBack(eventId, bookings);
      fault = what;
      await house.work();
      expect(await house.entry(eventId, 'ann')).toMatchObject({ state: 'WAITING' });
      expect(await house.entry(eventId, 'bob')).toMatchObject({ state: 'WAITING' });
      await house.work();
      expect(await house.entry(eventId, 'ann')).toMatchObject({ state: 'OFFERED' });
      expect(await live(eventId)).toEqual([{ buyer: 'ann' }]);
    },
  );

  it('of whoever serves the list gives the turn to another one when it is over', async () => {
    const { eventId, bookings } = await soldOut(1);
    await house.joined(eventId, 'ann');
    await giveBack(eventId, bookings);
    await house.query(
      `UPDATE waiting_lists SET holder = 'dead', held_until = now() + interval '1 hour'
        WHERE event_id = $1`,
      [eventId],
    );
    expect(await serveList(house.deps, eventId)).toBe(false);
    expect(await live(eventId)).toEqual([]);
    await house.query(`UPDATE waiting_lists SET held_until = now() WHERE event_id = $1`, [eventId]);
    await house.work();
    expect(await live(eventId)).toEqual([{ buyer: 'ann' }]);
  });
});

it('workers at once serve everybody once, in order', async () => {
  const other = await openListHouse(database.url, till);
  try {
    const { eventId, bookings } = await soldOut(12);
    const people = Array.from({ length: 20 }, (_, n) => `p${String(n).padStart(2, '0')}`);
    for (const person of people) await house.joined(eventId, person);
    for (let n = 0; n < 12; n += 3) {
      await giveBack(eventId, bookings.slice(n, n + 3));
      await Promise.all([house.work(), other.work(), house.serve(), other.serve()]);
    }
    await house.work();
    expect((await live(eventId)).map(({ buyer }) => buyer)).toEqual(people.slice(0, 12));
  } finally {
    await other.close();
  }
});

it('a crowd that joins at once has numbers without gaps, and everybody once', async () => {
  const { eventId } = await soldOut(1);
  const people = Array.from({ length: 100 }, (_, n) => `crowd ${n}`);
  await Promise.all([...people, ...people].map((person) => house.joined(eventId, person)));
  const [row] = await house.query<{ n: number; last: number; waiting: number }>(
    `SELECT count(*)::int AS n, max(e.number)::int AS last, max(l.waiting) AS waiting
       FROM waitlist_entries e JOIN waiting_lists l USING (event_id) WHERE event_id = $1`,
    [eventId],
  );
  expect(row).toEqual({ n: 100, last: 100, waiting: 100 });
});

it('a crowd races for what comes free, and the list gets it', async () => {
  const { eventId, bookings } = await soldOut(6);
  for (let n = 0; n < 6; n++) await house.joined(eventId, `fan ${n}`);
  const { shop } = house;
  const rush = async (): Promise<boolean> =>
    (await shop.engine.place(eventId, { pool: mainPool, quantity: 1 })).ok;
  const grabbed: boolean[] = [];
  const over = new AbortController();
  const crowd = Array.from({ length: 8 }, async () => {
    while (!over.signal.aborted) grabbed.push(await rush());
  });
  await giveBack(eventId, bookings.slice(0, 5));
  await house.work();
  over.abort();
  await Promise.all(crowd);
  expect(grabbed.length).toBeGreaterThan(8);
  expect(grabbed.filter(Boolean)).toEqual([]);
  expect(await live(eventId)).toHaveLength(5);
});

describe('while places are being held for somebody', () => {
  it('who leaves, they go to the next', async () => {
    const { eventId, bookings } = await soldOut(1);
    await house.joined(eventId, 'ann');
    await house.joined(eventId, 'bob');
    await giveBack(eventId, bookings);
    meanwhile = () => leaveList(house.deps, eventId, 'ann');
    await house.work();
    await house.work();
    expect(await house.entry(eventId, 'ann')).toMatchObject({ endReason: 'left' });
    expect(await live(eventId)).toEqual([{ buyer: 'bob' }]);
  });

  it('who signs in, they follow', async () => {
    const { eventId, bookings } = await soldOut(1);
    await house.joined(eventId, 'g:ann');
    await giveBack(eventId, bookings);
    meanwhile = () => adoptWaitlist(house.deps.db, 'g:ann', 'a:ann');
    await house.work();
    expect(await house.entry(eventId, 'a:ann')).toMatchObject({ state: 'OFFERED' });
    expect(await live(eventId)).toEqual([{ buyer: 'a:ann' }]);
  });
});

const signIn = async (from: string, to: string): Promise<void> => {
  await adoptReservations({ db: house.deps.db, inventory: house.deps.inventory }, from, to);
  await adoptWaitlist(house.deps.db, from, to);
};

describe('signing in', () => {
  it('takes the place along; of two, the earlier one stays', async () => {
    const { eventId } = await soldOut(1);
    const guest = await house.joined(eventId, 'g:kim');
    await house.joined(eventId, 'a:kim');
    await signIn('g:kim', 'a:kim');
    expect(await house.entry(eventId, 'a:kim')).toMatchObject({ id: guest.id, state: 'WAITING' });
  });

  it('takes an offer along with its hold, and that one stays whatever else there is', async () => {
    const { eventId, bookings } = await soldOut(1);
    await house.joined(eventId, 'a:lee', { party: 5 });
    const guest = await house.joined(eventId, 'g:lee');
    await giveBack(eventId, bookings);
    await house.work();
    await signIn('g:lee', 'a:lee');
    expect(await house.entry(eventId, 'a:lee')).toMatchObject({ id: guest.id, state: 'OFFERED' });
    expect(await live(eventId)).toEqual([{ buyer: 'a:lee' }]);
    expect((await house.buy(eventId, 'a:lee')).facts.state).toBe('COMPLETE');
  });
});

it('and in the end the audit finds nothing', async () => {
  await house.work();
  expect(await auditFindings(database.url)).toEqual([]);
});
