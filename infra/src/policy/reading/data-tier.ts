/** What keeps data inside of the network: databases, caches, file systems. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import { listOf } from './json.ts';
import { subnetsIn } from './subnets.ts';

/** Types, and the arguments with which they name their security groups. */
const groupArguments: Readonly<Record<string, string>> = {
  aws_db_instance: 'vpc_security_group_ids',
  aws_rds_cluster: 'vpc_security_group_ids',
  aws_docdb_cluster: 'vpc_security_group_ids',
  aws_dax_cluster: 'security_group_ids',
  aws_efs_mount_target: 'security_groups',
  aws_elasticache_cluster: 'security_group_ids',
  aws_elasticache_replication_group: 'security_group_ids',
  aws_elasticache_serverless_cache: 'security_group_ids',
  aws_memorydb_cluster: 'security_group_ids',
};

const subnetGroupTypes = [
  'aws_db_subnet_group',
  'aws_dax_subnet_group',
  'aws_docdb_subnet_group',
  'aws_elasticache_serverless_cache',
  'aws_elasticache_subnet_group',
  'aws_memorydb_subnet_group',
] as const;

/** Security groups that databases and caches are in. */
export const dataGroups = (graph: DeploymentGraph): ReadonlySet<Resource> =>
  new Set(
    Object.entries(groupArguments).flatMap(([type, argument]) =>
      graph
        .ofType(type)
        .flatMap((resource) => graph.targetsOf(resource, [...listOf(resource.values[argument])]))
        .map(({ resource }) => resource),
    ),
  );

/** Subnets that databases and caches are in. */
export const dataSubnets = (graph: DeploymentGraph): ReadonlySet<Resource> =>
  new Set(
    graph
      .ofType(...subnetGroupTypes)
      .flatMap((group) => subnetsIn(graph, group, group.values.subnet_ids)),
  );
