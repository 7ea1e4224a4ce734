/** Joining, coming in, leaving and moving, against a real database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import {
  hashOf,
  openWaitingRoom,
  somebody,
  type WaitingRoom,
} from '../../test/support/waiting-room.ts';

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

/** Closes, draws and calls everybody, as far as the settings allow. */
async function serve(eventId: number): Promise<void> {
  await house.openSale(eventId);
  await house.tick(eventId);
  await house.draw(eventId);
  await house.tick(eventId);
}

test('a number is drawn once per person, without gaps, whoever asks how often', async () => {
  const eventId = await house.open();
  const people = Array.from({ length: 50 }, (_, n) => `p${n % 25}`);
  const joined = await Promise.all(people.map((person) => house.join(eventId, person)));
  const numbers = joined.map((outcome) => (outcome.ok ? outcome.value.number : 0));
  expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 25 }, (_, n) => n + 1),
  );
  expect(numbers.slice(25)).toEqual(numbers.slice(0, 25));
  const again = await house.join(eventId, 'p3');
  expect(again.ok && again.value.number).toBe(numbers[3]);
  // The nonce of the first time is the one that counts.
  expect(again.ok && again.value.nonce).toEqual(joined[3]?.ok === true && joined[3].value.nonce);
  expect((await house.room(eventId)).lastNumber).toBe(25);
});

test('rooms that are off, closed, draining or not there take nobody in', async () => {
  const later = new Date(Date.now() + 60_000).toISOString();
  const closed = await house.open({ opensAt: later });
  expect(await house.join(closed, 'a')).toMatchObject({
    code: 'queue_not_open',
    details: { opensAt: later },
  });
  const off = await house.open({ mode: 'off' });
  expect(await house.join(off, 'a')).toMatchObject({ code: 'queue_closed' });
  const draining = await house.open({ control: 'drain' });
  expect(await house.join(draining, 'a')).toMatchObject({ code: 'queue_closed' });
  expect(await house.join(999_999, 'a')).toMatchObject({ code: 'event_not_found' });
  const over = await house.open();
  await house.join(over, 'early');
  await house.query('UPDATE events SET cancelled_at = now() WHERE id = $1', [over]);
  expect(await house.join(over, 'late')).toMatchObject({ code: 'queue_closed' });
  expect(await house.join(over, 'early')).toMatchObject({ ok: true });
});

test('nobody comes in before the draw, before their turn, or without a place', async () => {
  const eventId = await house.open({ activeMax: 5 });
  const people = await house.joinMany(eventId, 20);
  expect(await house.admit(eventId, 'p1')).toMatchObject({ code: 'not_your_turn' });
  await serve(eventId);
  const { servedUpTo } = await house.room(eventId);
  expect(servedUpTo).toBeGreaterThanOrEqual(5);
  expect(servedUpTo).toBeLessThan(20);
  expect(await house.admit(eventId, 'nobody')).toMatchObject({ code: 'entry_not_found' });
  const told: { readonly position: number; readonly outcome: string }[] = [];
  for (const person of people) {
    const position = (await house.core.entryOf(eventId, person))?.position ?? 0;
    const outcome = await house.admit(eventId, person);
    told.push({ position, outcome: outcome.ok ? 'in' : outcome.code });
  }
  const called = told.filter(({ position }) => position <= servedUpTo);
  const early = told.filter(({ position }) => position > servedUpTo);
  expect(new Set(told.map(({ position }) => position)).size).toBe(20);
  expect(new Set(early.map(({ outcome }) => outcome))).toEqual(new Set(['not_your_turn']));
  expect(called.filter(({ outcome }) => outcome === 'in')).toHaveLength(5);
  expect(called.filter(({ outcome }) => outcome === 'room_full')).toHaveLength(servedUpTo - 5);
});

test('who is in is answered the same admission; leaving frees the slot and spends the place', async () => {
  const eventId = await house.open({ activeMax: 1 });
  await house.joinMany(eventId, 1);
  await serve(eventId);
  const first = await house.enter(eventId, 'p1');
  expect((await house.enter(eventId, 'p1')).id).toBe(first.id);
  expect(await house.core.admissionById(eventId, first.id)).toMatchObject({ personId: 'p1' });
  expect((await house.room(eventId)).active).toBe(1);
  expect(await house.core.leave(eventId, 'p1')).toEqual({ ok: true, value: { left: true } });
  expect(await house.core.leave(eventId, 'p1')).toEqual({ ok: true, value: { left: false } });
  expect((await house.room(eventId)).active).toBe(0);
  expect(await house.core.admissionById(eventId, first.id)).toBeUndefined();
  expect(await house.admit(eventId, 'p1')).toMatchObject({ code: 'entry_not_found' });
  const told = await house.query<{ payload: unknown }>(
    `SELECT payload FROM outbox WHERE event_id = $1 AND payload->>'kind' = 'queue' ORDER BY id DESC LIMIT 1`,
    [eventId],
  );
  expect(told[0]?.payload).toEqual({ v: 1, kind: 'queue', ended: [first.id] });
  expect(await house.join(eventId, 'p1')).toMatchObject({ ok: true, value: { number: 2 } });
});

test('one batch in which somebody joins, leaves, comes back and signs in', async () => {
  const eventId = await house.open();
  const [joined, left, again, other, moved] = await Promise.all([
    house.join(eventId, 'g:1'),
    house.core.leave(eventId, 'g:1'),
    house.join(eventId, 'g:1'),
    house.join(eventId, 'a:1'),
    house.adopt('g:none', 'a:1'),
  ]);
  expect([joined, again, other].map((one) => one.ok && one.value.number)).toEqual([1, 2, 3]);
  expect(left).toMatchObject({ value: { left: true } });
  expect(moved).toEqual({ places: 0 });
  expect(await house.adopt('g:1', 'a:1')).toEqual({ places: 1 });
  // Number 2 came before number 3: it stays, and the account has it.
  expect((await house.core.entryOf(eventId, 'a:1'))?.entry.number).toBe(2);
  expect(await house.core.entryOf(eventId, 'g:1')).toBeUndefined();
  expect(await house.adopt('g:1', 'a:1')).toEqual({ places: 0 });
});

