/**
 * What load balancers ask. Health answers 200 while the process can serve, even without a database:
 * otherwise one failover of the database would replace the whole fleet. Readiness answers 503
 * without the database, without Redis where there should be one, and as soon as the process is
 * stopping.
 */
import type { HealthBody } from '@onsale/contract/health.ts';
import type { Clock } from '../lib/clock.ts';
import { systemTimers, type Timers, withDeadline } from '../lib/deadline.ts';

/** Resolves when the component works, rejects when it does not. */
export type Probe = () => Promise<unknown>;

export type HealthProbes = {
  readonly database: Probe;
  readonly diskSpace: Probe;
  /** Absent: the shared volatile state lives in this process (`embedded`). */
  readonly redis?: Probe;
};

export type HealthOptions = {
  readonly probes: HealthProbes;
  readonly clock: Clock;
  readonly timers?: Timers;
  /** A probe that takes longer counts as failed. */
  readonly probeTimeoutMs?: number;
  /** How long the outcome of a probe is good for. */
  readonly freshMs?: number;
};

export type Health = {
  read(): Promise<HealthBody>;
  /** Is the database there, and Redis where it is used? */
  ready(): Promise<boolean>;
};

const component = (up: boolean): { status: 'UP' | 'DOWN' } => ({ status: up ? 'UP' : 'DOWN' });

export function createHealth(options: HealthOptions): Health {
  const { probes, clock } = options;
  const checks = {
    database: cached(probes.database, options),
    diskSpace: cached(probes.diskSpace, options),
    redis: probes.redis === undefined ? undefined : cached(probes.redis, options),
  };
  return {
    async read() {
      const [database, diskSpace, redis] = await Promise.all([
        checks.database(),
        checks.diskSpace(),
        checks.redis?.() ?? true,
      ]);
      const redisState = redis ? 'connected' : 'disconnected';
      return {
        status: 'UP',
        timestamp: new Date(clock.nowMs()).toISOString(),
        database: database ? 'connected' : 'disconnected',
        redis: checks.redis === undefined ? 'embedded' : redisState,
        components: {
          db: component(database),
          redis: component(redis),
          diskSpace: component(diskSpace),
        },
      };
    },
    async ready() {
      const up = await Promise.all([checks.database(), checks.redis?.() ?? true]);
      return up.every(Boolean);
    },
  };
}

/**
 * At most one probe at a time and one a second, however many ask: health checks must not pile up on
 * a database that is already in trouble. One that never answers is not started again either.
 */
function cached(probe: Probe, options: HealthOptions): () => Promise<boolean> {
  const { clock, probeTimeoutMs = 1_000, freshMs = 1_000, timers = systemTimers } = options;
  let validUntilMs = -Infinity;
  let last: Promise<boolean> | undefined;
  let pending = false;
  return () => {
    if (last !== undefined && (pending || clock.monotonicMs() < validUntilMs)) return last;
    pending = true;
    const raw = started(probe).finally(() => {
      pending = false;
    });
    last = withDeadline(raw, probeTimeoutMs, timers)
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        validUntilMs = clock.monotonicMs() + freshMs;
      });
    return last;
  };
}

/** A probe that throws at once is one that fails. */
async function started(probe: Probe): Promise<void> {
  await probe();
}
