/** A room from second to second: who is called, whose time is up, and what an organizer changes meanwhile. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../test/support/engine.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openWaitingRoom, type WaitingRoom } from '../../test/support/waiting-room.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { phaseOf } from './model/phase.ts';

let database: TestDatabase;
let house: WaitingRoom;
let engine: Engine;

beforeAll(async () => {
  database = await createTestDatabase();
  house = await openWaitingRoom(database.url);
  engine = await openEngine(database.url);
});
afterAll(async () => {
  await engine.close();
  await house.close();
  await database.drop();
});

/** A drawn room with `count` people in line, nobody called yet: it is paused. */
async function drawn(count: number, patch: Parameters<WaitingRoom['open']>[0] = {}) {
  const eventId = await house.open({ control: 'pause', ...patch });
  const people = await house.joinMany(eventId, count);
  await house.openSale(eventId);
  await house.tick(eventId);
  await house.draw(eventId);
  const byTurn = await Promise.all(
    people.map(async (person) => ({
      person,
      position: (await house.core.entryOf(eventId, person))?.position ?? 0,
    })),
  );
  byTurn.sort((a, b) => a.position - b.position);
  await house.core.changeRoom(eventId, { control: 'run' });
  return { eventId, people: byTurn.map(({ person }) => person) };
}

async function hold(eventId: number, buyer: string, holdMs = 480_000): Promise<Uuid> {
  const { organizationId } = engine.owner;
  const owner = { organizationId, principalId: SHOP_PRINCIPAL, buyer };
  const wanted = { pool: mainPool, quantity: 1 };
  const outcome = await engine.place(eventId, wanted, { owner, holdMs });
  if (!outcome.ok || outcome.value.reservation === undefined) throw new Error('no hold');
  return outcome.value.reservation.id;
}

const confirm = (eventId: number, id: Uuid, buyer: string) =>
  engine.submit(eventId, { kind: 'confirm', id, principalId: SHOP_PRINCIPAL, buyer });

/** As if the admission had been given so long ago. */
const age = (eventId: number, seconds: number): Promise<unknown> =>
  house.query(
    `UPDATE queue_admissions SET admitted_at = admitted_at - $2::int * interval '1 s',
            expires_at = expires_at - $2::int * interval '1 s',
            ends_at = ends_at - $2::int * interval '1 s' WHERE event_id = $1`,
    [eventId, seconds],
  );

const endReasons = async (eventId: number): Promise<(number | null)[]> =>
  (
    await house.query<{ reason: number | null }>(
      `SELECT end_reason AS reason FROM queue_admissions WHERE event_id = $1 ORDER BY position`,
      [eventId],
    )
  ).map(({ reason }) => reason);

test('calls in the drawn order as slots come free, never back, never past the last number', async () => {
  const { eventId, people } = await drawn(30, { activeMax: 4 });
  let served = 0;
  let came = 0;
  for (let round = 0; round < 200 && came < 30; round++) {
    await house.tick(eventId);
    const room = await house.room(eventId);
    expect(room.servedUpTo).toBeGreaterThanOrEqual(served);
    expect(room.servedUpTo).toBeLessThanOrEqual(30);
    served = room.servedUpTo;
    while (came < served) {
      const outcome = await house.admit(eventId, people[came] ?? '');
      if (!outcome.ok) break;
      came += 1;
    }
    expect((await house.room(eventId)).active).toBeLessThanOrEqual(4);
    await house.core.leave(eventId, people[came - 1] ?? '');
  }
  expect({ came, served }).toEqual({ came: 30, served: 30 });
});

test('time is up, unless something is held; the absolute end comes in any case', async () => {
  const { eventId, people } = await drawn(3, { sessionSeconds: 60, sessionSecondsMax: 600 });
  await house.tick(eventId);
  for (const person of people) await house.enter(eventId, person);
  await hold(eventId, people[0] ?? '');
  await age(eventId, 61);
  await house.core.leave(eventId, people[2] ?? '');
  expect((await house.tick(eventId)).ended).toBe(1);
  expect(await endReasons(eventId)).toEqual([null, 3, 1]);
  await age(eventId, 600);
  expect(await house.admit(eventId, people[0] ?? '')).toMatchObject({ code: 'entry_not_found' });
  expect((await house.tick(eventId)).ended).toBe(1);
  expect(await endReasons(eventId)).toEqual([3, 3, 1]);
  expect((await house.room(eventId)).active).toBe(0);
  // A place that is spent is spent; a new one is at the end.
  expect(await house.join(eventId, people[0] ?? '')).toMatchObject({ value: { number: 4 } });
});

