/** The process as an operator sees it: event loop, memory, processor, database pool. */
import { type EventLoopUtilization, monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Db } from '../lib/db.ts';
import { metricTable } from './metric-table.ts';
import type { Metrics } from './metrics.ts';

const DELAY_RESOLUTION_MS = 20;
const NS_PER_SECOND = 1e9;

/** Registers the metrics of the process; the answer stops what they need. */
export function registerProcessMetrics(metrics: Metrics): () => void {
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  const { process_event_loop_delay_seconds: delayEntry } = metricTable;
  const register = (quantile: string, readNs: () => number): void => {
    const read = (): number => Math.max(0, readNs() / NS_PER_SECOND - DELAY_RESOLUTION_MS / 1_000);
    metrics.gauge('process_event_loop_delay_seconds', delayEntry.help, read, { quantile });
  };
  register('0.5', () => delay.percentile(50));
  register('0.99', () => delay.percentile(99));
  // Read last: a scrape begins a new interval.
  register('1', () => {
    const { max } = delay;
    delay.reset();
    return max;
  });

  let last: EventLoopUtilization = performance.eventLoopUtilization();
  metrics.gauge(
    'process_event_loop_utilization_ratio',
    metricTable.process_event_loop_utilization_ratio.help,
    () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
  );
  registerUsage(metrics);
  return () => delay.disable();
}

function registerUsage(metrics: Metrics): void {
  metrics.gauge(
    'process_resident_memory_bytes',
    metricTable.process_resident_memory_bytes.help,
    () => process.memoryUsage.rss(),
  );
  metrics.gauge(
    'process_heap_used_bytes',
    metricTable.process_heap_used_bytes.help,
    () => process.memoryUsage().heapUsed,
  );
  metrics.counterFrom(
    'process_cpu_seconds_total',
    metricTable.process_cpu_seconds_total.help,
    () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
  );
  metrics.gauge(
    'process_start_time_seconds',
    metricTable.process_start_time_seconds.help,
    () => performance.timeOrigin / 1_000,
  );
}

/** Registers the use of a database pool. */
export function registerDbMetrics(metrics: Metrics, db: Pick<Db, 'usage'>): void {
  const { help } = metricTable.db_pool_connections;
  const register = (state: string, read: () => number): void =>
    metrics.gauge('db_pool_connections', help, read, { state });
  register('idle', () => db.usage().idle);
  register('busy', () => db.usage().total - db.usage().idle);
  register('waiting', () => db.usage().waiting);
}
