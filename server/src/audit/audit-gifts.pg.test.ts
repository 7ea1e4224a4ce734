/** The audit of promo codes and of tickets that were given away finds every damage that is planted there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giftCorruptions } from '../../test/support/corruptions-gifts.ts';
import { brokenIn, damagedCopies, neverBroken } from '../../test/support/damaged-copies.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { anyBuyer, must, openShop, type Shop } from '../../test/support/shop.ts';
import { openTill } from '../../test/support/till.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { assert } from '../lib/assert.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { putOrder } from '../orders/put-order.ts';
import { createPromo } from '../promos/create-promo.ts';
import { transferPayload } from '../transfers/accept-transfer.ts';
import { promoChecks } from './sql/promos.ts';
import { transferChecks } from './sql/transfers.ts';

let template: TestDatabase;
/** An order with a code, bought; its first ticket was given to a friend. */
let order = '';
const auditAfter = damagedCopies(() => template);

beforeAll(async () => {
  template = await createTestDatabase();
  const till = await openTill();
  const shop = await openShop(template.url, till);
  try {
    order = await sell(shop);
  } finally {
    await shop.close();
    await till.close();
  }
});
afterAll(() => template.drop());

async function sell(shop: Shop): Promise<string> {
  const { deps, house } = shop;
  const eventId = await house.createPoolEvent(shop.organizationId, 10, {});
  const event = await deps.book.get(eventId);
  assert(event !== undefined, 'the event is gone');
  const code = { code: 'TEN', kind: 'percent', amount: 10, usesMax: 2, perPersonMax: 1 } as const;
  must(await createPromo(deps.db, event, code));
  const reservationId = await shop.hold(eventId, { pool: mainPool, quantity: 2 });
  const put = await putOrder(deps, event, {
    orderId: deps.ids.next(),
    reservationId,
    buyer: anyBuyer,
    email: 'a@example.com',
    name: undefined,
    language: 'en',
    ticketTypes: undefined,
    promoCode: 'TEN',
  });
  const { facts } = must(await shop.pay(must(put), 'sim_ok'));
  await shop.quiet();
  await give(shop, eventId, facts.reservationId);
  await shop.quiet();
  return facts.id;
}

/** As `acceptTransfer` leaves it. */
async function give({ house, deps }: Shop, eventId: number, reservationId: Uuid): Promise<void> {
  const [ticket] = await house.change(
    `UPDATE tickets SET holder = 'g:bob', version = 2
      WHERE event_id = $1 AND reservation_id = $2 AND admission = 1 RETURNING id`,
    [eventId, reservationId],
  );
  await house.change(
    `INSERT INTO ticket_transfers (event_id, id, ticket_id, reservation_id, state, token_hash, from_name,
                                   language, ends_at, settled_at, receiver, receiver_language)
     VALUES ($1, $2, $3, $4, 1, sha256('token'), 'Ada', 'en', now() + interval '1 h', now(), 'g:bob', 'en')`,
    [eventId, deps.ids.next(), ticket?.['id'], reservationId],
  );
  await house.change('INSERT INTO outbox (event_id, payload) VALUES ($1, $2)', [
    eventId,
    JSON.stringify(transferPayload(String(ticket?.['id']), 2)),
  ]);
}

const brokenBy = async (damage: string): Promise<readonly string[]> =>
  brokenIn(await auditAfter(damage));

test('finds nothing where a code was used and a ticket was given', async () => {
  expect(await brokenBy('')).toEqual([]);
});

test('every check has a corruption that it is shown to notice', () => {
  expect(neverBroken([...promoChecks, ...transferChecks], giftCorruptions)).toEqual([]);
});

describe.each(giftCorruptions)('$breaks', ({ breaks, what, also = [], damage }) => {
  test(`notices ${what}`, async () => {
    const found = await brokenBy(damage(order));
    expect(found).toContain(breaks);
    const own = new Set([...promoChecks, ...transferChecks].map(({ id }) => id));
    const strangers = found.filter((id) => own.has(id) && id !== breaks && !also.includes(id));
    expect(strangers).toEqual([]);
  });
});
