/** Two Redis groups: what protects them, what tells them apart, and what scales. */
import { TerraformOutput } from 'cdktn';
import { describe, expect, it } from 'vitest';
import { type Resource, synthesise } from '../../../test/support/synthesise.ts';
import type { CacheConfig } from '../../config/cache-config.ts';
import { cacheConfig as ec2Aurora } from '../../config/ec2-aurora/cache.ts';
import { cacheConfig as eks } from '../../config/eks/cache.ts';
import { type Caches, createCaches } from './caches.ts';

const topicArn = 'arn:aws:sns:ap-northeast-2:111122223333:alerts';

function cachesOf(config: CacheConfig) {
  const outputs: { caches?: Caches } = {};
  const synthesised = synthesise((stack) => {
    outputs.caches = createCaches(stack, 'caches', {
      config,
      name: (part) => `ticketing-prod-${part}`,
      subnetIds: ['subnet-a', 'subnet-c'],
      securityGroupId: 'sg-cache',
      dataKeyArn: 'arn:data-key',
      logKeyArn: 'arn:log-key',
      notificationTopicArn: topicArn,
    });
    new TerraformOutput(stack, 'host', { value: outputs.caches.store.host });
  });
  return { ...synthesised, caches: outputs.caches };
}

const small = cachesOf(ec2Aurora('prod'));
const large = cachesOf(eks('prod'));

const groupOf = ({ resources }: typeof small, purpose: string): Resource | undefined =>
  resources('aws_elasticache_replication_group').find(({ replication_group_id }) =>
    String(replication_group_id).endsWith(purpose),
  );
const parametersOf = ({ resources }: typeof small, purpose: string) => {
  const group = resources('aws_elasticache_parameter_group').find(({ name }) =>
    String(name).includes(purpose),
  );
  const list = group?.parameter as { name: string; value: string }[];
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
};

describe('Redis', () => {
  it('is encrypted on the wire and on disk, asks for a token, and is in the data tier', () => {
    for (const group of small.resources('aws_elasticache_replication_group')) {
      expect(group).toMatchObject({
        transit_encryption_enabled: true,
        transit_encryption_mode: 'required',
        at_rest_encryption_enabled: 'true',
        kms_key_id: 'arn:data-key',
        security_group_ids: ['sg-cache'],
        notification_topic_arn: topicArn,
      });
      expect(group.auth_token_wo).toMatch(/^\$\{ephemeral\./);
    }
    expect(small.onlyOne('aws_elasticache_subnet_group').subnet_ids).toEqual([
      'subnet-a',
      'subnet-c',
    ]);
  });

  it('leaves no token in the state: it is ephemeral, and written by write-only arguments', () => {
    expect(Object.keys(small.json.ephemeral as object)).toEqual([
      'aws_secretsmanager_random_password',
    ]);
    for (const version of small.resources('aws_secretsmanager_secret_version')) {
      expect(version.secret_string).toBeUndefined();
      expect(version.secret_string_wo).toMatch(/jsonencode.*"password".*ephemeral\./);
      // Written down only after the group has it.
      expect(JSON.stringify(version.depends_on)).toContain('aws_elasticache_replication_group');
    }
    expect(JSON.stringify(small.json)).not.toContain('"auth_token":');
  });

  it('never forgets what is in the store, and forgets in the cache what was not used', () => {
    expect(parametersOf(small, 'store')['maxmemory-policy']).toBe('noeviction');
    expect(parametersOf(small, 'cache')).toEqual({
      'maxmemory-policy': 'allkeys-lru',
      'maxmemory-samples': '5',
      timeout: '300',
      'slowlog-log-slower-than': '10000',
      'slowlog-max-len': '128',
    });
  });

  it('writes slow commands and engine messages as JSON to groups that are kept for a time', () => {
    for (const group of small.resources('aws_elasticache_replication_group')) {
      const deliveries = group.log_delivery_configuration as Resource[];
      expect(deliveries.map(({ log_type, log_format }) => [log_type, log_format])).toEqual([
        ['slow-log', 'json'],
        ['engine-log', 'json'],
      ]);
    }
    const logs = small.resources('aws_cloudwatch_log_group');
    expect(logs).toHaveLength(4);
    for (const log of logs) {
      expect(log).toMatchObject({ retention_in_days: 30, kms_key_id: 'arn:log-key' });
    }
  });

  it('has a second node in another zone, and windows in UTC', () => {
    expect(groupOf(small, 'store')).toMatchObject({
      cluster_mode: 'disabled',
      num_cache_clusters: 2,
      multi_az_enabled: true,
      automatic_failover_enabled: true,
      snapshot_retention_limit: 5,
      snapshot_window: '18:00-20:00',
      maintenance_window: 'sun:20:00-sun:22:00',
      final_snapshot_identifier: 'ticketing-prod-redis-store-final',
    });
  });

  it('without a replica claims no failover', () => {
    const single = groupOf(cachesOf(ec2Aurora('dev')), 'cache');
    expect(single).toMatchObject({
      num_cache_clusters: 1,
      multi_az_enabled: false,
      automatic_failover_enabled: false,
    });
  });
});

describe('Redis in cluster mode', () => {
  it('has shards that scale, and whose number the next run leaves alone', () => {
    expect(groupOf(large, 'store')).toMatchObject({
      cluster_mode: 'enabled',
      num_node_groups: 8,
      replicas_per_node_group: 1,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      lifecycle: { ignore_changes: ['num_node_groups'] },
    });
    expect(parametersOf(large, 'store')['cluster-enabled']).toBe('yes');
    expect(large.onlyOne('aws_appautoscaling_target')).toMatchObject({
      service_namespace: 'elasticache',
      scalable_dimension: 'elasticache:replication-group:NodeGroups',
      min_capacity: 8,
      max_capacity: 20,
    });
    expect(large.onlyOne('aws_appautoscaling_policy')).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        target_value: 60,
        predefined_metric_specification: {
          predefined_metric_type: 'ElastiCachePrimaryEngineCPUUtilization',
        },
      },
    });
    expect(groupOf(large, 'cache')).not.toHaveProperty('lifecycle');
  });

  it('names its members as metrics do', () => {
    expect(small.caches?.store.memberIds).toEqual([
      'ticketing-prod-redis-store-001',
      'ticketing-prod-redis-store-002',
    ]);
    expect(large.caches?.store.memberIds).toHaveLength(16);
    expect(large.caches?.store.memberIds.slice(0, 3)).toEqual([
      'ticketing-prod-redis-store-0001-001',
      'ticketing-prod-redis-store-0001-002',
      'ticketing-prod-redis-store-0002-001',
    ]);
  });

  it('is reached at the address that fits its mode', () => {
    const hostOf = ({ json }: typeof small) => JSON.stringify(json.output);
    expect(hostOf(small)).toContain('.primary_endpoint_address');
    expect(hostOf(large)).toContain('.configuration_endpoint_address');
  });
});
