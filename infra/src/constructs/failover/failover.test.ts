/** When the first region does not answer, the second one is asked, and somebody is told. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { edgeConfig } from '../../config/disaster-recovery/edge.ts';
import type { FailoverConfig } from '../../config/edge-config.ts';
import { createFailover } from './failover.ts';

const config: FailoverConfig = {
  intervalSeconds: 30,
  failuresMax: 3,
  path: '/health',
  port: 443,
  route: 'automatic',
};

const made = (route: FailoverConfig['route'] = 'automatic') =>
  synthesise((stack) => {
    createFailover(stack, 'failover', {
      name: (part) => `ticketing-prod-${part}`,
      config: { ...config, route },
      zoneId: 'Z1',
      recordName: 'origin.tickets.example.com',
      primary: { dnsName: 'seoul.elb.amazonaws.com', zoneId: 'ZSEOUL' },
      standby: { dnsName: 'tokyo.elb.amazonaws.com', zoneId: 'ZTOKYO' },
      alarmTopicArns: ['arn:aws:sns:us-east-1:111122223333:alarms'],
      runbook: 'docs/infrastructure/disaster-recovery.md',
    });
  });

const automatic = made();
const checkOf = ({ resources }: ReturnType<typeof made>, host: string) =>
  resources('aws_route53_health_check').find(({ fqdn }) => fqdn === `${host}.elb.amazonaws.com`);

describe('failover', () => {
  it('is that of document D', () => {
    expect(edgeConfig('prod').failover).toEqual(config);
    expect(checkOf(automatic, 'seoul')).toMatchObject({
      type: 'HTTPS',
      port: 443,
      resource_path: '/health',
      request_interval: 30,
      failure_threshold: 3,
      disabled: false,
      invert_healthcheck: false,
    });
  });

  it('leads one name to two regions, the second one while the first is down', () => {
    const records = automatic.resources('aws_route53_record');
    expect(new Set(records.map(({ name }) => name))).toEqual(
      new Set(['origin.tickets.example.com']),
    );
    const summary = records.map((record) => ({
      type: (record.failover_routing_policy as { type: string }).type,
      to: (record.alias as { name: string }).name,
      hasCheck: record.health_check_id !== undefined,
    }));
    expect(summary).toContainEqual({
      type: 'PRIMARY',
      to: 'seoul.elb.amazonaws.com',
      hasCheck: true,
    });
    expect(summary).toContainEqual({
      type: 'SECONDARY',
      to: 'tokyo.elb.amazonaws.com',
      hasCheck: false,
    });
  });

  it('does not take the idle colour, which has no targets, for an outage of the first region', () => {
    const byTargets = automatic.resources('aws_route53_record').map((record) => ({
      to: (record.alias as { name: string }).name,
      byTargets: (record.alias as { evaluate_target_health: boolean }).evaluate_target_health,
    }));
    expect(byTargets).toContainEqual({ to: 'seoul.elb.amazonaws.com', byTargets: false });
    // The second one has a single target group and no check: when it is empty, the first is asked.
    expect(byTargets).toContainEqual({ to: 'tokyo.elb.amazonaws.com', byTargets: true });
  });

  it('can be decided by people, whatever the checks say', () => {
    expect(checkOf(made('standby'), 'seoul')).toMatchObject({
      disabled: true,
      invert_healthcheck: true,
    });
    expect(checkOf(made('primary'), 'seoul')).toMatchObject({
      disabled: true,
      invert_healthcheck: false,
    });
    expect(checkOf(made('standby'), 'tokyo')).toMatchObject({ disabled: false });
  });

  it('rings for both regions, with a runbook: a standby that is down helps nobody', () => {
    const alarms = automatic.resources('aws_cloudwatch_metric_alarm');
    expect(
      alarms.map(({ alarm_name }) => String(alarm_name)).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['ticketing-prod-primary-region-down', 'ticketing-prod-standby-region-down']);
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({
        metric_name: 'HealthCheckStatus',
        comparison_operator: 'LessThanThreshold',
        threshold: 1,
        treat_missing_data: 'breaching',
        alarm_actions: ['arn:aws:sns:us-east-1:111122223333:alarms'],
      });
      expect(alarm.alarm_description).toContain('docs/infrastructure/disaster-recovery.md');
    }
  });
});
