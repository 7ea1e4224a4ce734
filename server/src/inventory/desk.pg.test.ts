/** What processes refuse from memory, and what they must not: two engines on one database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/support/engine.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import type { Clock } from '../lib/clock.ts';
import { mainPool } from './stock-event.ts';

let database: TestDatabase;
let here: Engine;
let there: Engine;
let early = 0;

// Time that passes without waiting for it: memory is trusted only for a while.
let aheadMs = 0;
const clock: Clock = {
  nowMs: () => Date.now() + aheadMs,
  monotonicMs: () => performance.now() + aheadMs,
};

beforeAll(async () => {
  database = await createTestDatabase();
  const observer = {
    batch: () => {},
    waited: () => {},
    refusedEarly: () => (early += 1),
    fellBack: () => {},
  };
  here = await openEngine(database.url, { clock, observer });
  there = await openEngine(database.url, { clock });
});
afterAll(async () => {
  await here.close();
  await there.close();
  await database.drop();
});

const one = { pool: mainPool, quantity: 1 };
const soldOut = { ok: false, code: 'sold_out' };

/** An event that `here` knows of, long enough ago for its memory to be trusted. */
async function knownEvent(capacity: number, seats = 0): Promise<number> {
  const eventId =
    seats > 0 ? await here.createSeatEvent({ seats }) : await here.createPoolEvent({ capacity });
  await here.inventory.view(eventId);
  aheadMs += 5_000;
  await here.stepOutbox();
  early = 0;
  return eventId;
}

describe('memory', () => {
  it('refuses what is sold out, once the database has said so', async () => {
    const eventId = await knownEvent(1);
    expect((await here.place(eventId, one)).ok).toBe(true);
    expect(await here.place(eventId, one)).toMatchObject(soldOut);
    expect(early).toBe(0);
    expect(await here.place(eventId, one)).toMatchObject(soldOut);
    expect(early).toBe(1);
  });

  it('refuses seats that it has heard to be taken, and only these', async () => {
    const eventId = await knownEvent(0, 3);
    expect((await there.place(eventId, { seats: [1] })).ok).toBe(true);
    await there.stepOutbox();
    await here.stepOutbox();
    const taken = { ok: false, code: 'seats_unavailable', details: { seats: [1] } };
    expect(await here.place(eventId, { seats: [0, 1] })).toMatchObject(taken);
    expect(early).toBe(1);
    expect((await here.place(eventId, { seats: [0, 2] })).ok).toBe(true);
  });

  it('is not asked about requests with a key: they may be repetitions', async () => {
    const eventId = await knownEvent(1);
    await here.place(eventId, one);
    await here.place(eventId, one);
    const key = { route: 'test', key: `k${eventId}`, requestHash: 'aa' };
    expect(await here.place(eventId, one, { key })).toMatchObject(soldOut);
    expect(early).toBe(0);
  });

  it('is not trusted when the outbox was not heard for a while', async () => {
    const eventId = await knownEvent(1);
    await here.place(eventId, one);
    await here.place(eventId, one);
    aheadMs += 2_100;
    expect(await here.place(eventId, one)).toMatchObject(soldOut);
    expect(early).toBe(0);
  });
});

const request = () => ({ id: here.ids.next(), owner: here.owner });

describe('a repeated request', () => {
  it('finds its reservation in a process that has not heard of it', async () => {
    const eventId = await knownEvent(2);
    const mine = request();
    expect((await there.place(eventId, one, mine)).ok).toBe(true);
    // Here the rest is sold and the next is refused, so the house is known to be full.
    expect((await here.place(eventId, one)).ok).toBe(true);
    expect(await here.place(eventId, one)).toMatchObject(soldOut);
    const again = await here.place(eventId, one, mine);
    expect(again).toMatchObject({ ok: true, value: { repeated: true } });
    expect(early).toBe(0);
    // Once everything has been heard, others are refused from memory, and it still finds its own.
    await there.stepOutbox();
    await here.stepOutbox();
    await here.place(eventId, one);
    await here.place(eventId, one);
    expect(early).toBeGreaterThan(0);
    expect((await here.place(eventId, one, mine)).ok).toBe(true);
  });

  it('finds it too when only the rows were read again', async () => {
    const eventId = await knownEvent(0, 2);
    const mine = request();
    expect((await there.place(eventId, { seats: [1] }, mine)).ok).toBe(true);
    await here.inventory.tidy();
    const again = await here.place(eventId, { seats: [1] }, mine);
    expect(again).toMatchObject({ ok: true, value: { repeated: true } });
  });

  it('finds it when its hold is over and somebody else has the seats', async () => {
    const eventId = await knownEvent(0, 2);
    const mine = { ...request(), holdMs: 1 };
    const held = await there.place(eventId, { seats: [1] }, mine);
    expect(held).toMatchObject({ ok: true });
    await expect
      .poll(async () => (await there.place(eventId, { seats: [1] })).ok, { timeout: 5_000 })
      .toBe(true);
    const again = await here.place(eventId, { seats: [1] }, mine);
    expect(again).toMatchObject({
      ok: true,
      value: { repeated: true, reservation: { state: 'EXPIRED' } },
    });
  });
});

it('nothing went wrong on the way', () => {
  expect([...here.troubles, ...there.troubles]).toEqual([]);
});