const endedOf = async (eventId: number): Promise<string[]> =>
  (
    await house.query<{ ended: string[] | null }>(
      `SELECT payload->'ended' AS ended FROM outbox
        WHERE event_id = $1 AND payload->>'kind' = 'queue' ORDER BY id`,
      [eventId],
    )
  ).flatMap(({ ended }) => ended ?? []);

test('signing in keeps the place that is in, and its admission under a new id', async () => {
  const eventId = await house.open({ activeMax: 1 });
  await house.join(eventId, 'a:2');
  await house.join(eventId, 'g:2');
  await serve(eventId);
  const people = ['a:2', 'g:2'];
  const admitted = await Promise.all(people.map((person) => house.admit(eventId, person)));
  const inside = people.filter((_, n) => admitted[n]?.ok === true);
  expect(inside).toHaveLength(1);
  const kept = await house.core.entryOf(eventId, inside[0] ?? '');
  await house.adopt('g:2', 'a:2');
  const now = await house.core.entryOf(eventId, 'a:2');
  expect(now?.entry.number).toBe(kept?.entry.number);
  const isMoved = inside[0] === 'g:2';
  expect(now?.admission?.position).toBe(kept?.admission?.position);
  expect(now?.admission?.id === kept?.admission?.id).toBe(!isMoved);
  expect(await endedOf(eventId)).toEqual(isMoved ? [kept?.admission?.id] : []);
  expect((await house.room(eventId)).active).toBe(1);
});

test('the pass of a guest who signs in ends, however their batch is put together', async () => {
  const eventId = await house.open({ activeMax: 5 });
  for (const person of ['g:5', 'g:6', 'g:7']) await house.join(eventId, person);
  await serve(eventId);
  const old = await house.enter(eventId, 'g:5');
  const [, in6, , in7] = await Promise.all([
    house.adopt('g:5', 'a:5'),
    house.admit(eventId, 'g:6'),
    house.adopt('g:6', 'a:6'),
    house.admit(eventId, 'g:7'),
    house.core.leave(eventId, 'g:7'),
  ]);
  const is = await house.core.entryOf(eventId, 'a:5');
  expect(is?.admission).toMatchObject({ number: old.number, position: old.position });
  expect(await house.core.admissionById(eventId, old.id)).toBeUndefined();
  expect(await house.core.entryOf(eventId, 'g:5')).toBeUndefined();
  const told = await endedOf(eventId);
  expect(told).toContain(old.id);
  // Let in and gone in one batch: both got their answer, so the end is told.
  expect(told).toContain(in6.ok && in6.value.id);
  expect(told).toContain(in7.ok && in7.value.id);
  const running = await house.query<{ id: string }>(
    'SELECT id FROM queue_admissions WHERE event_id = $1 AND ended_at IS NULL',
    [eventId],
  );
  expect(running).toHaveLength(2);
  for (const { id } of running) expect(told).not.toContain(id);
  expect((await house.room(eventId)).active).toBe(2);
  expect(house.faults).toEqual([]);
});

test('a code lets in as many as it has uses, and a place once taken needs none', async () => {
  const eventId = await house.open({ access: 'codes' });
  const codes = [
    { codeHash: hashOf('FANS'), usesMax: 30 },
    { codeHash: hashOf('ONE'), usesMax: 1 },
  ];
  expect(await house.core.addCodes(eventId, codes)).toEqual({ ok: true, value: { added: 2 } });
  const joined = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      house.join(eventId, `c${n}`, { codeHash: hashOf('FANS') }),
    ),
  );
  expect(joined.filter(({ ok }) => ok)).toHaveLength(30);
  expect(joined[49]).toMatchObject({ code: 'code_invalid' });
  expect(await house.join(eventId, 'c0')).toMatchObject({ ok: true });
  expect(await house.join(eventId, 'x')).toMatchObject({ code: 'code_required' });
  const wrong = { codeHash: hashOf('WRONG') };
  expect(await house.join(eventId, 'x', wrong)).toMatchObject({ code: 'code_invalid' });
  expect(await house.join(eventId, 'x', { codeHash: hashOf('ONE') })).toMatchObject({ ok: true });
  // More uses for a code that is there.
  await house.core.addCodes(eventId, [{ codeHash: hashOf('FANS'), usesMax: 31 }]);
  const fans = { codeHash: hashOf('FANS') };
  expect(await house.join(eventId, 'c40', fans)).toMatchObject({ ok: true });
  expect(await house.join(eventId, 'c41', fans)).toMatchObject({ code: 'code_invalid' });
  const rows = await house.query<{ uses: number }>(
    'SELECT uses FROM queue_codes WHERE event_id = $1 ORDER BY uses',
    [eventId],
  );
  expect(rows).toEqual([{ uses: 1 }, { uses: 31 }]);
});

test('one ask that breaks a rule does not take its batch with it', async () => {
  const eventId = await house.open();
  const joins = await Promise.all([
    house.join(eventId, 'fine 1'),
    house.join(eventId, 'bad', { nonce: Buffer.alloc(3) }),
    house.join(eventId, 'fine 2'),
  ]);
  expect(joins.map((one) => (one.ok ? one.value.number : one.code))).toEqual([1, 'internal', 2]);
  expect(house.faults.splice(0).length).toBeGreaterThan(0);
  expect(somebody()).toHaveLength(16);
});
