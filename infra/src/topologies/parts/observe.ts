/** Logs that are counted, questions that are saved, traces, alarms and a dashboard, for a compute stack. */
import type { TerraformStack } from 'cdktn';
import type { MonitoringConfig } from '../../config/monitoring-config.ts';
import { primaryRegion, type Region } from '../../config/names.ts';
import type { FieldPrefix } from '../../constructs/log-groups/line-counts.ts';
import { createMetricFilters } from '../../constructs/log-groups/metric-filters.ts';
import type { EventNotice } from '../../constructs/notifications/event-notice.ts';
import { createEventNotices } from '../../constructs/notifications/event-notices.ts';
import type { Notifications } from '../../constructs/notifications/notifications.ts';
import { createQueries } from '../../constructs/queries/queries.ts';
import type { DeadLetters } from '../../constructs/queue/queue.ts';
import { createTracing } from '../../constructs/tracing/tracing.ts';
import type { MonitoredResources } from '../../observability/monitored-resources.ts';
import { createMonitoring, type Monitoring } from '../../observability/monitoring.ts';
import { runbooksLink } from '../../observability/runbooks.ts';
import { runtime } from '../../runtime/contract.ts';
import type { Deployment, Name } from '../deployment.ts';

export type ObserveProps = {
  readonly deployment: Deployment;
  readonly name: Name;
  readonly region?: Region;
  readonly config: MonitoringConfig;
  readonly resources: MonitoredResources;
  readonly notices: readonly EventNotice[];
  readonly topics: Notifications['topics'];
  readonly undelivered: Pick<DeadLetters, 'arn'>;
  /** Log groups by their part of a name. */
  readonly logs: {
    readonly application: Readonly<Record<string, string>>;
    readonly fieldPrefix?: FieldPrefix;
    readonly database: string;
    readonly redis: readonly string[];
  };
};

/** What the server calls itself in traces. */
const serviceName = 'onsale';

export function observe(stack: TerraformStack, props: ObserveProps): Monitoring {
  const { deployment, name, config, resources, topics, logs, region = primaryRegion } = props;
  const runbooks = runbooksLink(deployment.settings.repository);
  const prefix = logs.fieldPrefix === undefined ? {} : { fieldPrefix: logs.fieldPrefix };
  const { namespace } = createMetricFilters(stack, 'counted-lines', {
    name,
    applicationLogs: logs.application,
    databaseLogs: { database: logs.database },
    ...prefix,
  });
  createQueries(stack, 'queries', {
    name,
    applicationLogs: Object.values(logs.application),
    databaseLogs: [logs.database],
    redisLogs: logs.redis,
    ...prefix,
  });
  createTracing(stack, 'tracing', {
    name,
    serviceName,
    config: config.tracing,
    healthPaths: [...runtime.healthPaths, runtime.readyPath],
  });
  createEventNotices(stack, 'notices', {
    name,
    notices: props.notices,
    topics,
    undeliveredArn: props.undelivered.arn,
    runbooks,
  });
  return createMonitoring(stack, 'monitoring', {
    name,
    config,
    resources: { ...resources, log: { namespace }, databaseLog: { namespace } },
    topics,
    region,
    runbooks,
  });
}
