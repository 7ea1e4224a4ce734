/** The audit of waiting rooms finds nothing where people came, went and bought, and every damage planted there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../test/support/audited.ts';
import { queueCorruptions } from '../../test/support/corruptions-queue.ts';
import { dropDatabase, runAdmin, urlFor } from '../../test/support/databases.ts';
import { adminUrl, createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openWaitingRoom } from '../../test/support/waiting-room.ts';
import type { AuditReport } from './report.ts';
import { runAudit } from './run-audit.ts';
import { queueChecks } from './sql/queue.ts';

const options = { limits: defaultLimits };
let template: TestDatabase;
let eventId = 0;
let clones = 0;

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

async function auditAfter(damage: string): Promise<AuditReport> {
  clones += 1;
  const name = `${template.name}_${clones}`;
  const url = urlFor(adminUrl(), name);
  await runAdmin(adminUrl(), `create database "${name}" template "${template.name}"`);
  try {
    await runAdmin(url, `set session_replication_role = replica; ${damage}`);
    return await runAudit(url, options);
  } finally {
    await dropDatabase(adminUrl(), name);
  }
}

const ids = new Set(queueChecks.map(({ id }) => id));
const broken = (report: AuditReport): string[] =>
  report.checks
    .filter((check) => ids.has(check.id) && check.violations > 0)
    .map((check) => check.id);

test('finds nothing where all is well', async () => {
  expect(broken(await runAudit(template.url, options))).toEqual([]);
});

test('every check has a corruption that it is shown to notice', () => {
  const planted = new Set(queueCorruptions.map(({ breaks }) => breaks));
  expect([...ids].filter((id) => !planted.has(id))).toEqual([]);
});

describe.each(queueCorruptions)('$breaks', ({ breaks, what, also = [], plant }) => {
  test(`notices ${what}`, async () => {
    const report = await auditAfter(plant(eventId));
    expect(broken(report).sort()).toEqual([breaks, ...also].sort());
    expect(JSON.stringify(report)).not.toMatch(/late 1|p1\b|thief/);
  });
});
