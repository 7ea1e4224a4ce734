/**
 * A database in which something of everything has happened to orders: bought, given back, expired,
 * paid twice, places lost; made by the product's own commands with a provider that needs no network.
 */
import { refundOrder } from '../../src/orders/end-order.ts';
import { chargeMove } from '../../src/orders/model/moves.ts';
import { tryMove } from '../../src/orders/drive-order.ts';
import { mainPool } from '../../src/inventory/stock-event.ts';
import { assert } from '../../src/lib/assert.ts';
import type { FoundOrder } from '../../src/orders/read-order.ts';
import { must, openShop, type Shop } from './shop.ts';
import { openTill } from './till.ts';
import { waitFor } from './wait-for.ts';

export type SoldOrders = {
  readonly eventId: number;
  readonly cancelledEventId: number;
  /** Order ids, by what became of them. */
  readonly open: string;
  readonly complete: string;
  readonly refunded: string;
  readonly expired: string;
  readonly declinedOnce: string;
  /** Its first charge was called off and succeeded all the same; the second one pays. */
  readonly paidTwice: string;
  readonly ofCancelledEvent: string;
};

const two = { pool: mainPool, quantity: 2 };

/** Fills the database at `url`, which has to be migrated and empty, and leaves no connection open. */
export async function sellOrders(url: string): Promise<SoldOrders> {
  const till = await openTill();
  const shop = await openShop(url, till);
  try {
    return await tell(shop);
  } finally {
    await shop.close();
    await till.close();
  }
}

async function tell(shop: Shop): Promise<SoldOrders> {
  const eventId = await shop.house.createSeatEvent(shop.organizationId, 20, {}, 100);
  const cancelledEventId = await shop.house.createPoolEvent(shop.organizationId, 10);
  const bought = async (order: FoundOrder): Promise<FoundOrder> => {
    const paid = must(await shop.pay(order, 'sim_ok'));
    assert(paid.facts.state === 'COMPLETE', `not bought: ${paid.facts.state}`);
    return paid;
  };
  const complete = await bought(await shop.ordered(eventId, { seats: [0, 1] }));
  const refunded = await bought(await shop.ordered(eventId, two));
  const event = await shop.deps.book.get(eventId);
  assert(event !== undefined, 'the event is gone');
  must(await refundOrder(shop.deps, event, refunded.facts.id));
  const declinedOnce = await shop.ordered(eventId, two);
  must(await shop.pay(declinedOnce, 'sim_declined'));
  await bought(declinedOnce);
  const paidTwice = await payTwice(shop, eventId);
  const ofCancelledEvent = await bought(await shop.ordered(cancelledEventId, two));
  await shop.cancelEvent(cancelledEventId);
  const expired = await shop.ordered(eventId, { seats: [5] }, { holdMs: 1_000 });
  await waitFor(
    'the hold to lapse',
    async () => (await shop.read(expired)).facts.hold !== 'PENDING',
  );
  const open = await shop.ordered(eventId, { seats: [7, 8] });
  await shop.quiet();
  return {
    eventId,
    cancelledEventId,
    open: open.facts.id,
    complete: complete.facts.id,
    refunded: refunded.facts.id,
    expired: expired.facts.id,
    declinedOnce: declinedOnce.facts.id,
    paidTwice: paidTwice.facts.id,
    ofCancelledEvent: ofCancelledEvent.facts.id,
  };
}

/** A provider that breaks its word: a charge that was declined has taken the money all the same. */
async function payTwice(shop: Shop, eventId: number): Promise<FoundOrder> {
  const order = await shop.ordered(eventId, two);
  const charged = must(await shop.pay(order, 'sim_late:400'));
  const [first] = charged.facts.payments;
  assert(first !== undefined, 'nothing was charged');
  const declined = chargeMove(charged.facts, first.id, {
    state: 'declined',
    ref: first.ref ?? '',
    code: 'processing_error',
  });
  assert(declined !== undefined, 'the decline is no news');
  assert((await tryMove(shop.deps, declined, charged.facts)) !== undefined, 'it moved on');
  must(await shop.pay(order, 'sim_ok'));
  return waitFor('both charges to be in', async () => {
    await shop.work();
    const found = await shop.read(order);
    return found.facts.payments.filter(({ state }) => state === 'SUCCEEDED').length === 2 && found;
  });
}