test('whoever has bought and holds nothing more frees the slot, promptly when it is told', async () => {
  const { eventId, people } = await drawn(2);
  await house.tick(eventId);
  for (const person of people) await house.enter(eventId, person);
  const [one = '', two = ''] = people;
  const first = await hold(eventId, one);
  const second = await hold(eventId, one);
  const other = await hold(eventId, two);
  await confirm(eventId, first, one);
  const hints = { isFull: false, reservations: [first] };
  expect((await house.tick(eventId, hints)).ended).toBe(0);
  await confirm(eventId, second, one);
  // Not told of, and no full look: it waits.
  expect((await house.tick(eventId, { ...hints, reservations: [other] })).ended).toBe(0);
  expect((await house.tick(eventId, { ...hints, reservations: [second] })).ended).toBe(1);
  await confirm(eventId, other, two);
  expect((await house.tick(eventId)).ended).toBe(1);
  expect(await endReasons(eventId)).toEqual([2, 2]);
});

test('who misses the turn may still come, within grace and after it', async () => {
  const { eventId, people } = await drawn(4, { activeMax: 2, graceSeconds: 10 });
  await house.tick(eventId);
  const { servedUpTo } = await house.room(eventId);
  expect(servedUpTo).toBeGreaterThanOrEqual(2);
  expect(await house.core.numbers(eventId)).toMatchObject({ outstanding: servedUpTo, active: 0 });
  await house.enter(eventId, people[1] ?? '');
  // The grace of the calls is over: the controller was told of them a while ago.
  await house.query(
    `UPDATE queue_rooms SET controller = jsonb_set(controller::jsonb, '{marks}',
       (SELECT jsonb_agg(jsonb_build_array((m->>0)::bigint - 60000, m->1))
          FROM jsonb_array_elements(controller::jsonb->'marks') m))::json WHERE event_id = $1`,
    [eventId],
  );
  await house.tick(eventId);
  expect((await house.room(eventId)).servedUpTo).toBeGreaterThan(servedUpTo);
  expect(await house.enter(eventId, people[0] ?? '')).toMatchObject({ position: 1 });
});

test('a cap below those who are in throws nobody out and lets nobody in', async () => {
  const { eventId, people } = await drawn(6, { activeMax: 4 });
  await house.tick(eventId);
  for (const person of people.slice(0, 4)) await house.enter(eventId, person);
  await house.core.changeRoom(eventId, { activeMax: 2 });
  await house.tick(eventId);
  expect((await house.room(eventId)).active).toBe(4);
  await house.core.leave(eventId, people[0] ?? '');
  await house.core.leave(eventId, people[1] ?? '');
  await house.query('UPDATE queue_rooms SET served_up_to = 6 WHERE event_id = $1', [eventId]);
  const next = people[4] ?? '';
  expect(await house.admit(eventId, next)).toMatchObject({
    code: 'room_full',
    details: { retryAfterSeconds: 2 },
  });
  await house.core.leave(eventId, people[2] ?? '');
  await house.enter(eventId, next);
  expect((await house.room(eventId)).active).toBe(2);
});

test('pause, throttle and drain; places are kept through all of it', async () => {
  const { eventId } = await drawn(40, { activeMax: 40 });
  await house.core.changeRoom(eventId, { control: 'pause' });
  await house.tick(eventId);
  expect(await house.room(eventId)).toMatchObject({ servedUpTo: 0, reason: 'paused' });
  await house.core.changeRoom(eventId, { control: 'run', throttlePerMinute: 0 });
  await house.tick(eventId);
  expect(await house.room(eventId)).toMatchObject({ servedUpTo: 0, reason: 'throttled' });
  await house.core.changeRoom(eventId, { throttlePerMinute: 60 });
  await house.tick(eventId, { elapsedMs: 1_000 });
  const { servedUpTo } = await house.room(eventId);
  expect(servedUpTo).toBeGreaterThan(0);
  expect(servedUpTo).toBeLessThan(10);
  await house.core.changeRoom(eventId, { control: 'drain', throttlePerMinute: null });
  expect(await house.join(eventId, 'late')).toMatchObject({ code: 'queue_closed' });
  for (let n = 0; n < 5; n++) await house.tick(eventId);
  expect(await house.room(eventId)).toMatchObject({ servedUpTo: 40, lastNumber: 40 });
});

