/** When the alarms of the EKS topology (document B) go off. */
import type {
  CacheAlarms,
  LoadBalancerAlarms,
  MonitoringConfig,
  NodeAlarms,
  OtherAlarms,
} from '../monitoring-config.ts';
import * as common from '../monitoring-common.ts';
import type { Environment } from '../names.ts';

const nodes = {
  highCpuPercent: { threshold: 80, periodSeconds: 60, periods: 5, tier: 'critical' },
  highMemoryPercent: { threshold: 85, periodSeconds: 60, periods: 5, tier: 'warning' },
  failedNodes: { threshold: 0, periodSeconds: 60, periods: 5, tier: 'warning' },
} as const satisfies NodeAlarms;

const loadBalancer = {
  ...common.loadBalancer,
  errorPercent: { threshold: 5, periodSeconds: 60, periods: 3, tier: 'critical' },
  // The goal of document B; the other documents call 500 ms a problem.
  latencyP99Ms: { threshold: 300, periodSeconds: 60, periods: 5, tier: 'warning' },
} as const satisfies LoadBalancerAlarms;

const cache = {
  ...common.cache,
  // Shards are added from 60 % on: an alarm at 70 % would ring whenever that works.
  engineCpuPercent: { threshold: 85, periodSeconds: 60, periods: 5, tier: 'critical' },
  memoryPercent: { threshold: 70, periodSeconds: 300, periods: 1, tier: 'warning' },
} as const satisfies CacheAlarms;

const other = {
  ...common.other,
  tableThrottles: { threshold: 1, periodSeconds: 60, periods: 1, tier: 'critical' },
  natBandwidthPercent: { threshold: 90, periodSeconds: 300, periods: 1, tier: 'warning' },
} as const satisfies OtherAlarms;

export const monitoringConfig = (environment: Environment): MonitoringConfig => ({
  logRetentionDays: common.logRetentionDays[environment],
  // The CloudWatch add-on writes to `<this>/<cluster>/application`.
  applicationLogs: '/aws/containerinsights',
  nodes,
  loadBalancer,
  database: common.database,
  cache,
  application: common.application,
  product: common.product,
  other,
  tracing: common.tracing[environment],
});
