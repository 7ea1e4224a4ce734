/** What every topology has to be watched, whatever runs the product. */
import { isBurstable } from '../../config/database-class.ts';
import type { DatabaseConfig } from '../../config/database-config.ts';
import type { CacheConfig, RedisGroupConfig } from '../../config/cache-config.ts';
import type { MonitoredResources } from '../../observability/monitored-resources.ts';
import type { MonitoredCache } from '../../constructs/alarms/catalogue/cache.ts';
import type { RedisGroup } from '../../constructs/cache/redis-group.ts';
import type { LoadBalancer } from '../../constructs/load-balancer/load-balancer.ts';
import type { DataStack } from './data-stack.ts';
import type { NetworkStack } from './network-stack.ts';

export type WatchProps = {
  readonly config: { readonly database: DatabaseConfig; readonly cache: CacheConfig };
  readonly networkStack: NetworkStack;
  readonly data: Pick<DataStack, 'database' | 'caches' | 'eventing' | 'tables' | 'undelivered'>;
  /** Absent where something in the cluster makes it. */
  readonly loadBalancer?: LoadBalancer;
  readonly certificateArn: string;
  /** What its target groups are called, where there are several. */
  readonly targetParts?: readonly string[];
};

export function watchedResources(props: WatchProps): MonitoredResources {
  const { config, networkStack, data, loadBalancer, certificateArn, targetParts = [] } = props;
  const { database, caches, eventing, tables, undelivered } = data;
  const { server } = config.database;
  return {
    ...(loadBalancer === undefined
      ? {}
      : {
          loadBalancer: {
            arnSuffix: loadBalancer.arnSuffix,
            targetGroups: loadBalancer.targetGroups.map(({ arnSuffix }, index) =>
              targetOf(arnSuffix, targetParts[index]),
            ),
          },
        }),
    database: {
      kind: database.kind,
      identifier: database.identifier,
      instanceIdentifiers: database.instanceIdentifiers,
      maxConnections: server.connections.maxConnections,
      burstable: isBurstable(server.instance),
      ...(server.kind === 'rds' ? { storageGib: server.disk.allocatedGib } : {}),
    },
    caches: [
      cacheOf('store', caches.store, config.cache.store),
      cacheOf('cache', caches.cache, config.cache.cache),
    ],
    natGatewayIds: networkStack.network.natGatewayIds,
    certificates: [{ arn: certificateArn }],
    queues: [
      { part: 'alerts', queueName: undelivered.name },
      ...Object.entries(eventing?.queues ?? {}).map(([part, { name, deadLetterName }]) => ({
        part,
        queueName: name,
        deadLetterName,
      })),
    ],
    functions:
      eventing === undefined
        ? []
        : [{ part: 'notification', functionName: eventing.notification.name }],
    tables: Object.entries(tables?.byName ?? {}).map(([part, { name }]) => ({
      part,
      tableName: name,
    })),
  };
}

const targetOf = (arnSuffix: string, part: string | undefined) =>
  part === undefined ? { arnSuffix } : { arnSuffix, part };

const cacheOf = (
  part: 'store' | 'cache',
  group: RedisGroup,
  config: RedisGroupConfig,
): MonitoredCache => ({
  part,
  memberIds: group.memberIds,
  elastic: config.shardScaling !== undefined,
  keeps: config.evictionPolicy === 'noeviction' ? 'everything' : 'recent',
  burstable: /^cache\.t\d/.test(config.nodeType),
});

/** Whether instances earn and spend credits. */
export const isBurstableType = (instanceTypes: readonly string[]): boolean =>
  instanceTypes.some((type) => /^t\d/.test(type));
