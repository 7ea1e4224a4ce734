/** Closing and drawing: what is published suffices to recompute who came in when. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderHashOf } from '@onsale/contract/fair-draw.ts';
import { verifyDraw } from '@onsale/contract/verify-draw.ts';
import { startBeacon, type TestBeacon } from '../../test/support/beacon.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openWaitingRoom, type WaitingRoom } from '../../test/support/waiting-room.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import type { DrawRecord } from '@onsale/contract/queue.ts';

const neverDrawn = new Uint32Array();

let database: TestDatabase;
let beacon: TestBeacon;
let house: WaitingRoom;

beforeAll(async () => {
  database = await createTestDatabase();
  beacon = await startBeacon();
  house = await openWaitingRoom(database.url, { beacon: beacon.settings });
});
afterAll(async () => {
  await house.close();
  await beacon.close();
  await database.drop();
});

async function record(eventId: number): Promise<DrawRecord> {
  const read = await house.core.readDraw(eventId);
  if (!read.ok) throw new Error(read.code);
  return read.value;
}

describe('an operator draw', () => {
  test('is sealed before, and recomputed from its record after; late joiners stand behind', async () => {
    const eventId = await house.open();
    const sealed = await record(eventId);
    expect(Object.keys(sealed).sort()).toEqual(
      ['commitment', 'committedAt', 'eventId', 'mode', 'version'].sort(),
    );
    await house.joinMany(eventId, 300);
    await house.openSale(eventId);
    // Before any worker has seen the sale open: not in the cohort any more.
    const late = await house.join(eventId, 'late 1');
    expect(late).toMatchObject({ ok: true, value: { number: 301 } });
    expect(await house.room(eventId)).toMatchObject({ cohortSize: 300, drawKey: null });
    expect(await house.core.proofOf(eventId, 1)).toMatchObject({ code: 'queue_not_open' });
    expect(await record(eventId)).toEqual(sealed);
    await house.tick(eventId);
    expect((await house.room(eventId)).servedUpTo).toBe(0);
    expect(await house.draw(eventId)).toBe(true);
    // Again changes nothing.
    const drawn = await record(eventId);
    expect(await house.draw(eventId)).toBe(true);
    expect(await record(eventId)).toEqual(drawn);
    expect(drawn.orderHash).toBe(orderHashOf((await verifyDraw(drawn)).positions ?? neverDrawn));
    await house.joinMany(eventId, 5, 'later ');

    for (const number of [1, 17, 256, 257, 300]) {
      const person = `p${number}`;
      const standing = await house.core.entryOf(eventId, person);
      const entry = standing?.entry;
      const proof = await house.core.proofOf(eventId, entry?.number ?? 0);
      const verdict = await verifyDraw(drawn, {
        eventId,
        commitment: sealed.commitment,
        ticket: {
          number: entry?.number ?? 0,
          nonce: entry?.nonce.toString('hex') ?? '',
          position: standing?.position ?? 0,
        },
        ...(proof.ok && { proof: proof.value }),
      });
      expect(verdict.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(verdict).toMatchObject({ isValid: true, isDrawn: true });
    }
    expect(await house.core.proofOf(eventId, 301)).toMatchObject({ code: 'entry_not_found' });
    expect((await house.core.entryOf(eventId, 'late 1'))?.position).toBe(301);
    expect((await house.core.entryOf(eventId, 'later 5'))?.position).toBe(306);
  });

  test('of everybody who comes in, the position is the published one', async () => {
    const eventId = await house.open({ activeMax: 100 });
    const people = await house.joinMany(eventId, 60);
    await house.openSale(eventId);
    await house.tick(eventId);
    await house.draw(eventId);
    await house.tick(eventId);
    await Promise.all(people.map((person) => house.admit(eventId, person)));
    const verdict = await verifyDraw(await record(eventId));
    const rows = await house.query<{ number: number; position: number; served: number }>(
      `SELECT number, position, served_up_to AS served FROM queue_admissions WHERE event_id = $1`,
      [eventId],
    );
    expect(rows).toHaveLength((await house.room(eventId)).servedUpTo);
    expect(rows.length).toBeGreaterThan(30);
    for (const { number, position, served } of rows) {
      expect(position).toBe(verdict.positions?.[number - 1]);
      expect(position).toBeLessThanOrEqual(served);
    }
  });

  test('an event that is on sale already has an empty cohort: first come, first served', async () => {
    const eventId = await house.open({}, { saleOpensAtMs: Date.now() - 60_000 });
    await house.joinMany(eventId, 3);
    expect(await house.room(eventId)).toMatchObject({ cohortSize: 0, lastNumber: 3 });
    await house.draw(eventId);
    expect((await house.core.entryOf(eventId, 'p2'))?.position).toBe(2);
    expect(await verifyDraw(await record(eventId))).toMatchObject({ isValid: true });
  });

  test('is fixed once somebody has joined', async () => {
    const eventId = await house.open();
    const before = (await record(eventId)).commitment;
    expect(await house.core.changeRoom(eventId, { draw: 'beacon' })).toMatchObject({ ok: true });
    const sealed = await record(eventId);
    expect(sealed.commitment).not.toBe(before);
    expect(sealed.beacon).toMatchObject(beacon.chain);
    await house.joinMany(eventId, 1);
    expect(await house.core.changeRoom(eventId, { draw: 'operator' })).toMatchObject({
      code: 'draw_fixed',
    });
    expect(await house.core.changeRoom(eventId, { draw: 'beacon' })).toMatchObject({ ok: true });
    expect((await record(eventId)).commitment).toBe(sealed.commitment);
  });
});

/** Its sale was to open ten minutes ago, its cohort closes as told in seconds after that. */
async function closedLate(afterSeconds: number): Promise<number> {
  const saleOpensAtMs = Date.now() - 600_000;
  const eventId = await house.open({ draw: 'beacon' }, { saleOpensAtMs });
  await house.query(`UPDATE events SET sale_opens_at = now() + interval '1 hour' WHERE id = $1`, [
    eventId,
  ]);
  await house.joinMany(eventId, 10);
  await house.openSale(eventId);
  await house.tick(eventId);
  await house.query(`UPDATE queue_rooms SET closed_at = to_timestamp($2) WHERE event_id = $1`, [
    eventId,
    saleOpensAtMs / 1_000 + afterSeconds,
  ]);
  return eventId;
}

