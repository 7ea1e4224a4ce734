/** The audit of waiting rooms finds nothing where people came, went and bought, and every damage planted there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queueCorruptions } from '../../test/support/corruptions-queue.ts';
import { brokenIn, damagedCopies, neverBroken } from '../../test/support/damaged-copies.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openWaitingRoom } from '../../test/support/waiting-room.ts';
import { queueChecks } from './sql/queue.ts';

let template: TestDatabase;
let eventId = 0;
const auditAfter = damagedCopies(() => template);

beforeAll(async () => {
  template = await createTestDatabase();
  const house = await openWaitingRoom(template.url);
  eventId = await house.open({ activeMax: 10 });
  const people = await house.joinMany(eventId, 30);
  await house.openSale(eventId);
  await house.tick(eventId);
  await house.draw(eventId);
  await house.joinMany(eventId, 3, 'late ');
  await house.tick(eventId);
  const admitted = await Promise.all(people.map((person) => house.admit(eventId, person)));
  const inside = admitted.flatMap((outcome) => (outcome.ok ? [outcome.value.personId] : []));
  for (const person of inside.slice(0, 3)) await house.core.leave(eventId, person);
  await house.adopt(inside[4] ?? '', 'a:account');
  await house.tick(eventId);
  // An empty room, and one whose people were forgotten.
  await house.open();
  const old = await house.open();
  await house.joinMany(old, 2);
  await house.query('DELETE FROM queue_entries WHERE event_id = $1', [old]);
  await house.query('UPDATE queue_rooms SET forgotten_at = now() WHERE event_id = $1', [old]);
  await house.close();
});
afterAll(() => template.drop());

test('finds nothing where all is well', async () => {
  expect(brokenIn(await auditAfter(''), queueChecks)).toEqual([]);
});

test('every check has a corruption that it is shown to notice', () => {
  expect(neverBroken(queueChecks, queueCorruptions)).toEqual([]);
});

describe.each(queueCorruptions)('$breaks', ({ breaks, what, also = [], plant }) => {
  test(`notices ${what}`, async () => {
    const report = await auditAfter(plant(eventId));
    expect(brokenIn(report, queueChecks).sort()).toEqual([breaks, ...also].sort());
    expect(JSON.stringify(report)).not.toMatch(/late 1|p1\b|thief/);
  });
});
