/** The documents' dashboards: what they name is there, and nothing is empty. */
import { describe, expect, it } from 'vitest';
import { monitoringConfig as disasterRecovery } from '../config/disaster-recovery/monitoring.ts';
import { monitoringConfig as ec2Aurora } from '../config/ec2-aurora/monitoring.ts';
import { monitoringConfig as eks } from '../config/eks/monitoring.ts';
import { monitoringConfig as fargate } from '../config/fargate/monitoring.ts';
import { collectedMetrics, roleLabel } from '../constructs/ecs-service/collector-metrics.ts';
import type { Graph, Widget } from '../constructs/dashboards/widget.ts';
import { sampleResources } from './testing-resources.ts';
import { widgetsOf } from './widgets-of.ts';

const widgets = {
  'ec2-aurora': widgetsOf(sampleResources['ec2-aurora'], ec2Aurora('prod')),
  eks: widgetsOf(sampleResources.eks, eks('prod')),
  fargate: widgetsOf(sampleResources.fargate, fargate('prod')),
  'disaster-recovery': widgetsOf(sampleResources['disaster-recovery'], disasterRecovery('prod')),
} as const;

const graphs = (of: readonly Widget[]): readonly Graph[] =>
  of.filter((widget) => widget.kind === 'graph');
const metricsIn = (of: readonly Widget[]): readonly string[] =>
  graphs(of).flatMap(({ lines }) =>
    lines.flatMap((line) => ('metric' in line ? [line.metric.name] : [])),
  );

describe('dashboards', () => {
  it("of EC2 and Aurora have document A's five widgets", () => {
    const titles = graphs(widgets['ec2-aurora']).map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining([
        'ALB healthy targets',
        'EC2 CPU',
        'RDS database connections',
        'Redis memory (cache)',
        'ASG size',
      ]),
    );
  });

  it("of Fargate have document C's metrics", () => {
    expect(metricsIn(widgets.fargate)).toEqual(
      expect.arrayContaining([
        'CPUUtilization',
        'MemoryUtilization',
        'RunningTaskCount',
        'RequestCount',
        'TargetResponseTime',
        'HTTPCode_Target_5XX_Count',
        'DatabaseConnections',
        'ReadIOPS',
        'WriteIOPS',
        'EngineCPUUtilization',
        'CacheHits',
        'CacheMisses',
        'Evictions',
      ]),
    );
  });

  it('of Fargate show sales under names that the collector passes on', () => {
    const sales = graphs(widgets.fargate).flatMap(({ lines }) =>
      lines.flatMap((one) =>
        'metric' in one && one.metric.namespace === 'ticketing-dev-app' ? [one.metric] : [],
      ),
    );
    expect(sales.length).toBeGreaterThan(10);
    for (const { name, dimensions } of sales) {
      const labels = collectedMetrics[name] ?? ['is not collected'];
      expect([name, ...Object.keys(dimensions)]).toEqual([name, roleLabel, ...labels]);
    }
  });

  it('of EKS have nodes, of blue and green both colours', () => {
    expect(metricsIn(widgets.eks)).toContain('node_cpu_utilization');
    const cpu = graphs(widgets['disaster-recovery']).find(({ title }) => title === 'EC2 CPU');
    expect(cpu?.lines).toHaveLength(3);
  });

  it.each(Object.entries(widgets))('of %s have titles and curves everywhere', (_, of) => {
    const titles = graphs(of).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const { lines } of graphs(of)) expect(lines.length).toBeGreaterThan(0);
  });

  it('mark what alarms watch', () => {
    const cpu = graphs(widgets['ec2-aurora']).find(({ title }) => title === 'EC2 CPU');
    expect(cpu?.marks).toEqual([
      { label: 'High', value: 70 },
      { label: 'Low', value: 20 },
    ]);
    const connections = graphs(widgets.fargate).find(({ title }) => title.includes('connections'));
    expect(connections?.marks).toEqual([{ label: 'Alarm', value: 90 }]);
  });
});
