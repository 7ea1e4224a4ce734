/**
 * The journey test: virtual buyers go the whole way over HTTP, from the first look to the ticket, with
 * a payment provider that declines, answers late, loses and doubles its messages, and, when asked for,
 * with somebody killing the server, PostgreSQL and the provider. At the end nobody may have paid
 * without a ticket or a refund, and every amount agrees with the provider's ledger.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { buy, type Stage, type Told } from '../../../bench/src/journey/buyer.ts';
import { openShop, type ShopDoor } from '../../../bench/src/journey/shop-client.ts';
import { newSecret } from '../../src/identity/api-keys.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createRandom, type Random } from '../../src/lib/random.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import type { Faults } from '../../src/payments/simulator/faults.ts';
import { auditedFindings, stampRest } from '../crash/closing.ts';
import { chooseVictim, kill, type Victim } from '../crash/kills.ts';
import { bookViolations } from '../support/books.ts';
import { freePort } from '../support/free-port.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { openTestDb } from '../support/test-db.ts';
import { startThrowaway, type Throwaway } from '../support/throwaway.ts';
import { waitFor } from '../support/wait-for.ts';
import { createHouses } from '../../../bench/src/journey/houses.ts';
import { type ProviderProcess, startProvider } from './provider.ts';
import { reckon, untilQuiet } from './reckon.ts';

export type JourneyOptions = {
  /** At least so many; more come while there are kills to survive. */
  readonly buyers: number;
  readonly parallel: number;
  readonly kills: number;
  readonly seed: number;
  readonly log: (line: string) => void;
};

export type JourneyReport = {
  readonly told: readonly Told[];
  readonly violations: readonly string[];
  readonly kills: Readonly<Record<string, number>>;
  readonly answers: number;
  readonly repeated: number;
  /** From the first buyer to the last. */
  readonly seconds: number;
};

/** As the acceptance asks for, and some more of what real providers do. */
const faults: Partial<Faults> = {
  latencyMedianMs: 20,
  latencyP99Ms: 200,
  declineShare: 0.1,
  lateShare: 0.05,
  lateMs: 1_500,
  lostWebhookShare: 0.05,
  duplicateWebhookShare: 0.05,
  outOfOrderShare: 0.05,
  timeoutShare: 0.01,
  unreachableShare: 0.01,
};

const habits = {
  ways: ['by hand', 'best available'],
  partyMax: 4,
  abandon: 0.05,
  extend: 0.05,
  giveBack: 0.15,
} as const;

/** Long enough to pay in, short enough that abandoned holds come back while the sale goes on. */
const HOLD_MS = 20_000;
const QUIET_MS = 180_000;
const LOG_LINES = 30;

type World = {
  readonly postgres: Throwaway;
  readonly provider: ProviderProcess;
  readonly server: ServerProcess;
};

export async function runJourney(options: JourneyOptions): Promise<JourneyReport> {
  const postgres = await startThrowaway();
  const closing: (() => Promise<unknown> | void)[] = [() => postgres.remove()];
  try {
    const port = await freePort();
    const provider = await startProvider({
      serverPort: port,
      dataDir: `${postgres.dataDir}/provider`,
      faults: { ...faults, seed: String(options.seed) },
    });
    closing.unshift(() => provider.end('SIGKILL'));
    const server = await startServer({
      port,
      databaseUrl: postgres.url,
      apiKey: newSecret(),
      dataDir: postgres.dataDir,
      env: { ...environment, ...provider.env },
    });
    closing.unshift(() => server.end('SIGKILL'));
    const shop = openShop(server.url, options.parallel);
    closing.unshift(() => shop.close());
    return await play(options, { postgres, provider, server }, shop);
  } finally {
    for (const close of closing) await close();
  }
}

const environment = {
  LOG_LEVEL: 'info',
  ENGINE_WAIT_MAX_MS: '8000',
  DATABASE_CONNECT_TIMEOUT_MS: '3000',
  PAYMENT_TIMEOUT_MS: '2000',
  // All buyers come from one address here.
  HOLDS_PER_ADDRESS_MINUTE: '1000000',
} as const;

