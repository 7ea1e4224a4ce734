/** Turns specifications of alarms into alarms that tell somebody, and say where to read on. */
import { CloudwatchMetricAlarm } from '@cdktn/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Construct } from 'constructs';
import type { AlertTier } from '../../config/monitoring-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { type AlarmSpec, type Measure, metricsMax } from './alarm-spec.ts';
import type { Metric } from './metric.ts';

export type AlarmsProps = {
  readonly name: Name;
  readonly specs: readonly AlarmSpec[];
  readonly topics: Readonly<Record<AlertTier, string>>;
  /** Where runbooks are read: a link or a path that ends in `docs/infrastructure/runbooks.md`. */
  readonly runbooks: string;
  /** Metrics of global services are in us-east-1 only; the topics have to be there, too. */
  readonly region?: string;
};

export type Alarms = {
  /** By the last part of the name, e.g. `high-cpu`. */
  readonly arns: Readonly<Record<string, string>>;
};

const comparisons = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
} as const satisfies Record<AlarmSpec['comparison'], string>;

const missingData = {
  ok: 'notBreaching',
  bad: 'breaching',
  unknown: 'missing',
} as const satisfies Record<AlarmSpec['missing'], string>;

export function createAlarms(scope: Construct, id: string, props: AlarmsProps): Alarms {
  const within = new Construct(scope, id);
  refuseTwice(props.specs);
  const arns = props.specs.map((spec) => [spec.name, createAlarm(within, props, spec).arn]);
  return { arns: Object.fromEntries(arns) };
}

function createAlarm(within: Construct, props: AlarmsProps, spec: AlarmSpec) {
  const { name, topics, runbooks, region } = props;
  const { alarm, measure, actions = [] } = spec;
  const told = alarm.tier === 'quiet' ? [] : [topics[alarm.tier]];
  if (told.length + actions.length === 0) {
    throw new Error(`The alarm ${spec.name} would tell nobody and do nothing.`);
  }
  return new CloudwatchMetricAlarm(within, spec.name, {
    alarmName: name(spec.name),
    alarmDescription: `${spec.summary} ${runbooks}#${spec.runbook}`,
    comparisonOperator: comparisons[spec.comparison],
    threshold: alarm.threshold,
    evaluationPeriods: alarm.periods,
    datapointsToAlarm: alarm.datapoints ?? alarm.periods,
    treatMissingData: missingData[spec.missing],
    ...measured(measure, alarm.periodSeconds),
    actionsEnabled: true,
    alarmActions: [...told, ...actions],
    okActions: told,
    tags: { Name: name(spec.name), Tier: alarm.tier },
    ...(region === undefined ? {} : { region }),
  });
}

function measured(measure: Measure, period: number) {
  if (measure.kind === 'metric') return single(measure.metric, period);
  const { label } = measure;
  if (measure.kind === 'query') {
    const query = { id: 'result', expression: measure.sql, label, period, returnData: true };
    return { metricQuery: [query] };
  }
  const result = { id: 'result', expression: measure.expression, label, returnData: true };
  return { metricQuery: [result, ...queriesOf(measure.metrics, period)] };
}

function single({ namespace, name, dimensions, statistic }: Metric, period: number) {
  const common = { namespace, metricName: name, dimensions: { ...dimensions }, period };
  return statistic.startsWith('p')
    ? // A percentile of three requests says nothing; it is not evaluated.
      { ...common, extendedStatistic: statistic, evaluateLowSampleCountPercentiles: 'ignore' }
    : { ...common, statistic };
}

function queriesOf(metrics: Readonly<Record<string, Metric>>, period: number) {
  const entries = Object.entries(metrics);
  if (entries.length > metricsMax) {
    throw new Error(`An alarm takes ${metricsMax} metrics, not ${entries.length}.`);
  }
  return entries.map(([id, { namespace, name, dimensions, statistic }]) => ({
    id,
    returnData: false,
    metric: { namespace, metricName: name, dimensions: { ...dimensions }, period, stat: statistic },
  }));
}

/** Two of one name would overwrite each other in CloudWatch and pass Terraform's plan. */
function refuseTwice(specs: readonly AlarmSpec[]): void {
  const names = specs.map((spec) => spec.name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`There are two alarms named ${twice.join(', ')}.`);
}
