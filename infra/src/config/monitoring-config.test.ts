/** Alarms that CloudWatch would refuse, or that could never mean anything, are refused here. */
import { describe, expect, it } from 'vitest';
import {
  monitoringConfig as disasterRecovery,
  standbyMonitoringConfig,
} from './disaster-recovery/monitoring.ts';
import { monitoringConfig as ec2Aurora } from './ec2-aurora/monitoring.ts';
import { monitoringConfig as eks } from './eks/monitoring.ts';
import { monitoringConfig as fargate } from './fargate/monitoring.ts';
import { checkMonitoring, type MonitoringConfig } from './monitoring-config.ts';
import { environments } from './names.ts';

const good = fargate('dev');
const problemsOf = (config: MonitoringConfig) =>
  checkMonitoring('fargate/dev monitoring', config).map(({ setting }) => setting);
const withCpu = (change: object): MonitoringConfig => ({
  ...good,
  database: { ...good.database, cpuPercent: { ...good.database.cpuPercent, ...change } },
});

describe('monitoring configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const config of [ec2Aurora, eks, fargate, disasterRecovery, standbyMonitoringConfig]) {
        expect(checkMonitoring('monitoring', config(environment))).toEqual([]);
      }
    }
  });

  it('keeps logs for 7, 14 and 30 days', () => {
    expect(environments.map((environment) => fargate(environment).logRetentionDays)).toEqual([
      7, 14, 30,
    ]);
  });

  it('refuses a retention that CloudWatch does not know', () => {
    expect(problemsOf({ ...good, logRetentionDays: 10 })).toEqual([
      'fargate/dev monitoring.logRetentionDays',
    ]);
  });

  it.each([
    ['periodSeconds', { periodSeconds: 90 }],
    ['periods', { periods: 0, datapoints: 1 }],
    ['periods', { periodSeconds: 86_400, periods: 2 }],
    ['datapoints', { datapoints: 3 }],
    ['threshold', { threshold: 101 }],
    ['threshold', { threshold: Number.NaN }],
  ])('refuses an impossible %s: %o', (part, change) => {
    expect(problemsOf(withCpu(change))).toContain(
      `fargate/dev monitoring.database.cpuPercent.${part}`,
    );
  });

  it('refuses to scale down what would have to scale up again', () => {
    const config = ec2Aurora('prod');
    if (config.instances === undefined) throw new Error('Document A runs on instances.');
    const { instances } = config;
    const lowCpuPercent = { ...instances.highCpuPercent, threshold: 40 };
    expect(problemsOf({ ...config, instances: { ...instances, lowCpuPercent } })).toEqual([
      'fargate/dev monitoring.instances.lowCpuPercent',
    ]);
  });

  it('refuses a share of traces above all of them', () => {
    expect(problemsOf({ ...good, tracing: { ...good.tracing, rate: 10 } })).toEqual([
      'fargate/dev monitoring.tracing.rate',
    ]);
  });

  it("has document A's thresholds", () => {
    expect(ec2Aurora('dev').instances).toMatchObject({
      highCpuPercent: { threshold: 70, periodSeconds: 120, periods: 2 },
      lowCpuPercent: { threshold: 20, periodSeconds: 300, periods: 3, tier: 'quiet' },
      highMemoryPercent: { threshold: 80 },
    });
    expect(ec2Aurora('dev').loadBalancer).toMatchObject({
      unhealthyTargets: { threshold: 0 },
      requestsPerTarget: { threshold: 5_000, periodSeconds: 60, periods: 1 },
    });
  });

  it("has document B's tiers, except for the CPU of Redis", () => {
    const { nodes, cache, other, loadBalancer } = eks('prod');
    const fiveMinutes = { periodSeconds: 60, periods: 5, tier: 'critical' };
    expect(nodes?.highCpuPercent).toEqual({ threshold: 80, ...fiveMinutes });
    expect(cache.engineCpuPercent).toEqual({ threshold: 85, ...fiveMinutes });
    expect(cache.memoryPercent).toMatchObject({ threshold: 70, tier: 'warning' });
    expect(other.tableThrottles).toMatchObject({ threshold: 1, tier: 'critical' });
    expect(other.natBandwidthPercent).toMatchObject({ threshold: 90, tier: 'warning' });
    expect(loadBalancer.errorPercent).toMatchObject({ threshold: 5, tier: 'critical' });
  });

  it("has document C's tiers", () => {
    const { services, database, cache, loadBalancer } = fargate('prod');
    expect(services).toMatchObject({
      highCpuPercent: { threshold: 90, periodSeconds: 60, periods: 5, tier: 'critical' },
      busyCpuPercent: { threshold: 70, periodSeconds: 60, periods: 10, tier: 'warning' },
    });
    expect(database.connectionsPercent).toMatchObject({ threshold: 90, tier: 'critical' });
    expect(loadBalancer.errorsPerMinute).toMatchObject({
      threshold: 10,
      periodSeconds: 60,
      tier: 'critical',
    });
    expect(cache.hitRatePercent).toMatchObject({ threshold: 80, tier: 'warning' });
    expect(database.freeStoragePercent).toMatchObject({ threshold: 20, tier: 'warning' });
  });
});
