/** Yesterday can be had back. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isReplica } from '../../reading/databases.ts';
import { blocksOf, isTrue, numberOf, textOf, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const backups: Rule = {
  id: 'backups',
  title: 'Databases and tables can be had back for a week, Redis for a day',
  reason: 'A mistake made on Friday evening has to be repairable on Monday.',
  environments: ['prod'],
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_db_instance: (instance) => (isReplica(instance) ? undefined : daysComplaint(instance)),
        aws_rds_cluster: daysComplaint,
        aws_dynamodb_table: ({ values }) =>
          isTrue(valueAt(values.point_in_time_recovery, 'enabled')) &&
          blocksOf(values.replica).every((replica) => isTrue(replica.point_in_time_recovery))
            ? undefined
            : 'has no point-in-time recovery.',
        aws_dynamodb_table_replica: ({ values }) =>
          isTrue(values.point_in_time_recovery) ? undefined : 'has no point-in-time recovery.',
        aws_elasticache_replication_group: (group) =>
          isReplaceable(graph, group) ? undefined : snapshotComplaint(group),
        aws_elasticache_serverless_cache: snapshotComplaint,
      },
      'Set backup_retention_period to 7 or more, point_in_time_recovery, or ' +
        'snapshot_retention_limit.',
    ),
};

const daysMin = 7;

const daysComplaint = ({ values }: Resource): string | undefined =>
  (numberOf(values.backup_retention_period) ?? 0) >= daysMin
    ? undefined
    : `keeps its backups for fewer than ${daysMin} days.`;

/** A cache that evicts whatever it needs room for holds nothing that cannot be had elsewhere. */
const isReplaceable = (graph: DeploymentGraph, group: Resource): boolean =>
  graph
    .targetsOf(group, group.values.parameter_group_name)
    .flatMap(({ resource }) => blocksOf(resource.values.parameter))
    .some(
      ({ name, value }) =>
        name === 'maxmemory-policy' && /^(?:allkeys|volatile)-/.test(textOf(value) ?? ''),
    );

const snapshotComplaint = ({ values }: Resource): string | undefined =>
  (numberOf(values.snapshot_retention_limit) ?? 0) >= 1 ? undefined : 'keeps no snapshot.';
