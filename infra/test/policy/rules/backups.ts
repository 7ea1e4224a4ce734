/** Fixtures of the rule `backups`. */
import { fails, passes } from '../fixture.ts';

const recovery = { point_in_time_recovery: { enabled: true } };

export const fixtures = [
  fails(
    'fewer days than a week, no recovery, no snapshot',
    [
      'aws_db_instance.a',
      'aws_rds_cluster.b',
      'aws_dynamodb_table.c',
      'aws_dynamodb_table.d',
      'aws_elasticache_replication_group.e',
      'aws_elasticache_replication_group.store',
    ],
    {
      aws_db_instance: { a: {} },
      aws_rds_cluster: { b: { backup_retention_period: 6 } },
      aws_dynamodb_table: {
        c: {},
        d: { ...recovery, replica: [{ region_name: 'ap-northeast-1' }] },
      },
      aws_elasticache_replication_group: {
        e: { snapshot_retention_limit: 0 },
        store: { parameter_group_name: '${aws_elasticache_parameter_group.store.name}' },
      },
      aws_elasticache_parameter_group: {
        store: { parameter: [{ name: 'maxmemory-policy', value: 'noeviction' }] },
      },
    },
  ),
  passes('a week; the source of a replica has the backups', {
    aws_db_instance: { a: { backup_retention_period: 7 }, copy: { replicate_source_db: 'a' } },
    aws_rds_cluster: { b: { backup_retention_period: 30 } },
    aws_dynamodb_table: {
      c: recovery,
      d: { ...recovery, replica: [{ point_in_time_recovery: true }] },
    },
    aws_elasticache_replication_group: {
      e: { snapshot_retention_limit: 1 },
      cache: { parameter_group_name: '${aws_elasticache_parameter_group.cache.name}' },
    },
    aws_elasticache_parameter_group: {
      cache: { parameter: [{ name: 'maxmemory-policy', value: 'allkeys-lru' }] },
    },
  }),
  passes('fewer in dev', { aws_db_instance: { a: {} } }, { environment: 'dev' }),
];