test('nobody is called while all that is left is held', async () => {
  const { eventId } = await drawn(10);
  await house.tick(eventId, { stock: async () => ({ available: 0, held: 8 }) });
  expect(await house.room(eventId)).toMatchObject({ servedUpTo: 0, reason: 'all_held' });
  await house.tick(eventId, { stock: async () => ({ available: 0, held: 0 }) });
  expect(await house.room(eventId)).toMatchObject({ servedUpTo: 0, reason: 'sold_out' });
  await house.tick(eventId, { stock: async () => ({ available: 4, held: 4 }) });
  expect((await house.room(eventId)).servedUpTo).toBeGreaterThan(0);
});

test('an automatic room engages when enough buy, and disengages when nobody needs it', async () => {
  const saleOpensAtMs = Date.now() - 60_000;
  const settings = { mode: 'automatic', engageAt: 3, graceSeconds: 10 } as const;
  const eventId = await house.open(settings, { saleOpensAtMs });
  expect(await house.join(eventId, 'early')).toMatchObject({ code: 'queue_closed' });
  await hold(eventId, 'b1');
  await hold(eventId, 'b1');
  await hold(eventId, 'b2');
  await house.tick(eventId);
  expect(phaseOf(await house.room(eventId))).toBe('idle');
  const third = await hold(eventId, 'b3');
  await house.tick(eventId);
  await house.draw(eventId);
  expect(phaseOf(await house.room(eventId))).toBe('serving');
  await house.joinMany(eventId, 2);
  await house.tick(eventId);
  await house.enter(eventId, 'p1');
  // Somebody was called and may come: not empty.
  await house.query(`UPDATE reservations SET expires_at = now() WHERE event_id = $1`, [eventId]);
  expect(third).toBeDefined();
  await house.tick(eventId);
  expect((await house.room(eventId)).engaged).toBe(true);
  await house.enter(eventId, 'p2');
  await house.core.leave(eventId, 'p1');
  // Two of three buy: not less than half of the threshold.
  await house.tick(eventId, { buyers: async () => 2 });
  expect((await house.room(eventId)).engaged).toBe(true);
  await house.tick(eventId);
  expect(phaseOf(await house.room(eventId))).toBe('idle');
  // Who is in may stay; engaged again, numbers go on.
  expect((await house.room(eventId)).active).toBe(1);
  await house.tick(eventId, { buyers: async () => 3 });
  expect(await house.join(eventId, 'p3')).toMatchObject({ value: { number: 3 } });
});

const away = (): Promise<number> => Promise.reject(new Error('away'));

test('where shared state does not answer, an automatic room counts who holds something', async () => {
  const saleOpensAtMs = Date.now() - 60_000;
  const eventId = await house.open({ mode: 'automatic', engageAt: 2 }, { saleOpensAtMs });
  await hold(eventId, 'b1');
  await house.tick(eventId, { buyers: away });
  expect((await house.room(eventId)).engaged).toBe(false);
  await hold(eventId, 'b2');
  await house.tick(eventId, { buyers: away });
  expect((await house.room(eventId)).engaged).toBe(true);
});

test('a room that becomes automatic stays while people stand in it', async () => {
  const { eventId } = await drawn(3);
  await house.core.changeRoom(eventId, { mode: 'automatic' });
  expect(phaseOf(await house.room(eventId))).toBe('serving');
  await house.core.changeRoom(eventId, { mode: 'off' });
  expect(phaseOf(await house.room(eventId))).toBe('off');
  await house.core.changeRoom(eventId, { mode: 'always' });
  expect((await house.core.entryOf(eventId, 'p1'))?.entry.number).toBe(1);
});

test('several workers tick a room once, however many try', async () => {
  const { eventId } = await drawn(50, { activeMax: 50, perMinuteMax: 600 });
  await house.tick(eventId, { elapsedMs: 1_000 });
  const { version, servedUpTo } = await house.room(eventId);
  const tries = (): Promise<unknown> =>
    Promise.all(
      Array.from({ length: 8 }, () =>
        house.tickAsItIs(eventId, { isFull: true, reservations: [] }),
      ),
    );
  // Not due for a second.
  await tries();
  expect((await house.room(eventId)).version).toBe(version);
  await house.query(
    `UPDATE queue_rooms SET next_tick_at = now(), ticked_at = now() - interval '1 s'
      WHERE event_id = $1`,
    [eventId],
  );
  await tries();
  const after = await house.room(eventId);
  expect(after.version).toBe(version + 1);
  expect(after.servedUpTo).toBeGreaterThan(servedUpTo);
});
