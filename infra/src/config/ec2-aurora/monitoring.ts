/**
 * When the alarms of the EC2 and Aurora topology (document A) go off. Three of them scale: their
 * thresholds are in `scaling.ts`, beside what they set off.
 */
import type { InstanceAlarms, LoadBalancerAlarms, MonitoringConfig } from '../monitoring-config.ts';
import * as common from '../monitoring-common.ts';
import type { Environment } from '../names.ts';
import { scalingConfig } from './scaling.ts';

function instances(environment: Environment): InstanceAlarms {
  const { cpuPercent, reaction } = scalingConfig(environment).api;
  return {
    highCpuPercent: { threshold: cpuPercent, periodSeconds: 120, periods: 2, tier: 'warning' },
    highMemoryPercent: { threshold: 80, periodSeconds: 60, periods: 5, tier: 'warning' },
    chargedCredits: { threshold: 0, periodSeconds: 300, periods: 6, tier: 'warning' },
    ...(reaction.kind === 'alarm-steps' && {
      lowCpuPercent: {
        threshold: reaction.idleCpuPercent,
        periodSeconds: 300,
        periods: 3,
        // A quiet hour is no news: it takes an instance away and sends no mail.
        tier: 'quiet',
      },
    }),
  };
}

function loadBalancer(environment: Environment): LoadBalancerAlarms {
  const { requestsPerTarget, ...others } = common.loadBalancer;
  const { requestsPerTargetPerMinute = requestsPerTarget.threshold } =
    scalingConfig(environment).api;
  return {
    ...others,
    requestsPerTarget: { ...requestsPerTarget, threshold: requestsPerTargetPerMinute },
  };
}

export const monitoringConfig = (environment: Environment): MonitoringConfig => ({
  logRetentionDays: common.logRetentionDays[environment],
  applicationLogs: '/aws/ec2',
  instances: instances(environment),
  loadBalancer: loadBalancer(environment),
  database: common.database,
  cache: common.cache,
  application: common.application,
  product: common.product,
  other: common.other,
  tracing: common.tracing[environment],
});
