/** The state that processes share, in a process: opened with the context, counted, asked for health. */
import type { Config } from '../config/config.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../ops/log.ts';
import type { Metrics } from '../ops/metrics.ts';
import {
  type Limiter,
  type Once,
  type Operation,
  operations,
  type Outcome,
  type SharedObserver,
  type SharedState,
} from '../shared/contract.ts';
import { createLocalLimiter } from '../shared/in-process/limiter.ts';
import { createLocalOnce } from '../shared/in-process/once.ts';
import { openShared } from '../shared/open-shared.ts';
import { createSharedLimiter } from '../shared/shared-limiter.ts';
import { createSharedOnce } from '../shared/shared-once.ts';

export type OpenShared = {
  readonly shared: SharedState;
  /** Never fails: without Redis this process counts by itself. */
  readonly limiter: Limiter;
  /** Goes on without Redis: this process remembers by itself. Whoever has to refuse then asks `shared`. */
  readonly once: Once;
};

/** Of a rate, while Redis is away: the other processes admit as much. */
const ALONE_SHARE = 0.5;

const bounds = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Also answers when Redis is not there. Throws when its certificate cannot be read. */
export async function openSharedState(
  config: Config,
  processName: string,
  parts: { readonly clock: Clock; readonly log: Log; readonly metrics: Metrics },
): Promise<OpenShared> {
  const { clock, log, metrics } = parts;
  const { redis } = config;
  const observer = observeShared(metrics);
  const shared = await openShared({ redis, clock, log, observer, processName });
  if (shared.engine === 'in-process') {
    return { shared, limiter: shared.limiter, once: shared.once };
  }
  const fallbacks = metrics.counter(
    'shared_limiter_fallbacks_total',
    'Limits that this process decided by itself, because Redis did not answer.',
  );
  const limiter = createSharedLimiter({
    shared: shared.limiter,
    local: createLocalLimiter(clock),
    share: ALONE_SHARE,
    clock,
    log,
    onFallback: () => fallbacks.add(),
  });
  const once = createSharedOnce({ shared: shared.once, local: createLocalOnce(clock), clock, log });
  return { shared, limiter, once };
}

/** Rejects when Redis does not answer; undefined where there is none to ask. */
export const redisProbe = (shared: SharedState): (() => Promise<void>) | undefined =>
  shared.engine === 'in-process'
    ? undefined
    : async () => {
        const { state } = await shared.health();
        if (state !== 'up') throw new Error('Redis does not answer');
      };

const tableOf = <Value>(of: (operation: Operation) => Value): Record<Operation, Value> =>
  Object.fromEntries(operations.map((one) => [one, of(one)])) as Record<Operation, Value>;

function observeShared(metrics: Metrics): SharedObserver {
  const help = 'Calls of shared state, by operation and outcome.';
  const seconds = 'How long shared state took to answer.';
  const calls = tableOf((operation) => {
    const count = (outcome: Outcome) =>
      metrics.counter('shared_calls_total', help, { operation, outcome });
    return {
      ok: count('ok'),
      error: count('error'),
      timeout: count('timeout'),
      refused: count('refused'),
    };
  });
  const latency = tableOf((operation) =>
    metrics.histogram('shared_call_seconds', seconds, bounds, { operation }),
  );
  return {
    called(operation, outcome, ms) {
      calls[operation][outcome].add();
      if (outcome !== 'refused') latency[operation].record(ms / 1_000);
    },
  };
}
