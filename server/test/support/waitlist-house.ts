/**
 * Waiting lists on a test database, without loops and without HTTP, beside a shop in which things are
 * bought: a test lets the worker step when it wants to. Several may share one database, like processes.
 */
import { createChooser } from '../../src/inventory/chooser.ts';
import { createPlanShelf } from '../../src/catalog/read-plan.ts';
import { createSeatIndexes } from '../../src/inventory/seat-indexes.ts';
import { assert } from '../../src/lib/assert.ts';
import { sql } from '../../src/lib/db.ts';
import type { Uuid } from '../../src/lib/uuid-v7.ts';
import { createLog } from '../../src/ops/log.ts';
import { Metrics } from '../../src/ops/metrics.ts';
import type { WaitlistDeps } from '../../src/waitlist/deps.ts';
import type { Entry } from '../../src/waitlist/entry.ts';
import { createWaitlistConsumer } from '../../src/waitlist/hear-outbox.ts';
import {
  createJoins,
  type JoinAsk,
  type Joined,
  type Joins,
} from '../../src/waitlist/join-list.ts';
import type { Wish } from '../../src/waitlist/model/wish.ts';
import { findMine } from '../../src/waitlist/read-entries.ts';
import { serveLists } from '../../src/waitlist/serve-list.ts';
import { putOrder } from '../../src/orders/put-order.ts';
import type { FoundOrder } from '../../src/orders/read-order.ts';
import { createWaitlistMetrics } from '../../src/waitlist/waitlist-metrics.ts';
import { must, openShop, type Shop } from './shop.ts';
import type { Till } from './till.ts';

export type ListHouse = {
  readonly shop: Shop;
  readonly deps: WaitlistDeps;
  readonly joins: Joins;
  join(eventId: number, person: string, ask?: AskWish): Promise<Joined>;
  /** The entry; throws what was refused. */
  joined(eventId: number, person: string, ask?: AskWish): Promise<Entry>;
  entry(eventId: number, person: string): Promise<Entry>;
  /** The hold that stands for somebody. */
  offerOf(eventId: number, person: string): Promise<Uuid | undefined>;
  /** Orders and pays what is held for somebody. */
  buy(eventId: number, person: string): Promise<FoundOrder>;
  /** Everything a worker does, once: sweeping, the outbox, offers, orders. */
  work(): Promise<void>;
  /** Serves whatever is due, though it may have been looked at a moment ago. */
  serve(): Promise<void>;
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};
export type AskWish = Partial<Wish> & Partial<Pick<JoinAsk, 'email' | 'soldOut'>>;

export type ListHouseOptions = {
  readonly offerMs?: number;
  readonly changes?: (deps: WaitlistDeps) => Partial<WaitlistDeps>;
};

export async function openListHouse(
  url: string,
  till: Till,
  { offerMs = 900_000, changes }: ListHouseOptions = {},
): Promise<ListHouse> {
  const shop = await openShop(url, till);
  const { engine } = shop;
  const { db, clock, ids, inventory, processName } = engine;
  const own: WaitlistDeps = {
    db,
    inventory,
    clock,
    ids,
    processName,
    chooser: createChooser(inventory, createSeatIndexes(createPlanShelf(db)), clock, () => 0),
    book: {
      get(eventId) {
        shop.deps.book.evict(eventId);
        return shop.deps.book.get(eventId);
      },
    },
    log: createLog({ level: 'silent' }),
    limiter: { take: () => Promise.resolve(0) },
    metrics: createWaitlistMetrics(new Metrics()),
    offerMs,
    pageUrl: (eventId) => `https://tickets.example/events/${eventId}/waiting-list`,
    sendsMail: true,
    emailOf: () => Promise.resolve(undefined),
    onCommit: () => {},
  };
  const deps = { ...own, ...changes?.(own) };
  const joins = createJoins(deps);
  const consumer = createWaitlistConsumer(deps, () => {});
  let statements = 0;
  async function query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    statements += 1;
    return db.query(sql<Row>(`test_list_${statements}`, text), values);
  }
  async function hear(): Promise<void> {
    await engine.stepOutbox();
    await engine.relay.resign();
    while ((await consumer.step()) > 0);
  }
  const house: ListHouse = {
    shop,
    deps,
    joins,
    join(eventId, personId, { email, soldOut = true, ...wish } = {}) {
      const whole = { party: 1, tiers: null, together: true, wheelchairs: 0, ...wish };
      return joins.join(eventId, { personId, wish: whole, email, language: 'en', soldOut });
    },
    joined: async (eventId, person, ask) => must(await house.join(eventId, person, ask)),
    async entry(eventId, person) {
      const found = await findMine(db, eventId, person);
      assert(found !== undefined, `${person} is not on the list`);
      return found;
    },
    async offerOf(eventId, person) {
      const [row] = await query<{ id: Uuid }>(
        `SELECT o.reservation_id AS id FROM waitlist_entries n
           JOIN waitlist_offers o ON o.event_id = n.event_id AND o.entry_id = n.id AND o.state = 1
          WHERE n.event_id = $1 AND n.person_id = $2`,
        [eventId, person],
      );
      return row?.id;
    },
    async buy(eventId, buyer) {
      const reservationId = await house.offerOf(eventId, buyer);
      const event = await deps.book.get(eventId);
      assert(reservationId !== undefined && event !== undefined, 'nothing is held');
      const put = await putOrder(shop.deps, event, {
        orderId: ids.next(),
        reservationId,
        buyer,
        email: 'somebody@example.com',
        name: undefined,
        language: 'ko',
        ticketTypes: undefined,
      });
      return must(await shop.pay(must(put), 'sim_ok'));
    },
    async work() {
      await engine.sweep();
      await hear();
      await house.serve();
      await hear();
      await shop.work();
    },
    async serve() {
      await query('UPDATE waiting_lists SET due_at = now() WHERE held_until <= now()');
      while (await serveLists(deps));
    },
    query,
    close: () => shop.close(),
  };
  return house;
}
