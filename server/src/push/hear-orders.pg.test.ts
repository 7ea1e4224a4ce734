/** Hearing of orders: each device of whoever bought is told once, however often it is heard. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { runAdmin } from '../../test/support/databases.ts';
import { openPushService } from '../../test/support/push-device.ts';
import { anyBuyer, must, type Shop } from '../../test/support/shop.ts';
import { two, useShop, verbsOf } from '../../test/support/use-shop.ts';
import { replayFrom } from '../outbox/consume.ts';
import { hearingOrders, PUSH_CONSUMER } from './hear-orders.ts';
import { pushHandlers } from './push-handlers.ts';

const theShop = useShop();
const { newEvent, cancel, bought } = verbsOf(theShop);
let shop: Shop;
beforeAll(async () => {
  shop = theShop().shop;
  const service = await openPushService();
  const { db } = shop.deps;
  const { putPushSubscription } = pushHandlers({ db, services: [service.origin] });
  for (const personId of [anyBuyer, anyBuyer, 'g:somebody-else']) {
    const body = { ...service.device().subscription, language: 'ko' as const };
    const input = { body, params: undefined, query: undefined, headers: undefined };
    // In order: the test should not depend on who comes first.
    // oxlint-disable-next-line no-await-in-loop
    must(await putPushSubscription(input, { kind: 'person', personId }, ''));
  }
  await service.close();
});
beforeEach(async () => {
  await hear();
  await change('delete from push_messages');
});

const change = async (statement: string): Promise<Record<string, unknown>[]> =>
  (await runAdmin(theShop().database.url, statement)).rows;

async function hear(depth = 0): Promise<void> {
  await shop.quiet();
  const { db, clock } = shop.deps;
  const step = hearingOrders({ db, clock, depth: () => depth });
  // Until there is nothing more.
  // oxlint-disable-next-line no-await-in-loop
  while ((await step()) === 'more');
}

const told = (): Promise<Record<string, unknown>[]> =>
  change(`select m.key, m.kind, m.content, s.buyer
            from push_messages m join push_subscriptions s on s.id = m.subscription_id`);

it('tells every device of the buyer, and nobody else, once', async () => {
  const { facts } = await bought(await newEvent());
  const { id, eventId } = facts;
  const message = {
    key: `order_confirmed:${eventId}:${id}`,
    kind: 'order_confirmed',
    content: { eventId, orderId: id },
    buyer: anyBuyer,
  };
  await hear();
  expect(await told()).toEqual([message, message]);
  await replayFrom(shop.deps.db, PUSH_CONSUMER, 0);
  await hear();
  expect(await told()).toEqual([message, message]);
  expect(await change('select 1 from push_messages where due_at <= created_at')).toEqual([]);
});

it('says nothing of what was not bought, or was given back by then', async () => {
  must(await cancel(await shop.ordered(await newEvent(), two)));
  must(await cancel(await bought(await newEvent())));
  await hear();
  expect(await told()).toEqual([]);
});

it('says nothing of a day ago: who hears of the past has no news', async () => {
  await bought(await newEvent());
  await shop.quiet();
  await change(`update orders set completed_at = completed_at - interval '25 hours'`);
  await hear();
  expect(await told()).toEqual([]);
});

it('says nothing of rehearsals', async () => {
  const eventId = await newEvent();
  await bought(eventId);
  await shop.quiet();
  const other = await newEvent();
  await change(`update events set rehearsal_of = ${other} where id = ${eventId}`);
  await hear();
  expect(await told()).toEqual([]);
});
