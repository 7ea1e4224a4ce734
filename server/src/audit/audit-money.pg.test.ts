/**
 * The audit of orders finds nothing where everything has happened to them, and every damage that is
 * planted there; what is under way is told apart from what is wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moneyCorruptions } from '../../test/support/corruptions-money.ts';
import { brokenIn, damagedCopies, neverBroken } from '../../test/support/damaged-copies.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { sellOrders, type SoldOrders } from '../../test/support/sold-orders.ts';
import { moneyChecks } from './sql/money.ts';

let template: TestDatabase;
let sold: SoldOrders;
const auditAfter = damagedCopies(() => template);

beforeAll(async () => {
  template = await createTestDatabase();
  sold = await sellOrders(template.url);
});
afterAll(() => template.drop());

test('finds nothing where everything has happened, and nothing in flight', async () => {
  const report = await auditAfter('');
  expect(brokenIn(report)).toEqual([]);
  expect(report.database.ordersInFlight).toBe(0);
});

test('every check has a corruption that it is shown to notice', () => {
  expect(neverBroken(moneyChecks, moneyCorruptions)).toEqual([]);
});

test('an order whose reservation has just ended is in flight, not wrong', async () => {
  const report = await auditAfter(`
    update events set cancelled_at = now() where id = ${sold.eventId};
    insert into outbox (event_id, payload)
    values (${sold.eventId}, '{"v":1,"kind":"event","change":"cancelled"}')`);
  expect(brokenIn(report)).toEqual([]);
});

describe.each(moneyCorruptions)('$breaks', ({ breaks, what, also = [], plant }) => {
  test(`notices ${what}`, async () => {
    const report = await auditAfter(plant(sold));
    const found = brokenIn(report);
    expect(found).toContain(breaks);
    const money = new Set(moneyChecks.map(({ id }) => id));
    // Checks of other modules may see the same damage from their side.
    const strangers = found.filter((id) => money.has(id) && id !== breaks && !also.includes(id));
    expect(strangers).toEqual([]);
    expect(JSON.stringify(report).includes('g:somebody')).toBe(false);
  });
});
