/** When the alarms of the Fargate topology (document C) go off. */
import type {
  CacheAlarms,
  DatabaseAlarms,
  LoadBalancerAlarms,
  MonitoringConfig,
  ServiceAlarms,
} from '../monitoring-config.ts';
import * as common from '../monitoring-common.ts';
import type { Environment } from '../names.ts';

const services = {
  highCpuPercent: { threshold: 90, periodSeconds: 60, periods: 5, tier: 'critical' },
  busyCpuPercent: { threshold: 70, periodSeconds: 60, periods: 10, tier: 'warning' },
  highMemoryPercent: { threshold: 85, periodSeconds: 60, periods: 5, tier: 'warning' },
  missingTasks: { threshold: 0, periodSeconds: 60, periods: 15, tier: 'critical' },
} as const satisfies ServiceAlarms;

const loadBalancer = {
  ...common.loadBalancer,
  // Scaling aims at 1,000 a minute for each task; five times that means it does not keep up.
  requestsPerTarget: { threshold: 5_000, periodSeconds: 60, periods: 3, tier: 'warning' },
  errorsPerMinute: { threshold: 10, periodSeconds: 60, periods: 1, tier: 'critical' },
} as const satisfies LoadBalancerAlarms;

const database = {
  ...common.database,
  connectionsPercent: { threshold: 90, periodSeconds: 60, periods: 1, tier: 'critical' },
  freeStoragePercent: { threshold: 20, periodSeconds: 300, periods: 1, tier: 'warning' },
} as const satisfies DatabaseAlarms;

const cache = {
  ...common.cache,
  hitRatePercent: { threshold: 80, periodSeconds: 300, periods: 3, tier: 'warning' },
} as const satisfies CacheAlarms;

export const monitoringConfig = (environment: Environment): MonitoringConfig => ({
  logRetentionDays: common.logRetentionDays[environment],
  applicationLogs: '/ecs',
  services,
  loadBalancer,
  database,
  cache,
  application: common.application,
  product: common.product,
  other: common.other,
  tracing: common.tracing[environment],
});
