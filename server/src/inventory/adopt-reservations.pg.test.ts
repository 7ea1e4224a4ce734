/** Signing in with holds and bookings: what moves, what stays, and what happens to it meanwhile. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditFindings } from '../../test/support/audited.ts';
import { bookViolations } from '../../test/support/books.ts';
import { type Engine, openEngine } from '../../test/support/engine.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { sql } from '../lib/db.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { adoptReservations } from './adopt-reservations.ts';
import type { Wanted } from './model/commands.ts';
import { listRunningHolds, readReservation } from './read-reservations.ts';
import { cancelReservation, confirmHold, extendHold, secureHold } from './step-reservation.ts';
import { mainPool } from './stock-event.ts';

let database: TestDatabase;
let here: Engine;
let there: Engine;
let people = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await openEngine(database.url);
  there = await openEngine(database.url);
});
afterAll(async () => {
  await here.close();
  await there.close();
  await database.drop();
});
afterEach(expectAllInOrder);

async function expectAllInOrder(): Promise<void> {
  await here.stepOutbox();
  expect(await bookViolations(database.url)).toEqual([]);
  const found = await auditFindings(database.url);
  const wrong = found.filter(({ severity }) => severity === 'violation');
  // Nobody issues tickets or takes money here.
  expect(wrong.filter(({ id }) => !/ticket|order|payment|money/.test(id))).toEqual([]);
  for (const engine of [here, there]) expect(engine.troubles).toEqual([]);
}

const somebody = (): { guest: string; account: string } => {
  people += 1;
  return { guest: `g:${people}`, account: `a:${people}` };
};
const unit: Wanted = { pool: mainPool, quantity: 1 };

async function hold(eventId: number, buyer: string, wanted: Wanted = unit): Promise<Uuid> {
  const { organizationId } = here.owner;
  const owner = { organizationId, principalId: SHOP_PRINCIPAL, buyer };
  const outcome = await here.place(eventId, wanted, { owner, holdMs: 480_000 });
  if (!outcome.ok || outcome.value.reservation === undefined) throw new Error('no hold');
  return outcome.value.reservation.id;
}
const stepOf = (eventId: number, id: Uuid, buyer: string) => ({
  eventId,
  id,
  principalId: SHOP_PRINCIPAL,
  buyer,
});
const read = (eventId: number, id: Uuid, buyer: string) =>
  readReservation(here.db, { id, eventId, principalId: SHOP_PRINCIPAL, buyer });
const adopt = (engine: Engine, from: string, to: string) => adoptReservations(engine, from, to);
const lapse = (eventId: number) =>
  here.db.query(
    sql(
      'test_lapse_event',
      `WITH moved AS (UPDATE reservations SET expires_at = now() - interval '1 s'
                       WHERE event_id = $1 AND state = 0)
       UPDATE seats SET held_until = now() - interval '1 s' WHERE event_id = $1 AND state = 1`,
    ),
    [eventId],
  );

describe('signing in', () => {
  it('moves holds and bookings of all events, and they go on as the account', async () => {
    const { guest, account } = somebody();
    const [first, second] = [
      await here.createPoolEvent({ capacity: 5 }),
      await here.createSeatEvent({ seats: 9 }),
    ];
    const held = await hold(second, guest, { seats: [3, 4] });
    const bought = await hold(first, guest);
    const over = await hold(first, guest);
    await confirmHold(here.inventory, stepOf(first, bought, guest));
    await cancelReservation(here.inventory, stepOf(first, over, guest));
    const strange = await hold(first, somebody().guest);
    expect(await adopt(here, guest, account)).toEqual({ reservations: 2, refused: [] });
    for (const [event, id] of [
      [second, held],
      [first, bought],
      [first, over],
    ] as const) {
      expect(await read(event, id, guest)).toBeUndefined();
      expect((await read(event, id, account))?.reservation.id).toBe(id);
    }
    expect(await read(first, strange, account)).toBeUndefined();
    const { found } = await listRunningHolds(here.db, {
      principalId: SHOP_PRINCIPAL,
      buyer: account,
      limit: 10,
    });
    expect(found.map(({ reservation }) => reservation.id)).toEqual([held]);
    const refused = await confirmHold(here.inventory, stepOf(second, held, guest));
    expect(refused).toMatchObject({ code: 'reservation_not_found' });
    expect((await confirmHold(here.inventory, stepOf(second, held, account))).ok).toBe(true);
  });

  it('twice, or from two processes at once, moves nothing more', async () => {
    const { guest, account } = somebody();
    const eventId = await here.createPoolEvent({ capacity: 50, perPersonMax: 20 });
    await Promise.all(Array.from({ length: 10 }, () => hold(eventId, guest)));
    const both = await Promise.all([
      adopt(here, guest, account),
      adopt(there, guest, account),
      adopt(here, guest, account),
    ]);
    for (const { refused } of both) expect(refused).toEqual([]);
    expect(await adopt(there, guest, account)).toEqual({ reservations: 0, refused: [] });
    expect(await adopt(here, account, account)).toEqual({ reservations: 0, refused: [] });
  });

  it('leaves a hold with the guest that would exceed the limit of the account', async () => {
    const { guest, account } = somebody();
    const eventId = await here.createPoolEvent({ capacity: 9, perPersonMax: 2 });
    await hold(eventId, account);
    const [one, two] = [await hold(eventId, guest), await hold(eventId, guest)];
    const { reservations, refused } = await adopt(here, guest, account);
    expect(reservations).toBe(1);
    expect(refused).toMatchObject([{ eventId, code: 'limit_reached' }]);
    const stayed = refused[0]?.reservationId;
    expect([one, two]).toContain(stayed);
    expect(stayed && (await read(eventId, stayed, guest))?.eventId).toBe(eventId);
    // And the account is full.
    await expect(hold(eventId, account)).rejects.toThrow('no hold');
  });

  it('moves what is bought whatever the limit says, and then nothing more can be had', async () => {
    const { guest, account } = somebody();
    const eventId = await here.createPoolEvent({ capacity: 9, perPersonMax: 2 });
    for (const buyer of [guest, account]) {
      const id = await hold(eventId, buyer, { pool: mainPool, quantity: 2 });
      await confirmHold(here.inventory, stepOf(eventId, id, buyer));
    }
    expect(await adopt(here, guest, account)).toEqual({ reservations: 1, refused: [] });
    await expect(hold(eventId, account)).rejects.toThrow('no hold');
  });

  it('counts a lapsed hold no more, of the guest or of the account', async () => {
    const { guest, account } = somebody();
    const eventId = await here.createSeatEvent({ seats: 9, perPersonMax: 2 });
    await hold(eventId, account, { seats: [0, 1] });
    const old = await hold(eventId, guest, { seats: [2, 3] });
    await lapse(eventId);
    const fresh = await hold(eventId, guest, { seats: [4, 5] });
    expect(await adopt(here, guest, account)).toEqual({ reservations: 1, refused: [] });
    expect((await read(eventId, old, account))?.reservation.state).toBe('EXPIRED');
    expect((await read(eventId, fresh, account))?.reservation.state).toBe('PENDING');
  });
});

describe('signing in while', () => {
  it('holds are confirmed, cancelled and swept: each has one owner and one end', async () => {
    const ROUNDS = 30;
    const eventId = await here.createSeatEvent({ seats: ROUNDS * 2, perPersonMax: 4 });
    const owners = Array.from({ length: ROUNDS }, somebody);
    const ids = await Promise.all(
      owners.map(({ guest }, n) => hold(eventId, guest, { seats: [n * 2, n * 2 + 1] })),
    );
    await lapse(eventId);
    await Promise.all(
      owners.map(async ({ guest, account }, n) => {
        const id = ids[n] ?? ids[0];
        if (id === undefined) return;
        const [moved, mine, theirs] = await Promise.all([
          adopt(n % 2 === 0 ? here : there, guest, account),
          confirmHold(there.inventory, stepOf(eventId, id, guest)),
          n % 3 === 0
            ? cancelReservation(here.inventory, stepOf(eventId, id, account))
            : here.sweep(),
        ]);
        expect(moved.refused).toEqual([]);
        const mineIs = mine.ok || mine.code;
        expect([true, 'reservation_not_found', 'invalid_transition']).toContain(mineIs);
        const theirsIs = theirs === undefined || theirs.ok || theirs.code;
        expect([true, 'reservation_not_found']).toContain(theirsIs);
        expect(await read(eventId, id, guest)).toBeUndefined();
        expect(await read(eventId, id, account)).toBeDefined();
      }),
    );
  });
});

describe('a payment that begins', () => {
  it('prolongs the hold and its seats, never shortens them, and does not use up the extension', async () => {
    const { guest } = somebody();
    const eventId = await here.createSeatEvent({ seats: 9, extensionMs: 60_000 });
    const id = await hold(eventId, guest, { seats: [1] });
    const which = stepOf(eventId, id, guest);
    const before = await read(eventId, id, guest);
    const short = await secureHold(here.inventory, { ...which, forMs: 90_000 });
    expect(short).toMatchObject({ ok: true, value: { repeated: true } });
    const long = await secureHold(here.inventory, { ...which, forMs: 900_000 });
    expect(long).toMatchObject({ ok: true, value: { repeated: false } });
    const after = await read(eventId, id, guest);
    const gained = (after?.reservation.expiresAtMs ?? 0) - (before?.reservation.expiresAtMs ?? 0);
    expect(gained).toBeGreaterThanOrEqual(420_000);
    expect(gained).toBeLessThan(430_000);
    expect((await extendHold(here.inventory, which)).ok).toBe(true);
  });

  it('is refused when it is too late, or not theirs, or the event is off', async () => {
    const { guest, account } = somebody();
    const eventId = await here.createSeatEvent({ seats: 9 });
    const id = await hold(eventId, guest, { seats: [1] });
    const which = { ...stepOf(eventId, id, guest), forMs: 90_000 };
    const refusal = async (request = which) => {
      const outcome = await secureHold(here.inventory, request);
      return outcome.ok ? undefined : outcome.code;
    };
    expect(await refusal({ ...which, buyer: account })).toBe('reservation_not_found');
    expect(await refusal({ ...which, principalId: 1 })).toBe('reservation_not_found');
    await lapse(eventId);
    expect(await refusal()).toBe('hold_expired');
    await here.sweep();
    expect(await refusal()).toBe('hold_expired');
    const sold = await hold(eventId, guest, { seats: [2] });
    await confirmHold(here.inventory, stepOf(eventId, sold, guest));
    expect(await refusal({ ...which, id: sold })).toBe('invalid_transition');
    const last = await hold(eventId, guest, { seats: [3] });
    await here.db.query(
      sql('test_cancel_event', 'UPDATE events SET cancelled_at = now() WHERE id = $1'),
      [eventId],
    );
    expect(await refusal({ ...which, id: last })).toBe('event_cancelled');
  });

  it('at the last moment, beside sweepers and rivals: secured means kept', async () => {
    const ROUNDS = 25;
    const eventId = await here.createSeatEvent({ seats: ROUNDS });
    const buyers = Array.from({ length: ROUNDS }, () => somebody().guest);
    const { organizationId } = here.owner;
    const held = await Promise.all(
      buyers.map((buyer, seat) => {
        const owner = { organizationId, principalId: SHOP_PRINCIPAL, buyer };
        // Some of them lapse before, some while, some after the payment begins.
        return here.place(eventId, { seats: [seat] }, { owner, holdMs: 1_000 + seat * 8 });
      }),
    );
    const end = performance.now() + 1_080;
    while (performance.now() < end) await here.sweep();
    await Promise.all(
      held.map(async (placed, seat) => {
        const id = placed.ok ? placed.value.reservation?.id : undefined;
        if (id === undefined) throw new Error('no hold');
        const which = { ...stepOf(eventId, id, buyers[seat] ?? ''), forMs: 600_000 };
        const [secured, rival] = await Promise.all([
          secureHold(here.inventory, which),
          there.place(eventId, { seats: [seat] }),
          there.sweep(),
        ]);
        // Neither, when the rival asked just before the hold lapsed and the payment just after.
        expect(secured.ok && rival.ok).toBe(false);
        const now = await read(eventId, id, which.buyer);
        const neither = rival.ok ? ['EXPIRED'] : ['EXPIRED', 'PENDING'];
        expect(secured.ok ? ['PENDING'] : neither).toContain(now?.reservation.state);
      }),
    );
  });
});
