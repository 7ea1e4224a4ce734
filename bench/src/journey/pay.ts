/** Paying: a declined card is tried again, an outcome that stays away is waited for. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Order } from '@onsale/contract/order.ts';
import type { Random } from '@onsale/server/src/lib/random.ts';
import type { Ids } from '@onsale/server/src/lib/uuid-v7.ts';
import { unexpected } from './place.ts';
import type { ShopAnswer, Visitor } from './shop-client.ts';

export type Paid = { readonly status: Order['status']; readonly reason?: string };

/** The provider's test card; what goes wrong with it is its fault profile's to say. */
const SOURCE = 'sim_ok';
const DECLINES_MAX = 3;
const ASK_AGAIN_MS = 150;
/** A lost webhook is found by the reconciler; this is how long a buyer of ours believes in it. */
const PATIENCE_MS = 120_000;

/** Resolves when the order rests: complete, ended, or left open after too many declines. */
export async function pay(visitor: Visitor, order: Order, ids: Ids, random: Random): Promise<Paid> {
  const path = `/api/v1/events/${order.eventId}/orders/${order.id}`;
  const { totalMinor } = order;
  for (let declines = 0; declines < DECLINES_MAX; declines++) {
    const body = { id: ids.next(), source: SOURCE, totalMinor };
    const wish = { method: 'POST', path: `${path}/payments`, body } as const;
    let answer = await visitor.send(wish);
    // An impatient finger: the same request twice has one effect.
    if (random.chance(0.05)) answer = await visitor.send(wish);
    if (answer.code === 'hold_expired') return { status: 'ended', reason: 'hold_expired' };
    if (answer.status !== 200) throw unexpected('a payment', answer);
    const rested = await untilRest(visitor, path, answer);
    if (rested.status !== 'open') {
      return { status: rested.status, ...(rested.endReason && { reason: rested.endReason }) };
    }
    const last = rested.payments.find(({ id }) => id === body.id);
    if (last?.status === 'succeeded') throw new Error(`${order.id}: paid and open`);
  }
  return { status: 'open', reason: 'declined' };
}

async function untilRest(visitor: Visitor, path: string, first: ShopAnswer): Promise<Order> {
  const deadline = performance.now() + PATIENCE_MS;
  let answer = first;
  for (;;) {
    if (answer.status !== 200) throw unexpected('reading an order', answer);
    const order = answer.body['order'] as Order;
    if (order.status === 'open' || order.status === 'complete' || order.status === 'ended') {
      return order;
    }
    if (performance.now() > deadline) throw new Error(`${order.id} stays ${order.status}`);
    await delay(ASK_AGAIN_MS);
    answer = await visitor.send({ method: 'GET', path });
  }
}
