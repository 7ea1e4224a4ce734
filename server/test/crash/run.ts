/**
 * The crash test: a real server process and a real PostgreSQL under load, one of them killed again and
 * again. At the end everything acknowledged is there, nothing is there that was not, nothing is
 * oversold, and the outbox tells all of it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { newSecret } from '../../src/identity/api-keys.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { bookViolations } from '../support/books.ts';
import { createHttpClient, type HttpClient } from '../support/http-client.ts';
import { createSaleEvent } from '../support/sale-events.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { startThrowaway, type Throwaway } from '../support/throwaway.ts';
import { waitFor } from '../support/wait-for.ts';
import { act, queue, type Stage } from './actors.ts';
import { createCalls } from './calls.ts';
import { auditedFindings, stampRest } from './closing.ts';
import { createJournal, type Journal } from './journal.ts';
import { chooseVictim, kill, type Victim } from './kills.ts';
import { createRandom, type Random } from '../../src/lib/random.ts';
import { compareWaiting, openWaiting, type Waiting } from './waiting.ts';

export type CrashOptions = {
  readonly kills: number;
  readonly seed: number;
  readonly log: (line: string) => void;
};

export type CrashReport = {
  readonly violations: readonly string[];
  readonly kills: Readonly<Record<Victim, number>>;
  readonly answers: number;
  readonly repeated: number;
  readonly reservations: number;
  /** Places in a waiting room. */
  readonly places: number;
  readonly admissions: number;
};

const ACTORS = 24;
/** People who stand in line, one after the other. */
const QUEUES = 4;
const SEATS = 300;
const LOG_LINES = 30;
/** Short enough that holds end while everything burns. */
const HOLD_MS = 1_500;

export async function runCrash({ kills, seed, log }: CrashOptions): Promise<CrashReport> {
  const random = createRandom(seed);
  const postgres = await startThrowaway();
  const apiKey = newSecret();
  const http = createHttpClient(apiKey, ACTORS, 15_000);
  const people = createHttpClient(undefined, QUEUES, 15_000);
  let server: ServerProcess | undefined;
  try {
    server = await startServer({
      databaseUrl: postgres.url,
      apiKey,
      dataDir: postgres.dataDir,
      env: {
        LOG_LEVEL: 'info',
        ENGINE_WAIT_MAX_MS: '8000',
        DATABASE_CONNECT_TIMEOUT_MS: '3000',
        QUEUE_JOINS_PER_SESSION_MINUTE: '60000',
      },
    });
    const journal = createJournal();
    const waiting = await openWaiting(postgres.url);
    const load = { kills, random, log, postgres, server, http, people, apiKey, journal, waiting };
    const counts = await underLoad(load);
    log('looking at the books');
    // Nobody may sweep holds while the rows are compared with what was told.
    await server.end('SIGTERM');
    await stampRest(postgres.url);
    const { violations, answers, repeated, acknowledged } = journal;
    const found = [
      ...violations,
      ...waiting.violations,
      ...(await compareWaiting(postgres.url, waiting)),
      ...(await journal.compare(postgres.url)),
      ...(await bookViolations(postgres.url)),
      ...(await auditedFindings(postgres.url)),
    ];
    const reservations = acknowledged.size;
    const told = [...waiting.told.values()];
    const line = {
      places: told.length,
      admissions: told.filter(({ admission }) => admission !== undefined).length,
    };
    return { violations: found, kills: counts, answers, repeated, reservations, ...line };
  } finally {
    http.close();
    people.close();
    await server?.end('SIGKILL');
    await postgres.remove();
  }
}

type Load = {
  readonly kills: number;
  readonly random: Random;
  readonly log: (line: string) => void;
  readonly postgres: Throwaway;
  readonly server: ServerProcess;
  readonly http: HttpClient;
  readonly people: HttpClient;
  readonly apiKey: string;
  readonly journal: Journal;
  readonly waiting: Waiting;
};

async function underLoad(load: Load): Promise<Record<Victim, number>> {
  const { random, journal, server, http, log } = load;
  let isOver = false;
  const stage: Stage = {
    calls: createCalls(http, server.url, journal),
    people: createCalls(load.people, server.url, journal),
    journal,
    waiting: load.waiting,
    ids: createIds(systemClock),
    ...(await createHouses(load)),
    stopped: () => isOver,
  };
  const actors = [
    ...Array.from({ length: ACTORS }, () => act(stage, random.fork())),
    ...Array.from({ length: QUEUES }, () => queue(stage, random.fork())),
  ];
  // Seen at the end; until then a failed actor must not end the process.
  const played = Promise.allSettled(actors);
  const counts = { server: 0, postmaster: 0, backend: 0, session: 0 };
  try {
    for (let n = 1; n <= load.kills; n++) {
      const victim = chooseVictim(random);
      await answersAfter(load, 20 + random.below(150));
      // Anywhere within a batch, not always right after an answer.
      await delay(random.fraction() * 10);
      const beganMs = performance.now();
      await kill(victim, load, random);
      await answersAfter(load, ACTORS * 2);
      counts[victim] += 1;
      log(`${n}/${load.kills} ${victim}, answering again after ${ms(beganMs)} ms`);
    }
  } finally {
    isOver = true;
  }
  for (const result of await played) {
    if (result.status === 'rejected') journal.violations.push(String(result.reason));
  }
  return counts;
}

async function createHouses({ postgres, apiKey }: Load): Promise<Pick<Stage, 'pools' | 'seats'>> {
  const { url } = postgres;
  const large = await createSaleEvent(url, apiKey, { capacity: 1_000_000, holdMs: HOLD_MS });
  const small = await createSaleEvent(url, apiKey, { capacity: 40, holdMs: HOLD_MS });
  const eventId = await createSaleEvent(url, apiKey, { seats: SEATS, holdMs: HOLD_MS });
  return { pools: [large, small], seats: { eventId, count: SEATS } };
}

async function answersAfter({ journal, server }: Load, more: number): Promise<void> {
  const target = journal.answers + more;
  await waitFor(`${more} more answers`, () => journal.answers >= target, 30_000).catch(
    (error: unknown) => {
      const last = server.log.slice(-LOG_LINES).join('\n');
      throw new Error(`${String(error)}; the server said last:\n${last}`);
    },
  );
}

const ms = (sinceMs: number): number => Math.round(performance.now() - sinceMs);
