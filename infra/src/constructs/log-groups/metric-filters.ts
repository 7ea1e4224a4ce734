/** Counts lines of log groups as metrics, so that alarms can watch what only a log knows. */
import { CloudwatchLogMetricFilter } from '@cdktn/provider-aws/lib/cloudwatch-log-metric-filter/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { databaseLineCounts, type FieldPrefix, lineCounts, linePattern } from './line-counts.ts';

export type MetricFiltersProps = {
  readonly name: Name;
  /** By their part of a name, e.g. `{ api: '/ecs/ticketing-dev-api' }`; their counts are summed. */
  readonly applicationLogs: Readonly<Record<string, string>>;
  readonly fieldPrefix?: FieldPrefix;
  readonly databaseLogs?: Readonly<Record<string, string>>;
};

export type MetricFilters = { readonly namespace: string };

export function createMetricFilters(
  scope: Construct,
  id: string,
  props: MetricFiltersProps,
): MetricFilters {
  const { name, applicationLogs, fieldPrefix = '', databaseLogs = {} } = props;
  const within = new Construct(scope, id);
  const namespace = name('logs');
  const count = (part: string, logGroupName: string, metric: string, pattern: string): void => {
    new CloudwatchLogMetricFilter(within, `${part}-${metric}`, {
      name: name(`${part}-${metric}`),
      logGroupName,
      pattern,
      // Zeros while other lines are written, so that an alarm comes back by itself.
      metricTransformation: { namespace, name: metric, value: '1', defaultValue: '0' },
    });
  };
  for (const [part, logGroupName] of Object.entries(applicationLogs)) {
    for (const [metric, filter] of Object.entries(lineCounts)) {
      count(part, logGroupName, metric, linePattern(filter, fieldPrefix));
    }
  }
  for (const [part, logGroupName] of Object.entries(databaseLogs)) {
    for (const [metric, words] of Object.entries(databaseLineCounts)) {
      count(part, logGroupName, metric, `"${words}"`);
    }
  }
  return { namespace };
}
