/** Hearing of orders: one letter for each that was bought or given back, however often it is heard. */
import { beforeAll, expect, it } from 'vitest';
import { must, type Shop } from '../../test/support/shop.ts';
import { two, useShop, verbsOf } from '../../test/support/use-shop.ts';
import { type Db, sql } from '../lib/db.ts';
import { replayFrom } from '../outbox/consume.ts';
import type { FoundOrder } from '../orders/read-order.ts';
import { createLetterConsumer, LETTERS_CONSUMER } from './hear-orders.ts';

const theShop = useShop();
const { newEvent, put, cancel, bought } = verbsOf(theShop);
let shop: Shop;
let db: Db;
let news = 0;
beforeAll(() => {
  shop = theShop().shop;
  db = shop.deps.db;
});

const readKeys = sql<{ key: string }>('test_letter_keys', 'SELECT key FROM letters ORDER BY id');
const keysOf = async ({ facts }: FoundOrder): Promise<string[]> => {
  const rows = await db.query(readKeys);
  return rows.map(({ key }) => key).filter((key) => key.endsWith(`:${facts.eventId}:${facts.id}`));
};

async function hear(isWriting = true): Promise<void> {
  await shop.quiet();
  const consumer = createLetterConsumer(db, { isWriting, onNews: () => (news += 1) });
  // Until there is nothing more.
  // oxlint-disable-next-line no-await-in-loop
  while ((await consumer.step()) > 0);
}

const kinds = async (order: FoundOrder): Promise<(string | undefined)[]> =>
  (await keysOf(order)).map((key) => key.split(':')[0]);

it('writes once of what was bought, and once of what was given back', async () => {
  const order = await bought(await newEvent());
  await hear();
  expect(await kinds(order)).toEqual(['order_confirmed']);
  must(await cancel(order));
  await hear();
  expect(await kinds(order)).toEqual(['order_confirmed', 'order_refunded']);
  const before = news;
  await replayFrom(db, LETTERS_CONSUMER, 0);
  await hear();
  expect(await kinds(order)).toEqual(['order_confirmed', 'order_refunded']);
  expect(news).toBe(before);
});

it('says nothing of an order that came to nothing', async () => {
  const order = await shop.ordered(await newEvent(), two);
  must(await cancel(order));
  await hear();
  expect(await kinds(order)).toEqual([]);
});

it('tells whoever paid for a cancelled event', async () => {
  const eventId = await newEvent();
  const order = await bought(eventId);
  await shop.cancelEvent(eventId);
  await hear();
  expect(await kinds(order)).toEqual(['order_confirmed', 'order_refunded']);
});

it('writes nothing to simulated buyers, and nothing at all without a mailer', async () => {
  const eventId = await newEvent();
  const held = await shop.hold(eventId, two);
  const crowd = must(await put(eventId, held, { email: '0190@Crowd.Invalid' }));
  must(await shop.pay(crowd, 'sim_ok'));
  await hear();
  expect(await kinds(crowd)).toEqual([]);
  const order = await bought(await newEvent());
  await hear(false);
  expect(await kinds(order)).toEqual([]);
  // It was heard all the same: a mailer that comes later does not write about the past.
  await hear();
  expect(await kinds(order)).toEqual([]);
});
