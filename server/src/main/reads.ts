/** Where this process reads what may be a moment old: from a replica, if there is one. */
import type { Config } from '../config/config.ts';
import { systemClock } from '../lib/clock.ts';
import { openDb } from '../lib/db.ts';
import { primaryReads, type Reads } from '../lib/reads.ts';
import { systemWait } from '../lib/wait.ts';
import type { Log } from '../ops/log.ts';
import { createLoop } from '../ops/loop.ts';
import type { Metrics } from '../ops/metrics.ts';
import { createReader, type ReadObserver } from '../postgres/reader.ts';
import type { OpenDatabase } from './database.ts';

export type OpenReads = { readonly reads: Reads; readonly close: () => Promise<void> };

/** The bound must not be eaten up by the pause between two measurements. */
const MEASURES_PER_BOUND = 2;
const MEASURE_MAX_MS = 1_000;
/** A replica that answers slower than this is no help. */
const READ_MAX_MS = 2_000;

const reasons = ['lag', 'away', 'no_replica', 'recent', 'failed'] as const;

/** Never waits for the replica: a process starts without it. */
export function openReads(
  config: Config,
  { db, connection, processName }: OpenDatabase,
  log: Log,
  metrics: Metrics,
): OpenReads {
  const { replica } = config.database;
  if (replica === undefined) {
    return { reads: primaryReads(db), close: () => Promise.resolve() };
  }
  const timeoutMs = Math.min(READ_MAX_MS, connection.statementTimeoutMs);
  const replicaDb = openDb({
    ...connection,
    url: replica.url,
    applicationName: `${processName}-read`,
    poolMax: replica.poolMax,
    connectTimeoutMs: Math.min(timeoutMs, connection.connectTimeoutMs),
    statementTimeoutMs: timeoutMs,
    // Told once, by the measurements, instead of once for each connection.
    onError: () => {},
  });
  const { lagMaxMs } = replica;
  const reader = createReader({
    primary: db,
    replica: replicaDb,
    clock: systemClock,
    wait: systemWait,
    lagMaxMs,
    timeoutMs,
    observer: observeReads(metrics),
  });
  metrics.gauge('replica_lag_seconds', 'Age of what the replica shows; -1: not known.', () => {
    const lagMs = reader.lagMs();
    return Number.isFinite(lagMs) ? lagMs / 1_000 : -1;
  });
  let told: string | undefined;
  const loop = createLoop({
    name: 'replica',
    restMs: Math.min(MEASURE_MAX_MS, lagMaxMs / MEASURES_PER_BOUND),
    async step() {
      await reader.measure();
      const obstacle = reader.obstacle();
      if (obstacle !== told) {
        if (obstacle === undefined) log.info({}, 'Reads go to the replica again.');
        else log.warn({ obstacle }, 'The replica is not read from; the primary is.');
      }
      told = obstacle;
      return 'rest';
    },
    backoffMinMs: 100,
    backoffMaxMs: 5_000,
    onError: (error) => log.warn({ error }, 'The replica could not be measured.'),
  });
  loop.run();
  return {
    reads: reader,
    async close() {
      await loop.stop(timeoutMs * 2);
      await replicaDb.close();
    },
  };
}

function observeReads(metrics: Metrics): ReadObserver {
  const readsOf = (target: string) =>
    metrics.counter('reads_total', 'Reads that may be a moment old, by server.', { target });
  const targets = { primary: readsOf('primary'), replica: readsOf('replica') };
  const fallBacks = new Map(
    reasons.map((reason) => [
      reason,
      metrics.counter(
        'read_fallbacks_total',
        'Reads that the primary answered because the replica could not, by reason.',
        { reason },
      ),
    ]),
  );
  return {
    read: (target) => targets[target].add(),
    fellBack: (reason) => fallBacks.get(reason)?.add(),
  };
}
