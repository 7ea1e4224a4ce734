/** Fixtures of the rule `no-default-group`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails('the group is left as it is', ['aws_vpc.main'], { aws_vpc: { main: {} } }),
  fails(
    'the group has rules, and is used',
    ['aws_default_security_group.main', 'aws_lb.by_group', 'aws_lb.by_network'],
    {
      aws_vpc: { main: {} },
      aws_default_security_group: {
        main: {
          vpc_id: '${aws_vpc.main.id}',
          ingress: [{ protocol: '-1', self: true, from_port: 0, to_port: 0 }],
        },
      },
      aws_lb: {
        by_group: { security_groups: ['${aws_default_security_group.main.id}'] },
        by_network: { security_groups: ['${aws_vpc.main.default_security_group_id}'] },
      },
    },
  ),
  fails(
    'no group is named',
    [
      'aws_lb.a',
      'aws_rds_cluster.b',
      'aws_elasticache_replication_group.c',
      'aws_ecs_service.d',
      'aws_lambda_function.e',
      'aws_launch_template.f',
      'aws_vpc_endpoint.g',
    ],
    {
      aws_lb: { a: {} },
      aws_rds_cluster: { b: {} },
      aws_elasticache_replication_group: { c: {} },
      aws_ecs_service: { d: { network_configuration: { subnets: ['s'] } } },
      aws_lambda_function: { e: { vpc_config: { subnet_ids: ['s'] } } },
      aws_launch_template: { f: {} },
      aws_vpc_endpoint: { g: { vpc_endpoint_type: 'Interface' } },
    },
  ),
  passes('an empty group, and others named', {
    aws_vpc: { main: {} },
    aws_default_security_group: {
      main: { vpc_id: '${aws_vpc.main.id}', ingress: [], egress: [] },
    },
    aws_lb: { a: { security_groups: ['sg-1'] } },
    aws_rds_cluster: { b: { vpc_security_group_ids: ['sg-1'] } },
    aws_lambda_function: { outside: {} },
    aws_launch_template: { nodes: {}, web: { vpc_security_group_ids: ['sg-1'] } },
    aws_eks_node_group: {
      nodes: { launch_template: { id: '${aws_launch_template.nodes.id}' } },
    },
    aws_vpc_endpoint: { s3: { vpc_endpoint_type: 'Gateway' } },
  }),
];
