/**
 * Seating plans prepared for choosing seats, by plan. A plan never changes, so what was built once is
 * good for ever; a large one is built in a thread of its own, because sales go on meanwhile.
 */
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import type { PlanShelf } from '../catalog/read-plan.ts';
import { buildSeatIndex, type SeatIndex } from './model/choose/seat-index.ts';

export type SeatIndexes = {
  /** At once when it is there. Undefined: no such plan, or a plan without seats. */
  get(planId: number): SeatIndex | undefined | Promise<SeatIndex | undefined>;
};

/** About 40 bytes a seat: 50 stadiums are 60 MB. */
const INDEXES_MAX = 50;
/** A plan of this many bytes (some 8,000 seats in rows) takes about 10 ms on a cold start. */
const INLINE_BYTES_MAX = 30_000;
/** Far longer than the largest plan takes. */
const BUILD_MAX_MS = 10_000;

export function createSeatIndexes(plans: PlanShelf): SeatIndexes {
  const cache = new LRUCache<number, SeatIndex>({
    max: INDEXES_MAX,
    // Concurrent misses share one building.
    async fetchMethod(planId) {
      const plan = await plans.get(planId);
      const index = plan && (await build(plan.bytes));
      return index === undefined || index.seatCount === 0 ? undefined : index;
    },
  });
  return { get: (planId) => cache.get(planId) ?? cache.fetch(planId) };
}

const build = (bytes: Buffer): SeatIndex | Promise<SeatIndex> =>
  bytes.length <= INLINE_BYTES_MAX
    ? buildSeatIndex(JSON.parse(bytes.toString()))
    : buildApart(bytes);

function buildApart(bytes: Buffer): Promise<SeatIndex> {
  const worker = new Worker(new URL('seat-index-worker.ts', import.meta.url), {
    workerData: bytes.toString(),
  });
  return new Promise<SeatIndex>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a seat index takes too long')), BUILD_MAX_MS);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread ended without a seat index'));
    });
  }).finally(() => void worker.terminate());
}
