/** What keeps facts inside of a network: databases, Redis, the journal of payments. */
import type { Resource } from '../../policy/graph.ts';
import { blocksOf, wordOf } from '../../policy/reading/json.ts';
import type { Box } from './picture.ts';
import {
  amount,
  countOf,
  type RegionResources,
  shortNameOf,
  targetOf,
  word,
  zoneLetter,
} from './region-resources.ts';
import { zoneLettersOf } from './read-network.ts';

export const dataBoxes = (here: RegionResources): readonly Box[] => [
  ...here
    .ofType('aws_rds_cluster_instance')
    .toSorted((one, other) => Number(isReader(one)) - Number(isReader(other)))
    .map((one) => auroraBox(here, one)),
  ...here.ofType('aws_db_instance').map((one) => rdsBox(here, one)),
  ...here
    .ofType('aws_elasticache_replication_group')
    .toReversed()
    .map((group) => redisBox(here, group)),
];

const isReader = (instance: Resource): boolean => word(instance, 'identifier').includes('reader');

function auroraBox(here: RegionResources, instance: Resource): Box {
  const cluster = targetOf(here, instance, 'cluster_identifier');
  const [version, serverless] =
    cluster === undefined
      ? ['', []]
      : [
          word(cluster, 'engine_version'),
          blocksOf(cluster.values.serverlessv2_scaling_configuration),
        ];
  const readers = here
    .ofType('aws_appautoscaling_target')
    .find((target) => word(target, 'scalable_dimension') === 'rds:cluster:ReadReplicaCount');
  const units = serverless.map(
    (one) => `${wordOf(one.min_capacity)} to ${wordOf(one.max_capacity)} ACU`,
  );
  return {
    kind: 'data',
    title: `Aurora PostgreSQL ${version}, ${isReader(instance) ? 'reader' : 'writer'}`,
    lines: [
      word(instance, 'instance_class') === 'db.serverless'
        ? `serverless, ${units.join('')}`
        : word(instance, 'instance_class'),
      ...(isReader(instance) && readers !== undefined
        ? [`${amount(readers, 'min_capacity')} to ${amount(readers, 'max_capacity')} readers`]
        : []),
    ],
    zones: zoneLetter(word(instance, 'availability_zone')),
  };
}

function rdsBox(here: RegionResources, instance: Resource): Box {
  const source = targetOf(here, instance, 'replicate_source_db');
  const isAbroad = source !== undefined && source.region !== here.region;
  const number = /replica-(\d+)$/.exec(word(instance, 'identifier'))?.[1];
  const disk = amount(instance, 'allocated_storage');
  const inTwoZones = instance.values.multi_az === true;
  return {
    kind: 'data',
    title:
      source === undefined
        ? `PostgreSQL ${word(instance, 'engine_version')}, primary`
        : `Replica ${isAbroad ? 'of the other region' : (number ?? '')}`.trim(),
    lines: [
      word(instance, 'instance_class'),
      ...(disk > 0 ? [`${disk} to ${amount(instance, 'max_allocated_storage')} GiB`] : []),
      ...(isAbroad ? ['waits to be promoted'] : []),
    ],
    ...(inTwoZones ? { zones: zoneLettersOf(here) } : {}),
  };
}

function redisBox(here: RegionResources, group: Resource): Box {
  const parameters = targetOf(here, group, 'parameter_group_name');
  const eviction = blocksOf(parameters?.values.parameter).find(
    ({ name }) => name === 'maxmemory-policy',
  );
  const shards = Math.max(1, amount(group, 'num_node_groups'));
  const nodes =
    amount(group, 'num_cache_clusters') || shards * (1 + amount(group, 'replicas_per_node_group'));
  const scaling = here
    .ofType('aws_appautoscaling_target')
    .find((target) =>
      here.graph
        .targetsOf(target, target.values.resource_id)
        .some(({ resource }) => resource === group),
    );
  const shardsText =
    scaling === undefined
      ? countOf(shards, 'shard')
      : `${amount(scaling, 'min_capacity')} to ${amount(scaling, 'max_capacity')} shards`;
  return {
    kind: 'data',
    title: `Redis ${word(group, 'engine_version')}, ${shortNameOf(word(group, 'replication_group_id')).replace('redis-', '')}`,
    lines: [`${nodes} × ${word(group, 'node_type')}`, `${shardsText}, ${wordOf(eviction?.value)}`],
    ...(nodes > shards ? { zones: zoneLettersOf(here) } : {}),
  };
}
