/** Nodes of a Kubernetes cluster, as Container Insights sees them. */
import type { NodeAlarms } from '../../../config/monitoring-config.ts';
import type { AlarmSpec } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';

export type MonitoredCluster = { readonly clusterName: string };

export const clusterMetrics = ({ clusterName }: MonitoredCluster) =>
  metricsOf('ContainerInsights', { ClusterName: clusterName });

export function nodeAlarms(cluster: MonitoredCluster, alarms: NodeAlarms): readonly AlarmSpec[] {
  const metric = clusterMetrics(cluster);
  const common = { comparison: '>', missing: 'unknown' } as const;
  return [
    {
      ...common,
      name: 'node-cpu',
      summary: 'The nodes of the cluster are busy, and no further ones relieve them.',
      measure: { kind: 'metric', metric: metric('node_cpu_utilization', 'Average') },
      alarm: alarms.highCpuPercent,
      runbook: 'node-cpu',
    },
    {
      ...common,
      name: 'node-memory',
      summary: 'The nodes of the cluster run out of memory.',
      measure: { kind: 'metric', metric: metric('node_memory_utilization', 'Average') },
      alarm: alarms.highMemoryPercent,
      runbook: 'node-memory',
    },
    {
      ...common,
      name: 'failed-nodes',
      summary: 'At least one node of the cluster is not ready.',
      measure: { kind: 'metric', metric: metric('cluster_failed_node_count', 'Maximum') },
      alarm: alarms.failedNodes,
      runbook: 'failed-nodes',
    },
  ];
}
