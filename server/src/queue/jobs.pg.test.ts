/** What a worker's loops do with all rooms: ticking those that are due, drawing, forgetting. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openWaitingRoom, plenty, type WaitingRoom } from '../../test/support/waiting-room.ts';
import { systemClock } from '../lib/clock.ts';
import { createTicker, drawRooms, tidyRooms } from './jobs.ts';

let database: TestDatabase;
let house: WaitingRoom;

beforeAll(async () => {
  database = await createTestDatabase();
  house = await openWaitingRoom(database.url);
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

const due = (): Promise<unknown> => house.query('UPDATE queue_rooms SET next_tick_at = now()');

test('ticks what is due, tells of closed cohorts, draws them, and goes on where one fails', async () => {
  const { db } = house;
  const heard: string[] = [];
  const ticker = createTicker({
    db,
    randomBytes,
    clock: systemClock,
    ...plenty,
    stock: (eventId, nowMs) => {
      if (eventId === broken) throw new Error('no stock');
      return plenty.stock(eventId, nowMs);
    },
    onClosed: () => heard.push('closed'),
    onError: (_error, eventId) => heard.push(`failed ${eventId}`),
  });
  const [first, broken, off] = [
    await house.open(),
    await house.open(),
    await house.open({ mode: 'off' }),
  ];
  for (const eventId of [first, broken, off]) await house.openSale(eventId);
  expect(await house.join(first, 'p')).toMatchObject({ ok: true });
  await due();
  expect(await ticker.step()).toBe('rest');
  // The join closed the cohort of the first one.
  expect(heard).toEqual([`failed ${broken}`]);
  expect((await house.room(off)).closedAtMs).toBeNull();
  const drawing = { db, onError: (_error: unknown, eventId: number) => heard.push(`${eventId}`) };
  expect(await drawRooms(drawing)).toBe('rest');
  expect((await house.room(first)).drawKey).not.toBeNull();
  // Drawn: due at once.
  await ticker.step();
  expect((await house.room(first)).servedUpTo).toBe(1);
  const quiet = await house.open();
  await house.openSale(quiet);
  await ticker.step();
  // The one that fails is tried again at every step.
  const failed = `failed ${broken}`;
  expect(heard).toEqual([failed, failed, failed, 'closed']);
});

test('hears of reservations, and looks through all when it has not looked for long', async () => {
  const { db } = house;
  const eventId = await house.open({ activeMax: 5 }, { saleOpensAtMs: Date.now() - 1_000 });
  await house.joinMany(eventId, 1);
  await house.tick(eventId);
  await house.draw(eventId);
  await house.tick(eventId);
  const admission = await house.enter(eventId, 'p1');
  const id = '01890000-0000-7000-8000-000000000001';
  await house.query(
    `INSERT INTO reservations (id, event_id, organization_id, principal_id, buyer, state, pool_id,
                               quantity, confirmed_at)
     VALUES ($1, $2, 1, 0, 'p1', 1, 1, 1, clock_timestamp())`,
    [id, eventId],
  );
  const ticker = createTicker({
    db,
    randomBytes,
    clock: { monotonicMs: () => nowMs },
    ...plenty,
    onError: (error) => {
      throw error;
    },
  });
  let nowMs = 0;
  // The first look of a process is through all.
  await due();
  await ticker.step();
  expect(await house.core.admissionById(eventId, admission.id)).toBeUndefined();
  await house.joinMany(eventId, 1);
  await due();
  await ticker.step();
  const again = await house.enter(eventId, 'p1');
  await house.query('UPDATE reservations SET confirmed_at = clock_timestamp() WHERE id = $1', [id]);
  nowMs += 20_000;
  await due();
  await ticker.step();
  expect(await house.core.admissionById(eventId, again.id)).toBeDefined();
  ticker.hear(eventId, {
    facts: [
      { t: 'blocked', q: 1 },
      { t: 'confirmed', r: id as never, q: 1 },
    ],
  });
  await due();
  await ticker.step();
  expect(await house.core.admissionById(eventId, again.id)).toBeUndefined();
});

test('people are forgotten when their event is long over; what was published stays', async () => {
  const { db } = house;
  const DAY = 86_400_000;
  const eventId = await house.open();
  await house.joinMany(eventId, 5);
  await house.openSale(eventId);
  await house.tick(eventId);
  await house.draw(eventId);
  await house.tick(eventId);
  await house.enter(eventId, 'p1');
  expect(await tidyRooms(db, DAY)).toBe('rest');
  await house.query(`UPDATE events SET starts_at = now() - interval '2 days' WHERE id = $1`, [
    eventId,
  ]);
  let batches = 0;
  while ((await tidyRooms(db, DAY)) === 'more') batches += 1;
  expect(batches).toBe(2);
  const [left] = await house.query(
    `SELECT (SELECT count(*)::int FROM queue_entries WHERE event_id = $1) AS places,
            (SELECT count(*)::int FROM queue_admissions WHERE event_id = $1) AS admissions`,
    [eventId],
  );
  expect(left).toEqual({ places: 0, admissions: 0 });
  expect(await house.core.readDraw(eventId)).toMatchObject({ ok: true, value: { cohortSize: 5 } });
  expect(await house.core.proofOf(eventId, 1)).toMatchObject({ code: 'entry_not_found' });
});
