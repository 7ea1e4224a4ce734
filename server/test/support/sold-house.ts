/**
 * A database in which something of everything has happened: bookings, holds and every way in which
 * they end, in pools, on named seats and under a limit per person, made by the product's own commands.
 */
import { sampleHalls } from '../../src/catalog/model/halls/sample-halls.ts';
import { rememberRequest } from '../../src/identity/remember-request.ts';
import type { Command, Reservation, Wanted } from '../../src/inventory/model/commands.ts';
import { mainPool } from '../../src/inventory/stock-event.ts';
import { assert } from '../../src/lib/assert.ts';
import { createConsumer } from '../../src/outbox/consume.ts';
import { type Engine, openEngine, type PlaceOptions } from './engine.ts';
import { issueAll } from './issuing.ts';
import { waitFor } from './wait-for.ts';

/** Reservations of one event, by what became of them. */
export type Story = {
  readonly eventId: number;
  readonly booked: string;
  readonly held: string;
  readonly cancelledBooking: string;
  readonly cancelledHold: string;
  readonly expired: string;
  readonly late: string;
};

export type SoldHouse = {
  readonly organizationId: number;
  readonly principalId: number;
  /** General admission: `mainPool`. */
  readonly pool: Story;
  /** A hall with a drawing: `booked` has seats 0 and 1, the others come after it, 90 was blocked. */
  readonly hall: Story;
  readonly hallSeats: number;
  /** 4 per person, 3 per order; one buyer has two bookings of 2. */
  readonly limited: Story;
  /** 10 seats without a drawing, nothing sold. */
  readonly quietEventId: number;
};

/** The step has to be accepted: a refusal would leave the house less sold than a test believes. */
async function must(engine: Engine, eventId: number, command: Command): Promise<Reservation> {
  const outcome = await engine.submit(eventId, command);
  assert(outcome.ok, `${command.kind} was refused: ${JSON.stringify(outcome)}`);
  const { reservation } = outcome.value;
  assert(reservation !== undefined, `${command.kind} is about no reservation`);
  return reservation;
}

async function tellStory(
  engine: Engine,
  eventId: number,
  wanted: (nth: number) => Wanted,
  buyer: (nth: number) => string,
): Promise<Story> {
  const { principalId } = engine.owner;
  let nth = 0;
  const place = async (options: PlaceOptions): Promise<Reservation> => {
    const outcome = await engine.place(eventId, wanted(nth), { buyer: buyer(nth), ...options });
    nth += 1;
    assert(outcome.ok && outcome.value.reservation, `not placed: ${JSON.stringify(outcome)}`);
    return outcome.value.reservation;
  };
  const step = (kind: 'extend' | 'confirm' | 'cancel', { id }: Reservation): Promise<Reservation> =>
    must(engine, eventId, { kind, id, principalId });
  const lapse = (row: Reservation): Promise<unknown> =>
    waitFor('the hold to lapse by the clock of the database', async () => {
      const { state } = await must(engine, eventId, { kind: 'expire', id: row.id });
      return state === 'EXPIRED';
    });

  const key = { route: 'createReservation', key: `story ${eventId}`, requestHash: '00'.repeat(32) };
  const booked = await place({ key });
  const held = await place({ holdMs: 3_600_000 });
  await step('extend', held);
  await step('confirm', await place({ holdMs: 3_600_000 }));
  const cancelledBooking = await place({});
  await step('cancel', cancelledBooking);
  const cancelledHold = await place({ holdMs: 3_600_000 });
  await step('cancel', cancelledHold);
  const expired = await place({ holdMs: 1 });
  await lapse(expired);
  const late = await place({ holdMs: 1 });
  await lapse(late);
  await step('confirm', late);
  return {
    eventId,
    booked: booked.id,
    held: held.id,
    cancelledBooking: cancelledBooking.id,
    cancelledHold: cancelledHold.id,
    expired: expired.id,
    late: late.id,
  };
}

async function blockAndBack(engine: Engine, eventId: number, wanted: Wanted): Promise<void> {
  for (const kind of ['block', 'unblock', 'block'] as const) {
    const outcome = await engine.submit(eventId, { kind, wanted });
    assert(outcome.ok, `${kind} was refused`);
  }
}

const units = (): Wanted => ({ pool: mainPool, quantity: 2 });
const pair = (nth: number): Wanted => ({ seats: [nth * 2, nth * 2 + 1] });
const oneEach = (nth: number): string => `buyer ${nth}`;
const twice = (nth: number): string => `buyer ${nth >> 1}`;

/** Fills the database at `url`, which has to be migrated and empty, and leaves no connection open. */
export async function sellHouse(url: string): Promise<SoldHouse> {
  const engine = await openEngine(url);
  try {
    const poolEvent = await engine.createPoolEvent({ capacity: 100 });
    const pool = await tellStory(engine, poolEvent, units, oneEach);
    await blockAndBack(engine, poolEvent, { pool: mainPool, quantity: 5 });
    await engine.submit(poolEvent, { kind: 'resize', pool: mainPool, capacity: 120 });

    const plan = sampleHalls().find(({ code }) => code === 'small-theatre')?.plan;
    assert(plan !== undefined, 'the small theatre is gone');
    const hallEvent = await engine.createSeatEvent({ plan });
    const hall = await tellStory(engine, hallEvent, pair, oneEach);
    await blockAndBack(engine, hallEvent, { seats: [90] });

    const limits = { perPersonMax: 4, perOrderMax: 3 };
    const limitedEvent = await engine.createPoolEvent({ capacity: 100, ...limits });
    const limited = await tellStory(engine, limitedEvent, units, twice);

    await createEventByKey(engine);
    const quietEventId = await engine.createSeatEvent({ seats: 10 });
    await engine.stepOutbox();
    await issueAll(engine);
    await createConsumer(engine.db, 'mail', () => Promise.resolve()).step();
    assert(
      engine.troubles.length === 0,
      `the engine had troubles: ${JSON.stringify(engine.troubles[0])}`,
    );
    const { organizationId, principalId } = engine.owner;
    const hallSeats = plan.seatCount;
    return { organizationId, principalId, pool, hall, hallSeats, limited, quietEventId };
  } finally {
    await engine.close();
  }
}

/** An event made by a request with an idempotency key, as the partner API does. */
async function createEventByKey(engine: Engine): Promise<void> {
  const { principalId } = engine.owner;
  const key = { principalId, route: 'createEvent', key: 'one', requestHash: '00'.repeat(32) };
  const made = await rememberRequest(engine.db, key, async () =>
    String(await engine.createPoolEvent({ capacity: 10 })),
  );
  assert(made.ok, 'the event was not made');
}
