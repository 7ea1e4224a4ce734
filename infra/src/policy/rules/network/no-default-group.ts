/** The security group that AWS makes with a network is empty, and nothing is left to it. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { blocksOf, isPresent, type JsonObject, valueAt } from '../../reading/json.ts';
import { complain, complainByType, type Rule } from '../../rule.ts';

export const noDefaultGroup: Rule = {
  id: 'no-default-group',
  title: "The network's default security group is empty and unused",
  reason:
    'Whatever names no security group gets this one, whose members reach each other on every port.',
  check: (graph) => [
    ...complain(
      graph.ofType('aws_vpc'),
      (vpc) =>
        graph.referrersOf(vpc, 'aws_default_security_group').length > 0
          ? undefined
          : 'keeps the open default security group.',
      'Declare aws_default_security_group without rules.',
    ),
    ...complainByType(
      graph,
      {
        aws_default_security_group: ({ values }) =>
          blocksOf(values.ingress).length + blocksOf(values.egress).length > 0
            ? 'has rules.'
            : undefined,
      },
      'Remove its rules and use a security group of your own.',
    ),
    ...complain(
      graph.resources.filter(({ managed }) => managed),
      (resource) =>
        usesDefaultGroup(graph, resource) ? 'uses the default security group.' : undefined,
      'Name a security group of your own.',
    ),
    ...complain(
      graph.ofType('aws_launch_template'),
      (template) =>
        // EKS adds the cluster's group to nodes whose template names none.
        graph.referrersOf(template, 'aws_eks_node_group').length > 0 ||
        isPresent(template.values.vpc_security_group_ids) ||
        isPresent(valueAt(template.values.network_interfaces, 'security_groups'))
          ? undefined
          : 'names no security group.',
      'Name one; its instances would get the default group of the network.',
    ),
    ...Object.entries(groupArguments).flatMap(([type, groupsOf]) =>
      complain(
        graph.ofType(type),
        ({ values }) => (groupsOf(values) ? undefined : 'names no security group.'),
        'Name one; it would get the default group of the network.',
      ),
    ),
  ],
};

const usesDefaultGroup = (graph: DeploymentGraph, from: Resource): boolean =>
  graph
    .targetsOf(from, from.values)
    .some(
      ({ resource, attribute }) =>
        resource.type === 'aws_default_security_group' || attribute === 'default_security_group_id',
    );

const has =
  (argument: string) =>
  (values: JsonObject): boolean =>
    isPresent(values[argument]);

const groupArguments: Readonly<Record<string, (values: JsonObject) => boolean>> = {
  aws_db_instance: has('vpc_security_group_ids'),
  aws_rds_cluster: has('vpc_security_group_ids'),
  aws_db_proxy: has('vpc_security_group_ids'),
  aws_elasticache_replication_group: has('security_group_ids'),
  aws_elasticache_serverless_cache: has('security_group_ids'),
  aws_ecs_service: ({ network_configuration }) =>
    !isPresent(network_configuration) ||
    isPresent(valueAt(network_configuration, 'security_groups')),
  aws_instance: (values) =>
    isPresent(values.vpc_security_group_ids) || isPresent(values.launch_template),
  aws_lambda_function: ({ vpc_config }) =>
    !isPresent(vpc_config) || isPresent(valueAt(vpc_config, 'security_group_ids')),
  aws_lb: (values) => values.load_balancer_type === 'gateway' || isPresent(values.security_groups),
  aws_vpc_endpoint: (values) =>
    values.vpc_endpoint_type !== 'Interface' || isPresent(values.security_group_ids),
};
