/** What keeps facts and copies of them: the database and Redis. */
import type { CacheAlarms, DatabaseAlarms } from '../../config/monitoring-config.ts';
import { type MonitoredCache, nodeMetricsOf } from '../../constructs/alarms/catalogue/cache.ts';
import {
  clusterMetricsOf,
  instanceMetricsOf,
  type MonitoredDatabase,
  replicasOf,
  serversOf,
} from '../../constructs/alarms/catalogue/database.ts';
import type { MetricsOf } from '../../constructs/alarms/metric.ts';
import { type Graph, type Line, line, type Widget } from '../../constructs/dashboards/widget.ts';

export function databaseWidgets(
  database: MonitoredDatabase,
  alarms: DatabaseAlarms,
): readonly Widget[] {
  const servers = serversOf(database).map(([part, identifier]) => ({
    part,
    metric: instanceMetricsOf(identifier),
  }));
  const { maxConnections } = database;
  return [
    { kind: 'heading', text: 'Database' },
    {
      kind: 'graph',
      title: 'RDS CPU',
      unit: '%',
      max: 100,
      lines: servers.map(({ part, metric }) => line(metric('CPUUtilization', 'Average'), part)),
      marks: [{ label: 'Alarm', value: alarms.cpuPercent.threshold }],
    },
    {
      kind: 'graph',
      title: 'RDS database connections',
      lines: servers.map(({ part, metric }) =>
        line(metric('DatabaseConnections', 'Maximum'), part),
      ),
      marks: [
        {
          label: 'Alarm',
          value: (maxConnections * alarms.connectionsPercent.threshold) / 100,
        },
      ],
    },
    {
      kind: 'graph',
      title: 'RDS IOPS',
      lines:
        database.kind === 'cluster'
          ? volumeLines(clusterMetricsOf(database.identifier))
          : servers.flatMap(({ part, metric }) => [
              line(metric('ReadIOPS', 'Average'), `${part}, read`),
              line(metric('WriteIOPS', 'Average'), `${part}, write`),
            ]),
    },
    lagGraph(database, alarms),
    ...(database.kind === 'instance'
      ? [
          {
            kind: 'graph',
            title: 'RDS free storage',
            unit: 'bytes',
            lines: servers.map(({ part, metric }) =>
              line(metric('FreeStorageSpace', 'Minimum'), part),
            ),
          } as const,
        ]
      : []),
  ];
}

/** Aurora counts operations of the whole volume, in five minutes. */
const volumeLines = (metric: MetricsOf): readonly Line[] => [
  line(metric('VolumeReadIOPs', 'Sum'), 'read'),
  line(metric('VolumeWriteIOPs', 'Sum'), 'write'),
];

const lagGraph = (database: MonitoredDatabase, alarms: DatabaseAlarms): Graph => {
  const isAurora = database.kind === 'cluster';
  return {
    kind: 'graph',
    title: 'RDS replica lag',
    unit: isAurora ? 'ms' : 'seconds',
    lines: isAurora
      ? [
          line(
            clusterMetricsOf(database.identifier)('AuroraReplicaLagMaximum', 'Maximum'),
            'worst reader',
          ),
        ]
      : replicasOf(database).map(([part, identifier]) =>
          line(instanceMetricsOf(identifier)('ReplicaLag', 'Maximum'), part),
        ),
    marks: [{ label: 'Alarm', value: alarms.replicaLagMs.threshold / (isAurora ? 1 : 1_000) }],
  };
};

export const cacheWidgets = (
  caches: readonly MonitoredCache[],
  alarms: CacheAlarms,
): readonly Widget[] => [
  { kind: 'heading', text: 'Redis' },
  ...caches.flatMap((cache) => groupWidgets(cache, alarms)),
];

/** Members that were there at first; what scaling adds has graphs in Grafana. */
function groupWidgets(
  { part, memberIds, keeps }: MonitoredCache,
  alarms: CacheAlarms,
): readonly Widget[] {
  const nodes = memberIds.map((memberId, index) => ({
    label: `${part} ${index + 1}`,
    metric: nodeMetricsOf(memberId),
  }));
  const memory = keeps === 'everything' ? alarms.storeMemoryPercent : alarms.memoryPercent;
  return [
    {
      kind: 'graph',
      title: `Redis engine CPU (${part})`,
      unit: '%',
      max: 100,
      lines: nodes.map(({ label, metric }) =>
        line(metric('EngineCPUUtilization', 'Maximum'), label),
      ),
      marks: [
        { label: 'Goal', value: 30 },
        { label: 'Alarm', value: alarms.engineCpuPercent.threshold },
      ],
    },
    {
      kind: 'graph',
      title: `Redis memory (${part})`,
      unit: '%',
      max: 100,
      lines: nodes.map(({ label, metric }) =>
        line(metric('DatabaseMemoryUsagePercentage', 'Maximum'), label),
      ),
      marks: [{ label: 'Alarm', value: memory.threshold }],
    },
    {
      kind: 'graph',
      title: `Redis hits, misses and evictions (${part})`,
      lines: nodes.flatMap(({ label, metric }) => [
        line(metric('CacheHits', 'Sum'), `${label}, hits`),
        line(metric('CacheMisses', 'Sum'), `${label}, misses`),
        line(metric('Evictions', 'Sum'), `${label}, evictions`),
      ]),
    },
  ];
}