describe('a draw with a beacon', () => {
  test('publishes the root while the round is not out, and draws of just that cohort', async () => {
    beacon.answer = () => 'round';
    // Its round is due 10 s after that, or a moment later; the cohort closes before.
    const saleOpensAtMs = Date.now() - 5_000;
    const eventId = await house.open({ draw: 'beacon' }, { saleOpensAtMs });
    await house.query(`UPDATE events SET sale_opens_at = now() + interval '1 hour' WHERE id = $1`, [
      eventId,
    ]);
    await house.joinMany(eventId, 40);
    const sealed = await record(eventId);
    await house.openSale(eventId);
    await house.tick(eventId);
    const commits: number[] = [];
    expect(await house.draw(eventId, { onCommit: (id) => commits.push(id) })).toBe(false);
    expect(commits).toEqual([eventId]);
    const closed = await record(eventId);
    const { closedAt = '', cohortRoot } = closed;
    expect(closed).toEqual({ ...sealed, closedAt, cohortSize: 40, cohortRoot });
    const room = await house.room(eventId);
    expect(room.drawKey).toBeNull();
    expect(room.cohortRoot?.toString('hex')).toBe(cohortRoot);
    const mine = await house.core.entryOf(eventId, 'p7');
    const { number = 0, nonce } = mine?.entry ?? {};
    const proof = await house.core.proofOf(eventId, number);
    const ticket = { number, nonce: nonce?.toString('hex') ?? '' };
    const early = await verifyDraw(closed, { ticket, ...(proof.ok && { proof: proof.value }) });
    expect(early).toMatchObject({ isValid: true, isClosed: true, isDrawn: false });
    expect(early.checks.map(({ name }) => name)).toEqual(['entry']);

    await waitFor('the draw', () => house.draw(eventId));
    const drawn = await record(eventId);
    expect(drawn).toMatchObject({ ...closed, restsOn: 'beacon' });
    // The proof of before is as good as ever.
    const after = await verifyDraw(drawn, {
      ticket,
      root: cohortRoot ?? '',
      ...(proof.ok && { proof: proof.value }),
    });
    expect(after).toMatchObject({ isValid: true, isDrawn: true });
    expect(drawn.beaconRound?.round).toBe(drawn.beacon?.round);
    const { genesisTime } = beacon.chain;
    const dueMs = (genesisTime + (drawn.beacon?.round ?? 0) - 1) * 1_000;
    expect(dueMs).toBeGreaterThan(Date.parse(closedAt));
    expect(await verifyDraw(drawn, { eventId })).toMatchObject({ isValid: true });
  });

  test('follows a sale that is moved while nobody has joined', async () => {
    const eventId = await house.open({ draw: 'beacon' });
    const before = await record(eventId);
    await house.query(
      `UPDATE events SET sale_opens_at = sale_opens_at + interval '1 day' WHERE id = $1`,
      [eventId],
    );
    await house.tick(eventId);
    const after = await record(eventId);
    expect((after.beacon?.round ?? 0) - (before.beacon?.round ?? 0)).toBe(86_400);
    expect(after.commitment).not.toBe(before.commitment);
  });

  test('a later round stands in by the committed rule when the first ones are not to be had', async () => {
    const eventId = await closedLate(0);
    const { round = 0 } = (await record(eventId)).beacon ?? {};
    beacon.answer = (asked) => (asked < round + 3 ? 'missing' : 'round');
    expect(await house.draw(eventId)).toBe(true);
    const drawn = await record(eventId);
    expect(drawn).toMatchObject({ restsOn: 'beacon', beaconRound: { round: round + 3 } });
    expect(await verifyDraw(drawn)).toMatchObject({ isValid: true });
  });

  test.each(['missing', 'forged', 'endless', 'broken'] as const)(
    'with nothing but %s rounds it rests on the operator in the end, and says so',
    async (how) => {
      const troubles: unknown[] = [];
      const eventId = await closedLate(0);
      beacon.answer = () => how;
      const asked = beacon.asked.length;
      expect(await house.draw(eventId, { onTrouble: (error) => troubles.push(error) })).toBe(true);
      const drawn = await record(eventId);
      expect(drawn).toMatchObject({ mode: 'beacon', restsOn: 'operator' });
      expect(drawn.beaconRound).toBeUndefined();
      expect(await verifyDraw(drawn)).toMatchObject({ isValid: true });
      expect(beacon.asked.length).toBeGreaterThan(asked + 10);
      expect(troubles.length > 0).toBe(how !== 'missing');
    },
  );

  test('waits while the committed rule says so, and no longer than it says', async () => {
    beacon.answer = () => 'missing';
    const eventId = await closedLate(0);
    const { round = 0 } = (await record(eventId)).beacon ?? {};
    // As if the round had been due just now.
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const shifted = { ...beacon.chain, genesisTime: nowSeconds - round };
    await house.query(
      `UPDATE queue_rooms SET closed_at = to_timestamp($2),
              draw_terms = jsonb_set(draw_terms::jsonb, '{beacon,genesisTime}', $3::jsonb)::json
        WHERE event_id = $1`,
      [eventId, nowSeconds - 5, JSON.stringify(shifted.genesisTime)],
    );
    expect(await house.draw(eventId)).toBe(false);
    expect((await house.room(eventId)).drawKey).toBeNull();
    // Closed so late that no round is left to stand in: at once.
    const late = await closedLate(300);
    expect(await house.draw(late)).toBe(true);
    expect(await record(late)).toMatchObject({ restsOn: 'operator' });
  });
});
