/**
 * Groups of Redis nodes. CloudWatch knows nodes, not groups: fixed members are watched by name, a
 * group whose shards come and go by a query over all nodes of the account and region.
 */
import type { CacheAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, type Measure, math, metricsMax } from '../alarm-spec.ts';
import { type Metric, metricsOf, type Statistic } from '../metric.ts';

export type MonitoredCache = {
  /** Begins the names of its alarms: `store`, `cache`. */
  readonly part: string;
  /** `<group>-001`, or `<group>-0001-001` in cluster mode. */
  readonly memberIds: readonly string[];
  /** Whether shards are added and removed by scaling. */
  readonly elastic: boolean;
  /** A store evicts nothing and refuses writes when it is full; only a cache has a hit rate. */
  readonly keeps: 'everything' | 'recent';
  /** Whether its node type earns and spends credits (cache.t3, cache.t4g). */
  readonly burstable: boolean;
};

export const nodeMetricsOf = (memberId: string) =>
  metricsOf('AWS/ElastiCache', { CacheClusterId: memberId });

const everyNode = 'SCHEMA("AWS/ElastiCache", CacheClusterId, CacheNodeId)';

export function cacheAlarms(cache: MonitoredCache, alarms: CacheAlarms): readonly AlarmSpec[] {
  const { part, keeps, burstable } = cache;
  const isStore = keeps === 'everything';
  return [
    ...worstOf(cache, 'EngineCPUUtilization', 'Maximum', {
      name: `${part}-engine-cpu`,
      summary: `Redis (${part}) is at the limit of its one thread, in spite of scaling.`,
      alarm: alarms.engineCpuPercent,
      runbook: 'redis-cpu',
    }),
    ...worstOf(cache, 'DatabaseMemoryUsagePercentage', 'Maximum', {
      name: `${part}-memory`,
      summary: isStore
        ? `Redis (${part}) is nearly full and will refuse to write.`
        : `Redis (${part}) fills up and will evict what is still wanted.`,
      alarm: isStore ? alarms.storeMemoryPercent : alarms.memoryPercent,
      runbook: 'redis-memory',
    }),
    ...(burstable
      ? worstOf(cache, 'CPUCreditBalance', 'Minimum', {
          name: `${part}-credits-left`,
          summary: `A node of Redis (${part}) has spent its CPU credits and becomes slow.`,
          alarm: alarms.creditsLeft,
          runbook: 'charged-credits',
        })
      : []),
    ...(isStore ? [] : recentAlarms(cache, alarms)),
  ];
}

/** Of copies that may be forgotten: whether they are forgotten too soon. */
const recentAlarms = (cache: MonitoredCache, alarms: CacheAlarms): readonly AlarmSpec[] => [
  ...worstOf(cache, 'Evictions', 'Sum', {
    name: `${cache.part}-evictions`,
    summary: `Redis (${cache.part}) throws out entries before their time.`,
    alarm: alarms.evictions,
    runbook: 'redis-memory',
  }),
  {
    name: `${cache.part}-hit-rate`,
    summary: 'The cache answers too few look-ups; the database answers the rest.',
    measure: hitRate(cache),
    alarm: alarms.hitRatePercent,
    comparison: '<',
    missing: 'ok',
    runbook: 'cache-hit-rate',
  },
];

const aggregates = {
  Maximum: 'MAX',
  Minimum: 'MIN',
  Sum: 'SUM',
} as const satisfies Partial<Record<Statistic, string>>;

/**
 * Alarms on the worst node, or the sum of all: one for ten nodes at most, which is what an alarm
 * computes with.
 */
function worstOf(
  { memberIds, elastic }: MonitoredCache,
  metric: string,
  statistic: keyof typeof aggregates,
  rest: Pick<AlarmSpec, 'name' | 'summary' | 'alarm' | 'runbook'>,
): readonly AlarmSpec[] {
  const worst = aggregates[statistic];
  const specFor = (measure: Measure, index: number): AlarmSpec => ({
    ...rest,
    name: index === 0 ? rest.name : `${rest.name}-${index + 1}`,
    measure,
    comparison: statistic === 'Minimum' ? '<' : '>',
    missing: 'unknown',
  });
  if (elastic) {
    const sql = `SELECT ${worst}(${metric}) FROM ${everyNode}`;
    return [specFor({ kind: 'query', sql, label: metric }, 0)];
  }
  return chunksOf(memberIds).map((members, index) => {
    const metrics = byId('m', members, (memberId) => nodeMetricsOf(memberId)(metric, statistic));
    const expression = `${worst}([${Object.keys(metrics).join(', ')}])`;
    return specFor(math(expression, metrics, metric), index);
  });
}

/** A handful of look-ups says nothing: below a hundred in a period the rate counts as perfect. */
export function hitRate({ memberIds, elastic }: MonitoredCache): Measure {
  if (elastic) {
    const sql = `SELECT AVG(CacheHitRate) FROM ${everyNode}`;
    return { kind: 'query', sql, label: 'Hit rate, %' };
  }
  // Two metrics a node, ten in all. More nodes than that have their shards scaled.
  const members = memberIds.slice(0, metricsMax / 2);
  const hits = byId('h', members, (memberId) => nodeMetricsOf(memberId)('CacheHits', 'Sum'));
  const misses = byId('s', members, (memberId) => nodeMetricsOf(memberId)('CacheMisses', 'Sum'));
  const hit = `SUM([${Object.keys(hits).join(', ')}])`;
  const all = `(${hit} + SUM([${Object.keys(misses).join(', ')}]))`;
  return math(
    `IF(${all} > 100, 100 * ${hit} / ${all}, 100)`,
    { ...hits, ...misses },
    'Hit rate, %',
  );
}

const byId = (
  prefix: string,
  members: readonly string[],
  metricOf: (memberId: string) => Metric,
): Record<string, Metric> =>
  Object.fromEntries(
    members.map((memberId, index) => [`${prefix}${index + 1}`, metricOf(memberId)]),
  );

const chunksOf = (members: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(members.length / metricsMax) }, (_, index) =>
    members.slice(index * metricsMax, (index + 1) * metricsMax),
  );
