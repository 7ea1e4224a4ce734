/** The two Redis groups of a topology, in the data tier: `store` keeps, `cache` forgets. */
import { ElasticacheSubnetGroup } from '@cdktn/provider-aws/lib/elasticache-subnet-group/index.js';
import { Construct } from 'constructs';
import type { CacheConfig } from '../../config/cache-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createRedisGroup, type RedisGroup } from './redis-group.ts';

export type CachesProps = {
  readonly config: CacheConfig;
  readonly name: Name;
  /** Of the data tier. */
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** Encrypts memory on disk, snapshots and tokens. */
  readonly dataKeyArn: string;
  readonly logKeyArn: string;
  /** Hears of failovers, snapshots and maintenance. */
  readonly notificationTopicArn?: string;
};

export type Caches = { readonly store: RedisGroup; readonly cache: RedisGroup };

export function createCaches(scope: Construct, id: string, props: CachesProps): Caches {
  const { config, name, subnetIds, ...shared } = props;
  const within = new Construct(scope, id);
  const subnets = new ElasticacheSubnetGroup(within, 'subnets', {
    name: name('redis-subnets'),
    description: `Data tier of ${name('redis')}`,
    subnetIds: [...subnetIds],
  });
  const groupOf = (purpose: keyof Caches): RedisGroup =>
    createRedisGroup(within, purpose, {
      ...shared,
      config,
      group: config[purpose],
      groupId: name(`redis-${purpose}`),
      subnetGroupName: subnets.name,
    });
  return { store: groupOf('store'), cache: groupOf('cache') };
}
