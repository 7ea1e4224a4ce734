/** The audit of waiting lists finds nothing where people waited and bought, and every damage planted there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitlistCorruptions } from '../../test/support/corruptions-waitlist.ts';
import { brokenIn, damagedCopies, neverBroken } from '../../test/support/damaged-copies.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { must } from '../../test/support/shop.ts';
import { openTill } from '../../test/support/till.ts';
import { type ListHouse, openListHouse } from '../../test/support/waitlist-house.ts';
import { assert } from '../lib/assert.ts';
import { askReturn } from '../orders/return-order.ts';
import { leaveList } from '../waitlist/leave-list.ts';
import type { FoundOrder } from '../orders/read-order.ts';
import { waitlistChecks } from './sql/waitlist.ts';

let template: TestDatabase;
let eventId = 0;
const auditAfter = damagedCopies(() => template);

beforeAll(async () => {
  template = await createTestDatabase();
  const till = await openTill();
  const house = await openListHouse(template.url, till);
  eventId = await tell(house);
  await house.close();
  await till.close();
});
afterAll(() => template.drop());

/** Two orders are returned; one was bought from the list, the other one is offered; two go on waiting. */
async function tell(house: ListHouse): Promise<number> {
  const { shop } = house;
  await shop.house.createPoolEvent(shop.organizationId, 2);
  const id = await shop.house.createSeatEvent(shop.organizationId, 6);
  const orders: FoundOrder[] = [];
  for (const seats of [
    [0, 1],
    [2, 3],
    [4, 5],
  ]) {
    const order = await shop.ordered(id, { seats }, { buyer: 'g:seller' });
    orders.push(must(await shop.pay(order, 'sim_ok')));
  }
  for (const person of ['left', 'bought', 'offered', 'waits 1', 'waits 2']) {
    await house.joined(id, person, { party: person === 'waits 2' ? 5 : 2 });
  }
  must(await leaveList(house.deps, id, 'left'));
  const event = await house.deps.book.get(id);
  assert(event !== undefined, 'there is an event');
  for (const { facts } of orders.slice(0, 2)) {
    must(await askReturn(house.deps.db, event, facts.id, 'g:seller'));
    await house.work();
    await shop.quiet();
    if (facts.id === orders[0]?.facts.id) await house.buy(id, 'bought');
  }
  await shop.quiet();
  await house.work();
  return id;
}

test('finds nothing where all is well', async () => {
  expect(brokenIn(await auditAfter(''))).toEqual([]);
});

test('every check has a corruption that it is shown to notice', () => {
  expect(neverBroken(waitlistChecks, waitlistCorruptions)).toEqual([]);
});

describe.each(waitlistCorruptions)('$breaks', ({ breaks, what, also = [], plant }) => {
  test(`notices ${what}`, async () => {
    const report = await auditAfter(plant(eventId));
    expect(brokenIn(report, waitlistChecks).sort()).toEqual([breaks, ...also].sort());
    expect(JSON.stringify(report)).not.toMatch(/waits 1|thief|g:seller/);
  });
});
