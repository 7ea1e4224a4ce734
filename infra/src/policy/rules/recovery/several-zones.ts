/** The loss of one zone is no outage. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isReplica } from '../../reading/databases.ts';
import { blocksOf, isTrue, numberOf, textOf, textsOf, valueAt } from '../../reading/json.ts';
import { isPublic, routesOf, subnetsIn } from '../../reading/subnets.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const severalZones: Rule = {
  id: 'several-zones',
  title: 'Databases, caches, NAT gateways and compute stand in several zones',
  reason: 'Zones fail, and they do when a sale opens as well as at any other time.',
  environments: ['prod'],
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_db_instance: (instance) =>
          isReplica(instance) || isTrue(instance.values.multi_az)
            ? undefined
            : 'stands in one zone.',
        aws_rds_cluster: (cluster) => clusterComplaint(graph, cluster),
        aws_elasticache_replication_group: ({ values }) =>
          isTrue(values.automatic_failover_enabled) &&
          isTrue(values.multi_az_enabled) &&
          hasReplicas(values)
            ? undefined
            : 'has no replica in another zone to fail over to.',
        aws_vpc: (vpc) => natComplaint(graph, vpc),
        aws_autoscaling_group: (group) =>
          subnetComplaint(graph, group, group.values.vpc_zone_identifier),
        aws_ecs_service: (service) =>
          subnetComplaint(graph, service, valueAt(service.values.network_configuration, 'subnets')),
        aws_eks_node_group: (group) => subnetComplaint(graph, group, group.values.subnet_ids),
      },
      'Use several zones: multi_az, a second instance or replica, a NAT gateway in each zone.',
    ),
};

function clusterComplaint(graph: DeploymentGraph, cluster: Resource): string | undefined {
  const instances = graph.referrersOf(cluster, 'aws_rds_cluster_instance');
  const count = instances.reduce((sum, { values }) => sum + (numberOf(values.count) ?? 1), 0);
  const zones = instances.flatMap(({ values }) => textOf(values.availability_zone) ?? []);
  const oneZone = zones.length === count && new Set(zones).size < 2;
  return count < 2 || oneZone ? 'has no instance in another zone.' : undefined;
}

const hasReplicas = (values: Resource['values']): boolean =>
  (numberOf(values.num_cache_clusters) ?? 0) >= 2 ||
  (numberOf(values.replicas_per_node_group) ?? 0) >= 1 ||
  blocksOf(values.node_group_configuration).some(
    ({ replica_count }) => (numberOf(replica_count) ?? 0) >= 1,
  );

/** Zones whose outbound traffic passes a NAT gateway need one each, unless it is a regional one. */
function natComplaint(graph: DeploymentGraph, vpc: Resource): string | undefined {
  const routed = graph
    .referrersOf(vpc, 'aws_subnet')
    .filter((subnet) => !isPublic(graph, subnet))
    .map((subnet) => ({
      zone: textOf(subnet.values.availability_zone) ?? subnet.address,
      gateways: (routesOf(graph, subnet) ?? [])
        .flatMap(({ gateways }) => gateways)
        .filter(({ type }) => type === 'aws_nat_gateway'),
    }))
    .filter(({ gateways }) => gateways.length > 0);
  const gateways = new Set(routed.flatMap((route) => route.gateways));
  const zones = new Set(routed.map(({ zone }) => zone));
  const regional = [...gateways].some(({ values }) => values.availability_mode === 'regional');
  return regional || gateways.size >= zones.size
    ? undefined
    : `has ${gateways.size} NAT gateway for ${zones.size} zones.`;
}

function subnetComplaint(
  graph: DeploymentGraph,
  resource: Resource,
  value: Resource['values'][string] | undefined,
): string | undefined {
  const subnets = subnetsIn(graph, resource, value);
  const known = subnets.map(({ values, address }) => values.availability_zone ?? address);
  // Subnets outside of the deployment are named by id; each of them may be in a zone of its own.
  const zones = new Set([...known, ...textsOf(value).filter((id) => !id.includes('${'))]);
  return zones.size >= 2 ? undefined : 'runs in one zone.';
}
