/**
 * Random trouble, with a seed: two processes that crash between any two steps, a provider that declines,
 * keeps silent, takes its time, loses, repeats and reorders its messages, buyers who pay twice, cancel
 * and let their holds run out, thieves, and a cancelled event. Whatever happens, everything comes to
 * rest, the audit finds nothing, and the provider has exactly the money of what is bought.
 */
import { expect, it } from 'vitest';
import { auditFindings, ordersInFlight } from '../../test/support/audited.ts';
import { bookViolations } from '../../test/support/books.ts';
import { createTestDatabase } from '../../test/support/postgres.ts';
import { openShop, type Shop } from '../../test/support/shop.ts';
import { openTill, tillSecret } from '../../test/support/till.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { assert } from '../lib/assert.ts';
import { createRandom, type Random } from '../lib/random.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { OrderDeps } from './deps.ts';
import { driveOrder } from './drive-order.ts';
import { cancelOrder, refundOrder } from './end-order.ts';
import { payOrder } from './pay-order.ts';
import type { FoundOrder } from './read-order.ts';

class Crash extends Error {
  override name = 'Crash';
}

/** Wherever a process calls something, it may die: before the call, or after it and before the answer. */
function mortal<Target extends object>(
  target: Target,
  names: readonly (keyof Target)[],
  dies: () => boolean,
): Target {
  const wrapped: Target = { ...target };
  for (const name of names) {
    const call = target[name] as (...args: unknown[]) => Promise<unknown>;
    wrapped[name] = (async (...args: unknown[]) => {
      if (dies()) throw new Crash();
      const value = await call.apply(target, args);
      if (dies()) throw new Crash();
      return value;
    }) as Target[keyof Target];
  }
  return wrapped;
}

const tokens = [
  'sim_ok',
  'sim_ok',
  'sim_ok',
  'sim_declined',
  'sim_late:30',
  'sim_late_declined:30',
  'sim_lost:30',
  'sim_timeout',
  'sim_unreachable',
  'sim_refund_late:30',
  'sim_late:5000',
];

const seeds = [1, 2, 3];
it.each(seeds)(
  'comes to rest with everybody square, seed %i',
  async (seed) => {
    const random = createRandom(seed);
    const database = await createTestDatabase();
    const till = await openTill({
      seed: `chaos ${seed}`,
      declineShare: 0.1,
      unreachableShare: 0.05,
      timeoutShare: 0.05,
      lateShare: 0.15,
      lateMs: 40,
      lostWebhookShare: 0.2,
      duplicateWebhookShare: 0.2,
      outOfOrderShare: 0.2,
      refundFailShare: 0.2,
    });
    let risk = 0;
    const dies = (): boolean => risk > 0 && random.chance(risk);
    const options = {
      timeoutMs: 150,
      patience: { chargeUnknownMs: 300, chargePendingMs: 500 },
      through: (provider: PaymentProvider) =>
        mortal(provider, ['charge', 'findCharge', 'cancelCharge', 'refund', 'findRefund'], dies),
    };
    const shops = [
      await openShop(database.url, till, options),
      await openShop(database.url, till, options),
    ];
    const [shop] = shops;
    assert(shop !== undefined, 'no shop');
    const deps = shops.map((one) => ({
      ...one.deps,
      db: mortal(one.deps.db, ['query', 'transaction'], dies),
    }));
    try {
      risk = 0.02;
      await live(shops, deps, random);
      risk = 0;
      await shop.quiet();
      expect(await auditFindings(database.url)).toEqual([]);
      expect(await bookViolations(database.url)).toEqual([]);
      expect(await ordersInFlight(database.url)).toBe(0);
      expect(await kept(till.simulator.url)).toBe(await booked(shop));
      expect(await seen(shop)).toBe(true);
    } finally {
      risk = 0;
      for (const one of shops) await one.close();
      await till.close();
      await database.drop();
    }
  },
  60_000,
);

const ROUNDS = 40;
const AT_ONCE = 6;

