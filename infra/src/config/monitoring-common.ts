/**
 * What the documents leave open and no topology has a reason to see differently. A topology repeats
 * an alarm in its own file where it does.
 */
import type { Environment } from './names.ts';
import type {
  ApplicationAlarms,
  CacheAlarms,
  DatabaseAlarms,
  LoadBalancerAlarms,
  OtherAlarms,
  ProductAlarms,
  TracingConfig,
} from './monitoring-config.ts';

export const logRetentionDays = {
  dev: 7,
  staging: 14,
  prod: 30,
} as const satisfies Record<Environment, number>;

export const loadBalancer = {
  unhealthyTargets: { threshold: 0, periodSeconds: 60, periods: 3, tier: 'warning' },
  requestsPerTarget: { threshold: 5_000, periodSeconds: 60, periods: 1, tier: 'warning' },
  errorsPerMinute: { threshold: 10, periodSeconds: 60, periods: 1, tier: 'critical' },
  errorPercent: { threshold: 5, periodSeconds: 60, periods: 3, tier: 'critical' },
  latencyP99Ms: { threshold: 500, periodSeconds: 60, periods: 5, tier: 'warning' },
} as const satisfies LoadBalancerAlarms;

export const database = {
  cpuPercent: { threshold: 80, periodSeconds: 300, periods: 2, tier: 'warning' },
  connectionsPercent: { threshold: 90, periodSeconds: 60, periods: 1, tier: 'critical' },
  freeStoragePercent: { threshold: 20, periodSeconds: 300, periods: 1, tier: 'warning' },
  replicaLagMs: { threshold: 1_000, periodSeconds: 60, periods: 5, tier: 'warning' },
  deadlocks: { threshold: 0, periodSeconds: 300, periods: 1, tier: 'warning' },
  // Half of what PostgreSQL bears before it refuses to write: weeks are left, not hours.
  transactionIds: { threshold: 1_000_000_000, periodSeconds: 300, periods: 1, tier: 'critical' },
  chargedCredits: { threshold: 0, periodSeconds: 3_600, periods: 2, tier: 'warning' },
} as const satisfies DatabaseAlarms;

export const cache = {
  engineCpuPercent: { threshold: 85, periodSeconds: 60, periods: 5, tier: 'critical' },
  memoryPercent: { threshold: 70, periodSeconds: 300, periods: 1, tier: 'warning' },
  // The store evicts nothing: full means that queues and sessions cannot be written any more.
  storeMemoryPercent: { threshold: 85, periodSeconds: 60, periods: 3, tier: 'critical' },
  hitRatePercent: { threshold: 80, periodSeconds: 300, periods: 3, tier: 'warning' },
  evictions: { threshold: 1_000, periodSeconds: 300, periods: 3, tier: 'warning' },
  creditsLeft: { threshold: 10, periodSeconds: 300, periods: 3, tier: 'warning' },
} as const satisfies CacheAlarms;

export const application = {
  errorLines: { threshold: 10, periodSeconds: 300, periods: 1, tier: 'warning' },
  failedLoops: { threshold: 10, periodSeconds: 300, periods: 2, tier: 'warning' },
  lostConnections: { threshold: 20, periodSeconds: 300, periods: 1, tier: 'warning' },
  unansweredPayments: { threshold: 5, periodSeconds: 300, periods: 1, tier: 'critical' },
} as const satisfies ApplicationAlarms;

export const product = {
  outboxLagSeconds: { threshold: 30, periodSeconds: 60, periods: 5, tier: 'warning' },
  unsettledOrderSeconds: { threshold: 600, periodSeconds: 60, periods: 5, tier: 'critical' },
} as const satisfies ProductAlarms;

export const other = {
  tableThrottles: { threshold: 1, periodSeconds: 60, periods: 1, tier: 'critical' },
  natPortErrors: { threshold: 0, periodSeconds: 300, periods: 1, tier: 'warning' },
  natBandwidthPercent: { threshold: 90, periodSeconds: 300, periods: 1, tier: 'warning' },
  deadLetters: { threshold: 0, periodSeconds: 300, periods: 1, tier: 'critical' },
  oldestMessageSeconds: { threshold: 300, periodSeconds: 60, periods: 5, tier: 'warning' },
  functionErrors: { threshold: 0, periodSeconds: 300, periods: 2, tier: 'warning' },
  distributionErrorPercent: { threshold: 5, periodSeconds: 60, periods: 3, tier: 'critical' },
  // ACM renews 60 days before the end; at 30 it has failed for a month.
  certificateDays: { threshold: 30, periodSeconds: 86_400, periods: 1, tier: 'critical' },
  healthCheckFailed: { threshold: 1, periodSeconds: 60, periods: 1, tier: 'critical' },
} as const satisfies OtherAlarms;

/** Outside of production every request is worth a look; an on-sale is sampled. */
export const tracing = {
  dev: { reservoir: 10, rate: 1, salesReservoir: 10, salesRate: 1 },
  staging: { reservoir: 5, rate: 0.1, salesReservoir: 10, salesRate: 0.5 },
  prod: { reservoir: 1, rate: 0.01, salesReservoir: 10, salesRate: 0.05 },
} as const satisfies Record<Environment, TracingConfig>;
