/**
 * The audit of orders finds nothing where everything has happened to them, and every damage that is
 * planted there; what is under way is told apart from what is wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../test/support/audited.ts';
import { moneyCorruptions } from '../../test/support/corruptions-money.ts';
import { dropDatabase, runAdmin, urlFor } from '../../test/support/databases.ts';
import { adminUrl, createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { sellOrders, type SoldOrders } from '../../test/support/sold-orders.ts';
import type { AuditReport } from './report.ts';
import { runAudit } from './run-audit.ts';
import { moneyChecks } from './sql/money.ts';

const options = { limits: defaultLimits };
let template: TestDatabase;
let sold: SoldOrders;
let clones = 0;

beforeAll(async () => {
  template = await createTestDatabase();
  sold = await sellOrders(template.url);
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

const broken = (report: AuditReport): string[] =>
  report.checks.filter((check) => check.violations > 0).map((check) => check.id);

test('finds nothing where everything has happened, and nothing in flight', async () => {
  const report = await runAudit(template.url, options);
  expect(report.checks.filter((check) => check.violations > 0)).toEqual([]);
  expect(report.database.ordersInFlight).toBe(0);
});

test('every check has a corruption that it is shown to notice', () => {
  const planted = new Set(moneyCorruptions.map(({ breaks }) => breaks));
  expect(moneyChecks.map(({ id }) => id).filter((id) => !planted.has(id))).toEqual([]);
});

test('an order whose reservation has just ended is in flight, not wrong', async () => {
  const report = await auditAfter(`
    update events set cancelled_at = now() where id = ${sold.eventId};
    insert into outbox (event_id, payload)
    values (${sold.eventId}, '{"v":1,"kind":"event","change":"cancelled"}')`);
  expect(broken(report)).toEqual([]);
});

describe.each(moneyCorruptions)('$breaks', ({ breaks, what, also = [], plant }) => {
  test(`notices ${what}`, async () => {
    const report = await auditAfter(plant(sold));
    const found = broken(report);
    expect(found).toContain(breaks);
    const money = new Set(moneyChecks.map(({ id }) => id));
    // Checks of other modules may see the same damage from their side.
    const strangers = found.filter((id) => money.has(id) && id !== breaks && !also.includes(id));
    expect(strangers).toEqual([]);
    expect(JSON.stringify(report).includes('g:somebody')).toBe(false);
  });
});
