/** Logs, metrics, alarms, dashboards, traces, Prometheus and Grafana. */
import { standbyRegion } from '../../../config/names.ts';
import { blocksOf } from '../../../policy/reading/json.ts';
import { watchPrices } from '../../prices/operations.ts';
import type { LogsGb } from '../../usage/usage.ts';
import { linesOf, numberAt, type Rule, textAt } from '../rule.ts';

const kinds: readonly (readonly [RegExp, keyof LogsGb])[] = [
  [/flow-logs/, 'flowLogs'],
  [/aws-waf-logs/, 'firewall'],
  [/^\/aws\/rds\//, 'database'],
  [/redis|elasticache|slow-log|engine-log/, 'cache'],
  [/^\/aws\/eks\//, 'controlPlane'],
  [/^\/aws\/ec2\/|^\/ecs\/|\/application$/, 'application'],
];

export const kindOfLog = (name: string): keyof LogsGb =>
  kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';

/** Of what its primary writes: nobody uses a standby, but something always runs. */
const standbyShare = 0.05;
/** What is kept is compressed to this share. */
const compressed = 0.2;
const monthDays = 30.4;

export const logGroup: Rule = (resource, { scenario: { usage }, ofType }) => {
  const kind = kindOfLog(textAt(resource, 'name'));
  const alike = ofType('aws_cloudwatch_log_group').filter(
    (group) => group.region === resource.region && kindOfLog(textAt(group, 'name')) === kind,
  );
  // The small ones have their own each; the others share what there is of their kind.
  const gb = usage.logsGb[kind] / (kind === 'other' ? 1 : alike.length);
  const used = resource.region === standbyRegion ? gb * standbyShare : gb;
  const months = numberAt(resource, 'retention_in_days') / monthDays;
  const lines = linesOf(resource, 'observability');
  return [
    ...lines('logs taken', watchPrices.logsTaken, used),
    ...lines('logs kept', watchPrices.logsKept, used * compressed * months),
  ];
};

export const metricFilter: Rule = (resource) =>
  linesOf(resource, 'observability')('metrics of logs', watchPrices.metric, 1);

/** An alarm costs by the metrics that it reads. */
export const alarm: Rule = (resource) => {
  const metrics = blocksOf(resource.values.metric_query).filter(
    ({ metric }) => blocksOf(metric).length > 0,
  ).length;
  return linesOf(resource, 'observability')('alarms', watchPrices.alarm, Math.max(1, metrics));
};

export const dashboard: Rule = (resource) =>
  linesOf(resource, 'observability')('dashboards', watchPrices.dashboard, 1);

/** Traces have no resource of their own; the rules that choose them share them. */
export const samplingRule: Rule = (resource, { scenario: { usage }, ofType }) =>
  linesOf(resource, 'observability')(
    'traces',
    watchPrices.traces,
    usage.watch.tracesMillion / ofType('aws_xray_sampling_rule').length,
  );

export const prometheus: Rule = (resource, { scenario: { usage } }) => {
  const lines = linesOf(resource, 'observability');
  const { samplesMillion } = usage.watch;
  return [
    ...lines('samples of Prometheus', watchPrices.samples, samplesMillion),
    // Two bytes a sample, kept for five months.
    ...lines('samples kept', watchPrices.samplesKept, (samplesMillion * 2 * 5) / 1_000),
  ];
};

export const grafana: Rule = (resource, { scenario: { usage } }) =>
  linesOf(resource, 'observability')(
    'editors in Grafana',
    watchPrices.grafanaEditor,
    usage.watch.grafanaEditors,
  );