async function live(
  shops: readonly Shop[],
  deps: readonly OrderDeps[],
  random: Random,
): Promise<void> {
  const [shop] = shops;
  assert(shop !== undefined, 'no shop');
  const { house, organizationId } = shop;
  const wish = { refundableUntilMs: Date.now() + 3_600_000 };
  const events = [
    await house.createPoolEvent(organizationId, 30, wish),
    await house.createSeatEvent(organizationId, 24, wish),
    await house.createPoolEvent(organizationId, 20, wish),
  ];
  const orders: FoundOrder[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const acts = Array.from({ length: AT_ONCE }, () => act(shops, deps, random, events, orders));
    // A crash ends what it was doing and nothing else; refusals are answers.
    const ends = await Promise.allSettled(acts);
    for (const end of ends) {
      if (end.status === 'rejected' && !isHarmless(end.reason)) throw end.reason;
    }
    if (round === ROUNDS - 8) await shop.cancelEvent(events[2] ?? 0);
  }
}

const isHarmless = (reason: unknown): boolean =>
  reason instanceof Crash || (reason instanceof Error && reason.message.startsWith('refused:'));

async function act(
  shops: readonly Shop[],
  mortals: readonly OrderDeps[],
  random: Random,
  events: readonly number[],
  orders: FoundOrder[],
): Promise<void> {
  const at = random.below(shops.length);
  const shop = shops[at];
  const deps = mortals[at];
  assert(shop !== undefined && deps !== undefined, 'no such shop');
  const known = orders[random.below(Math.max(1, orders.length))];
  const dice = random.fraction();
  if (known === undefined || dice < 0.3) {
    const eventId = events[random.below(events.length)] ?? 0;
    const first = random.below(12) * 2;
    const wanted =
      eventId === events[1] ? { seats: [first, first + 1] } : { pool: mainPool, quantity: 2 };
    orders.push(await shop.ordered(eventId, wanted, { holdMs: random.chance(0.15) ? 60 : 60_000 }));
    return;
  }
  const { eventId, id } = known.facts;
  const event = await shop.deps.book.get(eventId);
  assert(event !== undefined, 'the event is gone');
  const token = tokens[random.below(tokens.length)] ?? 'sim_ok';
  if (dice < 0.65) await payAs(shop, deps, known, token);
  else if (dice < 0.68) await cancelOrder(deps, event, id, known.owner?.buyer ?? '');
  else if (dice < 0.7) await refundOrder(deps, event, id);
  else if (dice < 0.75) await shop.lapse(known);
  else if (dice < 0.85) await driveOrder(deps, eventId, id);
  else await shop.work();
}

async function payAs(shop: Shop, deps: OrderDeps, order: FoundOrder, token: string): Promise<void> {
  const event = await shop.deps.book.get(order.facts.eventId);
  assert(event !== undefined, 'the event is gone');
  await payOrder(deps, event, {
    orderId: order.facts.id,
    buyer: order.owner?.buyer ?? '',
    paymentId: shop.deps.ids.next(),
    source: token,
    totalMinor: order.facts.totalMinor,
  });
}

/** A run in which nothing interesting happened proves nothing. */
async function seen(shop: Shop): Promise<boolean> {
  const [row] = await shop.house.change(
    `SELECT (SELECT count(*) FROM orders WHERE state = 3) > 0
        AND (SELECT count(*) FROM refunds WHERE state = 2) > 0
        AND (SELECT count(*) FROM payments WHERE state = 4) > 0
        AND (SELECT count(DISTINCT end_reason) FROM orders) > 2 AS seen`,
  );
  return row?.['seen'] === true;
}

/** What the provider has of us, by its own ledger. */
async function kept(url: string): Promise<number> {
  const response = await fetch(`${url}/v1/ledger?after=0&limit=1`, {
    headers: { authorization: `Bearer ${tillSecret}` },
  });
  const ledger = (await response.json()) as { totals: Record<string, Record<string, number>> };
  const totals = ledger.totals['KRW'] ?? {};
  return (totals['chargedMinor'] ?? 0) - (totals['refundedMinor'] ?? 0);
}

async function booked(shop: Shop): Promise<number> {
  const [row] = await shop.house.change(
    'SELECT coalesce(sum(total_minor), 0)::bigint AS total FROM orders WHERE state = 3',
  );
  return Number(row?.['total']);
}
