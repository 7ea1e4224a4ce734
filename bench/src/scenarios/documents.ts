/** Variants of the documents' algorithm with real Redis; none when Redis is not installed. */
import { bookingPlan } from '../api.ts';
import type { DocumentsOptions } from '../baselines/documents-lock.ts';
import { countBaseline, createBaselineEvent, createTables } from '../baselines/tables.ts';
import { type RunningServer, startBaseline } from '../processes.ts';
import type { Parts } from '../measure.ts';
import type { Bench, RunSize, Variant } from '../scenario.ts';
import { bookingVariant, type BookingVariant } from './booking-variant.ts';
import type { Stack } from './stack.ts';

const SCHEMA = 'bench_documents';
/** More than any run can sell. */
const CAPACITY = 1_000_000;

type Mode = DocumentsOptions['mode'];

const TITLES: Record<Mode, string> = {
  retry: "documents' lock, retrying",
  'fail-fast': "documents' lock, failing at once",
};

export type DocumentsServer = { readonly server: RunningServer; readonly parts: Parts };

/** Starts the server; undefined, with a line for the reader, without Redis. */
export async function startDocuments(
  bench: Bench,
  stack: Stack,
  mode: Mode,
): Promise<DocumentsServer | undefined> {
  if (bench.redis === undefined) {
    bench.note(`skipped: ${TITLES[mode]} (redis-server is not installed)`);
    return undefined;
  }
  const options: DocumentsOptions = {
    mode,
    databaseUrl: bench.postgres.url,
    redisPort: bench.redis.port,
    apiKey: bench.apiKey,
  };
  const server = stack.add(await startBaseline('documents-lock.ts', options));
  const parts = { server: server.pid, postgres: bench.postgres.pid, redis: bench.redis.pid };
  return { server, parts };
}

export const createDocumentsTables = (bench: Bench): Promise<void> =>
  createTables(bench.postgres.admin, SCHEMA);

export const createDocumentsEvent = (bench: Bench, seats: number): Promise<number> =>
  createBaselineEvent(bench.postgres.admin, SCHEMA, seats);

export type DocumentsBooking = Pick<BookingVariant, 'counted' | 'fullOnly' | 'requestsMax'> & {
  readonly mode: Mode;
  readonly capacity?: (size: RunSize) => number;
};

/** The booking variant, or nothing without Redis. */
export async function documentsBooking(
  bench: Bench,
  stack: Stack,
  { mode, capacity = () => CAPACITY, ...rest }: DocumentsBooking,
): Promise<Variant[]> {
  const started = await startDocuments(bench, stack, mode);
  if (started === undefined) return [];
  const variant = bookingVariant(bench, {
    ...rest,
    id: `documents-${mode}`,
    title: TITLES[mode],
    port: started.server.port,
    parts: started.parts,
    async target(size) {
      const eventId = await createDocumentsEvent(bench, capacity(size));
      return {
        plan: bookingPlan(bench.apiKey, eventId),
        count: () => countBaseline(bench.postgres.admin, SCHEMA, eventId),
      };
    },
  });
  return [variant];
}
