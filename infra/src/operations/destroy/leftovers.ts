/** What is still there of a deployment in a region, of the kinds that cost or keep data. */
import { primaryRegion, type Region } from '../../config/names.ts';
import type { Operation } from '../core/operation.ts';
import { loadBalancerName } from '../parts.ts';

export async function leftovers(operation: Operation, region: Region): Promise<readonly string[]> {
  const { buckets, databases, instanceGroups, loadBalancers, redisGroups, tables } =
    operation.aws(region);
  const prefix = operation.nameIn(region)('');
  const found = await Promise.all([
    instanceGroups.list(prefix),
    databases.cluster.list(prefix),
    databases.instance.list(prefix),
    redisGroups.list(prefix),
    tables.list(prefix),
    // Buckets are listed for all regions at once.
    region === primaryRegion ? buckets.list(prefix) : [],
    loadBalancers
      .find(loadBalancerName(operation.nameIn(region)))
      .then((balancer) => (balancer === undefined ? [] : [balancer.dnsName])),
  ]);
  return found.flat();
}
