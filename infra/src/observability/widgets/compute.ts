/** Whatever runs the product: instances, services or nodes. */
import type { InstanceAlarms, NodeAlarms, ServiceAlarms } from '../../config/monitoring-config.ts';
import {
  instanceMetrics,
  type MonitoredInstances,
} from '../../constructs/alarms/catalogue/instances.ts';
import { clusterMetrics, type MonitoredCluster } from '../../constructs/alarms/catalogue/nodes.ts';
import {
  type MonitoredService,
  serviceMetrics,
} from '../../constructs/alarms/catalogue/services.ts';
import { line, type Widget } from '../../constructs/dashboards/widget.ts';

export function instanceWidgets(
  instances: readonly MonitoredInstances[],
  alarms: InstanceAlarms,
): readonly Widget[] {
  const groups = instances.map((group) => ({
    label: group.part ?? 'instances',
    ...instanceMetrics(group),
  }));
  const { lowCpuPercent: low } = alarms;
  return [
    { kind: 'heading', text: 'Instances' },
    {
      kind: 'graph',
      title: 'EC2 CPU',
      unit: '%',
      max: 100,
      lines: groups.map(({ label, ec2 }) => line(ec2('CPUUtilization', 'Average'), label)),
      marks: [
        { label: 'High', value: alarms.highCpuPercent.threshold },
        ...(low === undefined ? [] : [{ label: 'Low', value: low.threshold }]),
      ],
    },
    {
      kind: 'graph',
      title: 'EC2 memory',
      unit: '%',
      max: 100,
      lines: groups.map(({ label, agent }) => line(agent('mem_used_percent', 'Average'), label)),
      marks: [{ label: 'Alarm', value: alarms.highMemoryPercent.threshold }],
    },
    {
      kind: 'graph',
      title: 'ASG size',
      lines: groups.flatMap(({ label, group }) => [
        line(group('GroupInServiceInstances', 'Average'), `${label}, in service`),
        line(group('GroupDesiredCapacity', 'Average'), `${label}, desired`),
        line(group('GroupMaxSize', 'Average'), `${label}, at most`),
      ]),
    },
  ];
}

export function serviceWidgets(
  services: readonly MonitoredService[],
  alarms: ServiceAlarms,
): readonly Widget[] {
  const each = services.map((service) => ({ part: service.part, ...serviceMetrics(service) }));
  return [
    { kind: 'heading', text: 'Services' },
    {
      kind: 'graph',
      title: 'ECS CPU',
      unit: '%',
      max: 100,
      lines: each.map(({ part, ecs }) => line(ecs('CPUUtilization', 'Average'), part)),
      marks: [
        { label: 'Critical', value: alarms.highCpuPercent.threshold },
        { label: 'Warning', value: alarms.busyCpuPercent.threshold },
      ],
    },
    {
      kind: 'graph',
      title: 'ECS memory',
      unit: '%',
      max: 100,
      lines: each.map(({ part, ecs }) => line(ecs('MemoryUtilization', 'Average'), part)),
      marks: [{ label: 'Alarm', value: alarms.highMemoryPercent.threshold }],
    },
    {
      kind: 'graph',
      title: 'ECS tasks',
      lines: each.flatMap(({ part, insights }) => [
        line(insights('RunningTaskCount', 'Minimum'), `${part}, running`),
        line(insights('DesiredTaskCount', 'Maximum'), `${part}, desired`),
      ]),
    },
  ];
}

export function clusterWidgets(cluster: MonitoredCluster, alarms: NodeAlarms): readonly Widget[] {
  const metric = clusterMetrics(cluster);
  return [
    { kind: 'heading', text: 'Cluster' },
    {
      kind: 'graph',
      title: 'Node CPU and memory',
      unit: '%',
      max: 100,
      lines: [
        line(metric('node_cpu_utilization', 'Average'), 'CPU'),
        line(metric('node_memory_utilization', 'Average'), 'memory'),
      ],
      marks: [{ label: 'Alarm, CPU', value: alarms.highCpuPercent.threshold }],
    },
    {
      kind: 'graph',
      title: 'Nodes',
      lines: [
        line(metric('cluster_node_count', 'Average'), 'all'),
        line(metric('cluster_failed_node_count', 'Maximum'), 'failed'),
      ],
    },
    {
      kind: 'graph',
      title: 'Container restarts',
      lines: [line(metric('pod_number_of_container_restarts', 'Sum'), 'restarts')],
    },
  ];
}
