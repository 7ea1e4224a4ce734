/**
 * Redis, with the goals of document B: CPU below 30 %, memory below 70 %. ElastiCache tells
 * CloudWatch, node by node; a search finds the nodes that scaling adds as well.
 */
import type { Board, Panel, Unit } from './model.ts';

const common = { kind: 'timeseries', datasource: 'cloudwatch', width: 12 } as const;

/** `$group` begins the names of nodes, e.g. `ticketing-prod-cache`. */
const searchOf = (metric: string): string =>
  `{AWS/ElastiCache,CacheClusterId} MetricName="${metric}" $group`;

const panel = (
  title: string,
  description: string,
  unit: Unit,
  metrics: readonly (readonly [metric: string, statistic: string])[],
  limit?: number,
): Panel => ({
  ...common,
  title,
  description,
  unit,
  ...(limit === undefined ? {} : { limit }),
  targets: metrics.map(([metric, statistic]) => ({
    search: searchOf(metric),
    statistic,
    legend: `\${PROP('Dim.CacheClusterId')} ${metric}`,
  })),
});

export const redisMetrics = [
  'EngineCPUUtilization',
  'DatabaseMemoryUsagePercentage',
  'NetworkBytesIn',
  'NetworkBytesOut',
  'CacheHits',
  'CacheMisses',
  'CacheHitRate',
  'Evictions',
  'CurrConnections',
  'ReplicationLag',
] as const;

export const redisBoard: Board = {
  uid: 'onsale-redis',
  title: 'Onsale: Redis performance',
  tags: ['onsale', 'redis'],
  variables: [
    { kind: 'datasource', name: 'cloudwatch' },
    { kind: 'text', name: 'group', initial: 'ticketing-prod' },
  ],
  rows: [
    {
      title: 'Load',
      panels: [
        panel(
          'Engine CPU',
          'Of the thread that serves commands. The goal is below 30 %; shards are added at 70 %.',
          'percent',
          [['EngineCPUUtilization', 'Maximum']],
          30,
        ),
        panel(
          'Memory',
          'Of what may hold data. The goal is below 70 %.',
          'percent',
          [['DatabaseMemoryUsagePercentage', 'Maximum']],
          70,
        ),
        panel('Network throughput', 'Bytes a minute, in and out.', 'bytes', [
          ['NetworkBytesIn', 'Sum'],
          ['NetworkBytesOut', 'Sum'],
        ]),
        panel('Connections', 'Of clients.', 'short', [['CurrConnections', 'Maximum']]),
      ],
    },
    {
      title: 'Cache',
      panels: [
        panel('Hits and misses', 'Look-ups a minute.', 'short', [
          ['CacheHits', 'Sum'],
          ['CacheMisses', 'Sum'],
        ]),
        panel('Hit rate', 'Of each node. Below 80 % an alarm rings.', 'percent', [
          ['CacheHitRate', 'Average'],
        ]),
        panel('Evictions', 'Entries thrown out a minute. The store must have none.', 'short', [
          ['Evictions', 'Sum'],
        ]),
        panel('Replication lag', 'Of replicas.', 's', [['ReplicationLag', 'Maximum']], 1),
      ],
    },
  ],
};
