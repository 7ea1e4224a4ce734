/**
 * The audit finds nothing in a database in which everything has happened, and finds every damage that
 * is planted there: each check is shown to notice what it exists for, and nothing else speaks up.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../test/support/audited.ts';
import type { Corruption } from '../../test/support/corruption.ts';
import { catalogCorruptions } from '../../test/support/corruptions-catalog.ts';
import { giftCorruptions } from '../../test/support/corruptions-gifts.ts';
import { moneyCorruptions } from '../../test/support/corruptions-money.ts';
import { outboxCorruptions } from '../../test/support/corruptions-outbox.ts';
import { placeCorruptions } from '../../test/support/corruptions-places.ts';
import { queueCorruptions } from '../../test/support/corruptions-queue.ts';
import { waitlistCorruptions } from '../../test/support/corruptions-waitlist.ts';
import { reservationCorruptions } from '../../test/support/corruptions-reservations.ts';
import { ticketCorruptions } from '../../test/support/corruptions-tickets.ts';
import { brokenIn, damagedCopies, neverBroken } from '../../test/support/damaged-copies.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { sellHouse, type SoldHouse } from '../../test/support/sold-house.ts';
import { readMigrations } from '../postgres/migration-files.ts';
import { checks } from './checks.ts';
import { runAudit } from './run-audit.ts';

const options = { limits: defaultLimits };
const corruptions: readonly Corruption[] = [
  ...placeCorruptions,
  ...reservationCorruptions,
  ...catalogCorruptions,
  ...outboxCorruptions,
  ...ticketCorruptions,
];

let template: TestDatabase;
let house: SoldHouse;
/** Audits a copy of the sold house after something was done to it. */
const auditAfter = damagedCopies(() => template);

beforeAll(async () => {
  template = await createTestDatabase();
  house = await sellHouse(template.url);
});
afterAll(() => template.drop());

test('finds nothing in a sound database, and has looked at all of it', async () => {
  const report = await runAudit(template.url, options);
  expect(report.checks.filter((check) => check.violations > 0)).toEqual([]);
  expect(report.ok).toBe(true);
  const schemaVersion = (await readMigrations()).length;
  expect(report.database).toMatchObject({ events: 5, name: template.name, schemaVersion });
  expect(report.database.reservations).toBe(21);
  expect(report.database.outboxRows).toBeGreaterThan(30);
  expect(new Set(report.checks.map((check) => check.id)).size).toBe(report.checks.length);
});

test('every check has a corruption that it is shown to notice', () => {
  // Those of money, codes and gifts, and waiting rooms are planted in audit-money, -gifts, -queue and
  // -waitlist.
  const elsewhere = [
    ...moneyCorruptions,
    ...giftCorruptions,
    ...queueCorruptions,
    ...waitlistCorruptions,
  ];
  expect(neverBroken(checks, [...corruptions, ...elsewhere])).toEqual([]);
});

describe.each(corruptions)('$breaks', ({ breaks, what, also = [], plant }) => {
  test(`notices ${what}`, async () => {
    const report = await auditAfter(plant(house));
    expect(brokenIn(report).sort()).toEqual([breaks, ...also].sort());
    const found = report.checks.filter((check) => check.violations > 0);
    expect(found.every(({ examples }) => examples.length > 0)).toBe(true);
    expect(report.ok).toBe(found.every(({ severity }) => severity === 'warning'));
    expect(JSON.stringify(report)).not.toContain('buyer 0');
  });
});
