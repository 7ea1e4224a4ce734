/** Whatever runs the product stands in subnets that the Internet has no way into. */
import type { Json, JsonObject } from '../../reading/json.ts';
import { valueAt } from '../../reading/json.ts';
import { isPublic, subnetsIn } from '../../reading/subnets.ts';
import { complain, type Rule } from '../../rule.ts';

export const computeInPrivateSubnets: Rule = {
  id: 'compute-in-private-subnets',
  title: 'Instances, tasks, nodes and functions run in private subnets',
  reason: 'In a public subnet one wrong argument gives them a public address.',
  check: (graph) =>
    Object.entries(subnetArguments).flatMap(([type, subnetsOf]) =>
      complain(
        graph.ofType(type),
        (resource) =>
          subnetsIn(graph, resource, subnetsOf(resource.values)).some((subnet) =>
            isPublic(graph, subnet),
          )
            ? 'runs in a subnet with a route to an Internet gateway.'
            : undefined,
        'Use subnets of the application tier.',
      ),
    ),
};

const subnetArguments: Readonly<Record<string, (values: JsonObject) => Json | undefined>> = {
  aws_autoscaling_group: ({ vpc_zone_identifier }) => vpc_zone_identifier,
  aws_ecs_service: ({ network_configuration }) => valueAt(network_configuration, 'subnets'),
  aws_cloudwatch_event_target: ({ ecs_target }) =>
    valueAt(ecs_target, 'network_configuration', 'subnets'),
  aws_eks_node_group: ({ subnet_ids }) => subnet_ids,
  aws_eks_fargate_profile: ({ subnet_ids }) => subnet_ids,
  aws_instance: ({ subnet_id }) => subnet_id,
  aws_lambda_function: ({ vpc_config }) => valueAt(vpc_config, 'subnet_ids'),
};
