/** A shop for the tests of a file, with its database and till, and what most of them do with it. */
import type { Order } from '@onsale/contract/order.ts';
import { afterAll, beforeAll } from 'vitest';
import { mainPool } from '../../src/inventory/stock-event.ts';
import { assert } from '../../src/lib/assert.ts';
import type { EventRecord } from '../../src/catalog/model/event.ts';
import type { Uuid } from '../../src/lib/uuid-v7.ts';
import { cancelOrder, type Ended } from '../../src/orders/end-order.ts';
import { type OrderWish, type Put, putOrder } from '../../src/orders/put-order.ts';
import { presentOrder } from '../../src/orders/present.ts';
import { type FoundOrder, readLines } from '../../src/orders/read-order.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { anyBuyer, must, openShop, type Shop, type ShopOptions } from './shop.ts';
import { openTill, type Till } from './till.ts';

const DAY_MS = 86_400_000;

/** Two places of an event with areas. */
export const two = { pool: mainPool, quantity: 2 };
export const refundableUntilMs = Date.now() + DAY_MS;

export type OpenShop = {
  readonly database: TestDatabase;
  readonly till: Till;
  readonly shop: Shop;
};

/** Opened before the tests of the file, closed after them; `open()` inside of them. */
export function useShop(options?: ShopOptions): () => OpenShop {
  let opened: OpenShop | undefined;
  beforeAll(async () => {
    const database = await createTestDatabase();
    const till = await openTill();
    opened = { database, till, shop: await openShop(database.url, till, options) };
  });
  afterAll(async () => {
    await opened?.shop.close();
    await opened?.till.close();
    await opened?.database.drop();
  });
  return () => {
    assert(opened !== undefined, 'the shop is not open yet');
    return opened;
  };
}

export type Verbs = {
  /** Ten places; what is bought can be given back until tomorrow, unless told otherwise. */
  readonly newEvent: (wish?: object) => Promise<number>;
  readonly eventOf: (eventId: number) => Promise<EventRecord>;
  readonly put: (eventId: number, held: Uuid, change?: Partial<OrderWish>) => Promise<Put>;
  readonly cancel: (order: FoundOrder, buyer?: string) => Promise<Ended>;
  /** An order of two places, paid. */
  readonly bought: (eventId: number) => Promise<FoundOrder>;
  /** As its buyer sees it. */
  readonly present: (order: FoundOrder) => Promise<Order>;
};

export function verbsOf(open: () => OpenShop): Verbs {
  async function eventOf(eventId: number): Promise<EventRecord> {
    const event = await open().shop.deps.book.get(eventId);
    assert(event !== undefined, 'there is no such event');
    return event;
  }
  return {
    newEvent(wish = { refundableUntilMs }) {
      const { house, organizationId } = open().shop;
      return house.createPoolEvent(organizationId, 10, wish);
    },
    eventOf,
    async put(eventId, reservationId, change = {}) {
      const { deps } = open().shop;
      return putOrder(deps, await eventOf(eventId), {
        orderId: deps.ids.next(),
        reservationId,
        buyer: anyBuyer,
        email: 'a@example.com',
        name: undefined,
        language: 'ko',
        ticketTypes: undefined,
        ...change,
      });
    },
    async cancel({ facts }, buyer = anyBuyer) {
      return cancelOrder(open().shop.deps, await eventOf(facts.eventId), facts.id, buyer);
    },
    async bought(eventId) {
      const { shop } = open();
      return must(await shop.pay(await shop.ordered(eventId, two), 'sim_ok'));
    },
    async present(found) {
      const { db, labels } = open().shop.deps;
      const { facts } = found;
      const lines = (await readLines(db, [facts])).get(facts.id) ?? [];
      return presentOrder(labels, {
        found,
        event: await eventOf(facts.eventId),
        lines,
        tickets: 0,
      });
    },
  };
}
