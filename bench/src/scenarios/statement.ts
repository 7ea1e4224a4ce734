/**
 * Scenario: the engine's general-admission statement by batch size, in this process, without HTTP:
 * what committing in groups is worth. As in the engine, two batches are in flight on a connection
 * in pipeline mode.
 */
import { performance } from 'node:perf_hooks';
import type { Client } from 'pg';
import { systemClock } from '@onsale/server/src/lib/clock.ts';
import { createIds } from '@onsale/server/src/lib/uuid-v7.ts';
import { claimBatch, type ClaimCommand, connectForBatches } from '../claim-batch.ts';
import { Histogram } from '../load/histogram.ts';
import { createMeter, type Measurement } from '../measure.ts';
import { countProduct, createPoolEvent } from '../product-tables.ts';
import type { Bench, RunSize, Scenario, Variant } from '../scenario.ts';
import { verify } from '../verification.ts';

const BATCH_SIZES = [1, 10, 100, 1_000, 4_000] as const;
const IN_FLIGHT = 2;
const CAPACITY = 1_000_000;
const POOL_ID = 1;
/** There are five of them, and no connections to warm: they can be shorter than the others. */
const SHARE_OF_DURATION = 0.4;

export const statement: Scenario = {
  id: 'statement',
  title: 'the general-admission statement by batch size, in process',
  unit: 'bookings',
  async open(bench) {
    const client = await connectForBatches(bench.postgres.url);
    const variants = BATCH_SIZES.map((batchSize): Variant => ({
      id: `batch-${batchSize}`,
      title: `batches of ${batchSize.toLocaleString('en')}`,
      run: (size) => run(bench.postgres, client, batchSize, size),
    }));
    return { variants, close: () => client.end() };
  },
};

async function run(
  { admin, pid }: Bench['postgres'],
  client: Client,
  batchSize: number,
  { durationMs }: Pick<RunSize, 'durationMs'>,
): Promise<Measurement> {
  const eventId = await createPoolEvent(admin, CAPACITY);
  await admin.query('checkpoint');
  const nextBatch = createBatches(batchSize);
  const latency = new Histogram();
  const meter = createMeter({ postgres: pid, process: process.pid });
  let asked = 0;
  let accepted = 0;
  const startedAt = performance.now();
  const deadline = startedAt + durationMs * SHARE_OF_DURATION;
  const worker = async (): Promise<void> => {
    // The stock bounds the run as the time does: a batch that is refused would be too cheap.
    while (performance.now() < deadline && asked + batchSize <= CAPACITY) {
      asked += batchSize;
      const sentAt = performance.now();
      const booked = await claimBatch(client, eventId, POOL_ID, nextBatch());
      accepted += booked;
      latency.record(performance.now() - sentAt);
    }
  };
  meter.start();
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  meter.stop();
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    perSecond: accepted / seconds,
    p50Ms: latency.quantileMs(0.5),
    p95Ms: latency.quantileMs(0.95),
    p99Ms: latency.quantileMs(0.99),
    ...meter.read(accepted, seconds),
    peakMemoryMib: null,
    verification: verify({ accepted, unknown: 0 }, await countProduct(admin, [eventId])),
  };
}

function createBatches(batchSize: number): () => ClaimCommand[] {
  const ids = createIds(systemClock);
  return () =>
    Array.from({ length: batchSize }, () => ({ id: ids.next(), buyer: 'buyer', quantity: 1 }));
}
