/** Services on Fargate. */
import type { ServiceAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, partName } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';

export type MonitoredService = {
  /** The role: `api`, `worker`. Begins the names of its alarms. */
  readonly part: string;
  readonly clusterName: string;
  readonly serviceName: string;
};

export const serviceMetrics = ({ clusterName, serviceName }: MonitoredService) => {
  const dimensions = { ClusterName: clusterName, ServiceName: serviceName };
  return {
    ecs: metricsOf('AWS/ECS', dimensions),
    /** Needs Container Insights on the cluster. */
    insights: metricsOf('ECS/ContainerInsights', dimensions),
  };
};

export function serviceAlarms(
  service: MonitoredService,
  alarms: ServiceAlarms,
): readonly AlarmSpec[] {
  const { part } = service;
  const { ecs, insights } = serviceMetrics(service);
  const cpu = { kind: 'metric', metric: ecs('CPUUtilization', 'Average') } as const;
  const common = { comparison: '>', missing: 'unknown' } as const;
  return [
    {
      ...common,
      name: partName(part, 'high-cpu'),
      summary: `The tasks of ${part} are at their limit, and scaling does not relieve them.`,
      measure: cpu,
      alarm: alarms.highCpuPercent,
      runbook: 'service-cpu',
    },
    {
      ...common,
      name: partName(part, 'busy-cpu'),
      summary: `The tasks of ${part} have been busy for long; scaling should have relieved them.`,
      measure: cpu,
      alarm: alarms.busyCpuPercent,
      runbook: 'service-cpu',
    },
    {
      ...common,
      name: partName(part, 'high-memory'),
      summary: `The tasks of ${part} run out of memory and are about to be killed.`,
      measure: { kind: 'metric', metric: ecs('MemoryUtilization', 'Average') },
      alarm: alarms.highMemoryPercent,
      runbook: 'high-memory',
    },
    {
      ...common,
      name: partName(part, 'missing-tasks'),
      summary: `Fewer tasks of ${part} run than are wanted: they do not start, or do not stay.`,
      measure: {
        kind: 'math',
        expression: 'desired - running',
        metrics: {
          desired: insights('DesiredTaskCount', 'Minimum'),
          running: insights('RunningTaskCount', 'Maximum'),
        },
        label: 'Missing tasks',
      },
      alarm: alarms.missingTasks,
      runbook: 'missing-tasks',
    },
  ];
}
