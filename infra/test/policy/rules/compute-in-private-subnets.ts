/** Fixtures of the rule `compute-in-private-subnets`. */
import { fails, passes } from '../fixture.ts';

const network = {
  aws_internet_gateway: { main: {} },
  aws_subnet: { open: {}, closed: {} },
  aws_route_table: {
    open: {
      route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.main.id}' }],
    },
    closed: {},
  },
  aws_route_table_association: {
    open: { subnet_id: '${aws_subnet.open.id}', route_table_id: '${aws_route_table.open.id}' },
    closed: {
      subnet_id: '${aws_subnet.closed.id}',
      route_table_id: '${aws_route_table.closed.id}',
    },
  },
};
const compute = (subnet: string) => ({
  aws_autoscaling_group: { a: { vpc_zone_identifier: [subnet] } },
  aws_ecs_service: { b: { network_configuration: { subnets: [subnet] } } },
  aws_eks_node_group: { c: { subnet_ids: [subnet] } },
  aws_lambda_function: { d: { vpc_config: { subnet_ids: [subnet] } } },
  aws_instance: { e: { subnet_id: subnet } },
});

export const fixtures = [
  fails(
    'in public subnets',
    [
      'aws_autoscaling_group.a',
      'aws_ecs_service.b',
      'aws_eks_node_group.c',
      'aws_lambda_function.d',
      'aws_instance.e',
    ],
    { ...network, ...compute('${aws_subnet.open.id}') },
  ),
  fails('in one public subnet of two', ['aws_eks_node_group.c'], {
    ...network,
    aws_eks_node_group: { c: { subnet_ids: ['${aws_subnet.closed.id}', '${aws_subnet.open.id}'] } },
  }),
  passes('in private subnets', { ...network, ...compute('${aws_subnet.closed.id}') }),
];
