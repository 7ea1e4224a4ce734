/**
 * Scenario: the whole way of a buyer, over HTTP: session, event, map or best available, hold, order,
 * payment by the simulator's process, tickets with their codes. What counts is purchases with all their
 * tickets; latencies are those of whole journeys.
 */
import { openDb } from '@onsale/server/src/lib/db.ts';
import { systemClock } from '@onsale/server/src/lib/clock.ts';
import { createRandom } from '@onsale/server/src/lib/random.ts';
import { createIds } from '@onsale/server/src/lib/uuid-v7.ts';
import { buy, type Stage, type Told } from '../journey/buyer.ts';
import { quantileOf } from '../journey/count-told.ts';
import { createHouses } from '../journey/houses.ts';
import { openShop, type ShopDoor } from '../journey/shop-client.ts';
import { createMeter, type Measurement } from '../measure.ts';
import { countProduct } from '../product-tables.ts';
import type { Bench, RunSize, Scenario, Variant } from '../scenario.ts';
import { peakMemoryMib, resetPeakMemory } from '../usage.ts';
import { verify } from '../verification.ts';

const BUYERS_AT_A_TIME = 100;
const HOLD_MS = 480_000;
const habits = {
  ways: ['by hand', 'best available'],
  partyMax: 4,
  abandon: 0,
  extend: 0,
  giveBack: 0,
} as const;

export const journey: Scenario = {
  id: 'journey',
  title: `the whole journey: map, hold, payment, tickets; ${BUYERS_AT_A_TIME} buyers at a time`,
  unit: 'purchases',
  open: (bench) =>
    Promise.resolve({ variants: [journeyVariant(bench)], close: () => Promise.resolve() }),
};

function journeyVariant(bench: Bench): Variant {
  return {
    id: 'onsale',
    title: 'Onsale',
    async run(size): Promise<Measurement> {
      const events = await prepare(bench);
      const shop = openShop(`http://127.0.0.1:${bench.product.port}`, BUYERS_AT_A_TIME);
      try {
        return await measure(bench, shop, events, size);
      } finally {
        shop.close();
      }
    },
  };
}

/** Fresh houses: the small theatre is left out, it would be sold out in a second. */
async function prepare({ postgres }: Bench): Promise<number[]> {
  const db = openDb({
    url: postgres.url,
    applicationName: 'bench',
    poolMax: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 30_000,
    lockTimeoutMs: 10_000,
    idleInTransactionTimeoutMs: 30_000,
    onError: () => {},
  });
  try {
    return (await createHouses(db, HOLD_MS)).slice(1);
  } finally {
    await db.close();
  }
}

async function measure(
  { postgres, product }: Bench,
  shop: ShopDoor,
  events: readonly number[],
  size: RunSize,
): Promise<Measurement> {
  const ids = createIds(systemClock);
  const stage: Stage = { events, habits, ids, nowMs: () => performance.now() };
  const meter = createMeter({ server: product.pid, postgres: postgres.pid });
  resetPeakMemory(product.pid);
  meter.start();
  const beganMs = performance.now();
  const told = await play(shop, stage, beganMs + size.durationMs);
  const seconds = (performance.now() - beganMs) / 1_000;
  meter.stop();
  const bought = told.filter(({ outcome }) => outcome === 'bought');
  const p = (share: number): number => quantileOf(bought, 'all', share);
  return {
    perSecond: bought.length / seconds,
    p50Ms: p(0.5),
    p95Ms: p(0.95),
    p99Ms: p(0.99),
    ...meter.read(bought.length, seconds),
    peakMemoryMib: peakMemoryMib(product.pid),
    verification: verify(
      { accepted: bought.length, unknown: 0 },
      await countProduct(postgres.admin, [...new Set(events)]),
    ),
  };
}

async function play(shop: ShopDoor, stage: Stage, untilMs: number): Promise<Told[]> {
  const told: Told[] = [];
  const random = createRandom(1);
  const lane = async (): Promise<void> => {
    while (performance.now() < untilMs) {
      told.push(await buy(shop.visitor(), stage, random.fork()));
    }
  };
  await Promise.all(Array.from({ length: BUYERS_AT_A_TIME }, lane));
  return told;
}