async function play(options: JourneyOptions, world: World, shop: ShopDoor): Promise<JourneyReport> {
  const { log, seed } = options;
  const random = createRandom(seed);
  const events = await makeHouses(world.postgres.url);
  const stage: Stage = {
    events,
    habits,
    ids: createIds(systemClock),
    nowMs: () => performance.now(),
  };
  const beganMs = performance.now();
  const crowd = startCrowd(stage, shop, options, random.fork());
  const kills = await killAround(options, world, shop, random.fork()).finally(() => crowd.stop());
  const { told, violations } = await crowd.done;
  const seconds = (performance.now() - beganMs) / 1_000;
  log(`${told.length} buyers are done; waiting for what is still under way`);
  await untilQuiet(world.postgres.url, QUIET_MS).catch((error: unknown) => {
    violations.push(`${String(error)}\n${world.server.log.slice(-LOG_LINES).join('\n')}`);
  });
  await world.server.end('SIGTERM');
  await stampRest(world.postgres.url);
  const { url } = world.postgres;
  violations.push(
    ...(await reckon(url, told, world.provider)),
    ...(await bookViolations(url)),
    ...(await auditedFindings(url)),
  );
  return { told, violations, kills, ...shop.counts, seconds };
}

async function makeHouses(url: string): Promise<number[]> {
  const db = openTestDb(url);
  try {
    return await createHouses(db, HOLD_MS);
  } finally {
    await db.close();
  }
}

/** Buyers one after the other in every lane, until there were enough and nobody kills any more. */
function startCrowd(stage: Stage, shop: ShopDoor, options: JourneyOptions, random: Random) {
  const told: Told[] = [];
  const violations: string[] = [];
  let come = 0;
  const sale = { isOver: false };
  const lane = async (): Promise<void> => {
    while (!sale.isOver || come < options.buyers) {
      come += 1;
      try {
        told.push(await buy(shop.visitor(), stage, random.fork()));
      } catch (error) {
        violations.push(error instanceof Error ? error.message : String(error));
        // A shop that is broken for good would be asked for ever.
        if (violations.length > 100) return;
      }
    }
  };
  const done = Promise.all(Array.from({ length: options.parallel }, lane));
  return { done: done.then(() => ({ told, violations })), stop: () => (sale.isOver = true) };
}

async function killAround(
  { kills, log }: JourneyOptions,
  world: World,
  shop: ShopDoor,
  random: Random,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let n = 1; n <= kills; n++) {
    const victim: Victim | 'provider' = random.chance(0.15) ? 'provider' : chooseVictim(random);
    await answersAfter(shop, world, 30 + random.below(150));
    // Anywhere within a request, not always right after an answer.
    await delay(random.fraction() * 20);
    const beganMs = performance.now();
    if (victim === 'provider') {
      await world.provider.end('SIGKILL');
      await world.provider.restart();
    } else {
      await kill(victim, world, random);
    }
    // Much is answered from memory, so that answers alone do not tell.
    await untilUp(world.postgres.url);
    await answersAfter(shop, world, 50);
    counts[victim] = (counts[victim] ?? 0) + 1;
    log(
      `${n}/${kills} ${victim}, answering again after ${Math.round(performance.now() - beganMs)} ms`,
    );
  }
  return counts;
}

/** Resolves when the database takes connections again. */
const untilUp = (url: string): Promise<unknown> =>
  waitFor(
    'the database to be back',
    async () => {
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
      client.on('error', () => {});
      const isUp = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      return isUp;
    },
    60_000,
  );

async function answersAfter(shop: ShopDoor, { server }: World, more: number): Promise<void> {
  const target = shop.counts.answers + more;
  await waitFor(`${more} more answers`, () => shop.counts.answers >= target, 60_000).catch(
    (error: unknown) => {
      throw new Error(
        `${String(error)}; the server said last:\n${server.log.slice(-LOG_LINES).join('\n')}`,
      );
    },
  );
}
