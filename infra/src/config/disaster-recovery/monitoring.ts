/** When the alarms of the disaster-recovery topology (document D) go off, in Seoul and in Tokyo. */
import type {
  DatabaseAlarms,
  InstanceAlarms,
  MonitoringConfig,
  OtherAlarms,
} from '../monitoring-config.ts';
import * as common from '../monitoring-common.ts';
import type { Environment } from '../names.ts';

const instances = {
  // Target tracking holds 50 %: 70 % for ten minutes means that it does not keep up.
  highCpuPercent: { threshold: 70, periodSeconds: 300, periods: 2, tier: 'warning' },
  highMemoryPercent: { threshold: 80, periodSeconds: 60, periods: 5, tier: 'warning' },
  chargedCredits: { threshold: 0, periodSeconds: 300, periods: 6, tier: 'warning' },
} as const satisfies InstanceAlarms;

const other = {
  ...common.other,
  healthCheckFailed: { threshold: 1, periodSeconds: 60, periods: 1, tier: 'critical' },
} as const satisfies OtherAlarms;

/** The copy in Tokyo is asynchronous: its lag is what a failover loses. */
const standbyDatabase = {
  ...common.database,
  replicaLagMs: { threshold: 60_000, periodSeconds: 60, periods: 5, tier: 'critical' },
} as const satisfies DatabaseAlarms;

export const monitoringConfig = (environment: Environment): MonitoringConfig => ({
  logRetentionDays: common.logRetentionDays[environment],
  applicationLogs: '/aws/ec2',
  instances,
  loadBalancer: common.loadBalancer,
  database: common.database,
  cache: common.cache,
  application: common.application,
  product: common.product,
  other,
  tracing: common.tracing[environment],
});

export const standbyMonitoringConfig = (environment: Environment): MonitoringConfig => ({
  ...monitoringConfig(environment),
  database: standbyDatabase,
});
