/** Everything that watches one stack's resources: alarms, and the dashboard that shows the same. */
import { Construct } from 'constructs';
import type { AlertTier, MonitoringConfig } from '../config/monitoring-config.ts';
import { type Alarms, createAlarms } from '../constructs/alarms/alarms.ts';
import { createDashboard } from '../constructs/dashboards/dashboard.ts';
import type { Name } from '../topologies/deployment.ts';
import { alarmsOf } from './alarms-of.ts';
import type { MonitoredResources } from './monitored-resources.ts';
import { widgetsOf } from './widgets-of.ts';

export type MonitoringProps = {
  readonly name: Name;
  readonly config: MonitoringConfig;
  readonly resources: MonitoredResources;
  /** Of the same region as the metrics. */
  readonly topics: Readonly<Record<AlertTier, string>>;
  /** Where the metrics are: us-east-1 for CloudFront and Route 53. */
  readonly region: string;
  /** Whether that is another one than the stack's. */
  readonly elsewhere?: true;
  readonly runbooks: string;
  /** The last part of the dashboard's name; `dashboard` when absent. */
  readonly dashboard?: string;
};

export type Monitoring = Alarms & { readonly dashboardName: string };

export function createMonitoring(scope: Construct, id: string, props: MonitoringProps): Monitoring {
  const { name, config, resources, topics, region, elsewhere, runbooks } = props;
  const within = new Construct(scope, id);
  const specs = alarmsOf(resources, config);
  const { arns } = createAlarms(within, 'alarms', {
    name,
    specs,
    topics,
    runbooks,
    ...(elsewhere === true ? { region } : {}),
  });
  // Scaling is no news; it would hide what is.
  const loud = specs
    .filter(({ alarm }) => alarm.tier !== 'quiet')
    .flatMap((spec) => arns[spec.name] ?? []);
  const dashboard = createDashboard(within, 'dashboard', {
    name: name(props.dashboard ?? 'dashboard'),
    region,
    widgets: [
      ...chunksOf(loud).map((chunk) => ({ kind: 'alarms', title: 'Alarms', arns: chunk }) as const),
      ...widgetsOf(resources, config),
    ],
  });
  return { arns, dashboardName: dashboard.name };
}

/** What one widget takes. */
const alarmsMax = 100;

const chunksOf = (arns: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(arns.length / alarmsMax) }, (_, index) =>
    arns.slice(index * alarmsMax, (index + 1) * alarmsMax),
  );
