/** What the engine and the caches tell the metrics. */
import type { DeskObserver } from '../inventory/desk.ts';
import type { CacheCount } from '../inventory/event-cache.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { EngineHealth } from './engine-health.ts';

const batchBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

const waitBounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10];

export function observeInventory(
  metrics: Metrics,
  health: Pick<EngineHealth, 'waited'>,
): DeskObserver {
  const sizes = (lane: string) =>
    metrics.histogram('inventory_batch_commands', 'Commands in a batch, by lane.', batchBounds, {
      lane,
    });
  const fallBacks = (lane: string) =>
    metrics.counter('inventory_fallbacks_total', 'Commands that a fast path handed on.', { lane });
  const batch = { pool: sizes('pool'), seats: sizes('seats'), settle: sizes('settle') };
  const fellBack = { pool: fallBacks('pool'), seats: fallBacks('seats') };
  const waits = metrics.histogram(
    'inventory_wait_seconds',
    'How long a command waited for its batch.',
    waitBounds,
  );
  const early = metrics.counter(
    'inventory_refused_from_memory_total',
    'Bookings refused without asking the database.',
  );
  return {
    batch: (lane, size) => batch[lane].record(size),
    waited(ms) {
      waits.record(ms / 1_000);
      health.waited(ms);
    },
    refusedEarly: () => early.add(),
    fellBack: (lane, commands) => fellBack[lane].add(commands),
  };
}

export function registerInventory(metrics: Metrics, inventory: Inventory): void {
  metrics.gauge('inventory_queue_depth', 'Commands waiting or in flight.', () => inventory.depth());
}

export function countCache(metrics: Metrics, cache: string): CacheCount {
  const count = (result: string) =>
    metrics.counter('cache_requests_total', 'Look-ups in a cache, by result.', { cache, result });
  const hits = count('hit');
  const misses = count('miss');
  return { hit: () => hits.add(), miss: () => misses.add() };
}
