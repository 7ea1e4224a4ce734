/** Alarms tell somebody, say what to do, and are what CloudWatch takes. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import type { Alarm } from '../../config/monitoring-config.ts';
import { type AlarmSpec, math, single } from './alarm-spec.ts';
import { createAlarms } from './alarms.ts';
import { metricsOf } from './metric.ts';

const cpu = metricsOf('AWS/EC2', { AutoScalingGroupName: 'ticketing-dev-asg' })(
  'CPUUtilization',
  'Average',
);
const alarm: Alarm = { threshold: 70, periodSeconds: 120, periods: 2, tier: 'warning' };
const spec: AlarmSpec = {
  name: 'high-cpu',
  summary: 'The instances are busy.',
  measure: single(cpu),
  alarm,
  comparison: '>',
  missing: 'unknown',
  runbook: 'high-cpu',
};

const topics = { critical: 'arn:critical', warning: 'arn:warning', info: 'arn:info' };

const synthesised = (specs: readonly AlarmSpec[], region?: string) =>
  synthesise((stack) => {
    createAlarms(stack, 'alarms', {
      name: (part) => `ticketing-dev-${part}`,
      specs,
      topics,
      runbooks: 'docs/infrastructure/runbooks.md',
      ...(region === undefined ? {} : { region }),
    });
  });
const made = (one: AlarmSpec, region?: string) =>
  synthesised([one], region).onlyOne('aws_cloudwatch_metric_alarm');

describe('an alarm', () => {
  it('carries the name that the documents give it, and a link to its runbook', () => {
    expect(made(spec)).toMatchObject({
      alarm_name: 'ticketing-dev-high-cpu',
      alarm_description: 'The instances are busy. docs/infrastructure/runbooks.md#high-cpu',
      comparison_operator: 'GreaterThanThreshold',
      namespace: 'AWS/EC2',
      metric_name: 'CPUUtilization',
      dimensions: { AutoScalingGroupName: 'ticketing-dev-asg' },
      period: 120,
      evaluation_periods: 2,
      datapoints_to_alarm: 2,
      threshold: 70,
      treat_missing_data: 'missing',
    });
  });

  it('tells the topic of its tier, also when it is over, and scales besides', () => {
    expect(made({ ...spec, actions: ['arn:scale-up'] })).toMatchObject({
      alarm_actions: ['arn:warning', 'arn:scale-up'],
      ok_actions: ['arn:warning'],
    });
  });

  it('only scales when it is quiet', () => {
    const quiet = { ...spec, alarm: { ...alarm, tier: 'quiet' } } as const;
    expect(made({ ...quiet, actions: ['arn:scale-down'] })).toMatchObject({
      alarm_actions: ['arn:scale-down'],
      ok_actions: [],
    });
    expect(() => made(quiet)).toThrow('would tell nobody');
  });

  it('asks for percentiles the way CloudWatch wants them', () => {
    const p99 = made({ ...spec, measure: single({ ...cpu, statistic: 'p99' }) });
    expect(p99).toMatchObject({
      extended_statistic: 'p99',
      evaluate_low_sample_count_percentiles: 'ignore',
    });
    expect(p99).not.toHaveProperty('statistic');
  });

  it('computes over several metrics and returns one of them', () => {
    const rate = made({ ...spec, measure: math('100 * a / b', { a: cpu, b: cpu }, 'Share, %') });
    expect(rate.metric_query).toMatchObject([
      { id: 'result', expression: '100 * a / b', return_data: true },
      { id: 'a', return_data: false, metric: { stat: 'Average', period: 120 } },
      { id: 'b', return_data: false },
    ]);
    expect(rate).not.toHaveProperty('metric_name');
    expect(rate).not.toHaveProperty('period');
  });

  it('is refused with more metrics than CloudWatch computes with', () => {
    const metrics = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`m${n}`, cpu]));
    expect(() => made({ ...spec, measure: math('SUM(METRICS())', metrics, 'Sum') })).toThrow(
      'takes 10 metrics, not 11',
    );
  });

  it('is refused under a name that there is already', () => {
    expect(() => synthesised([spec, spec])).toThrow('two alarms named high-cpu');
  });

  it('goes to another region only when told so', () => {
    expect(made(spec, 'us-east-1')).toMatchObject({ region: 'us-east-1' });
    expect(made(spec)).not.toHaveProperty('region');
  });
});
