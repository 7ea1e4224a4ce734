/** Fixtures of the rule `encrypted-caches`. */
import { fails, key, keyArn, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'no encryption, no key, or a kind without encryption',
    [
      'aws_elasticache_replication_group.open',
      'aws_elasticache_replication_group.keyless',
      'aws_elasticache_serverless_cache.keyless',
      'aws_elasticache_cluster.single',
    ],
    {
      ...key,
      aws_elasticache_replication_group: {
        open: { kms_key_id: keyArn },
        keyless: { at_rest_encryption_enabled: true },
      },
      aws_elasticache_serverless_cache: { keyless: {} },
      aws_elasticache_cluster: { single: {} },
    },
  ),
  passes('encrypted with a key, also written as a text', {
    ...key,
    aws_elasticache_replication_group: {
      main: { at_rest_encryption_enabled: 'true', kms_key_id: keyArn },
      standby: { global_replication_group_id: 'g', kms_key_id: keyArn },
    },
    aws_elasticache_cluster: {
      member: { replication_group_id: '${aws_elasticache_replication_group.main.id}' },
    },
  }),
];
