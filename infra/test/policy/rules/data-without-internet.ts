/** Fixtures of the rule `data-without-internet`. */
import { fails, passes, stackOf } from '../fixture.ts';

const tier = (route: Readonly<Record<string, unknown>>) => ({
  aws_internet_gateway: { main: {} },
  aws_nat_gateway: { main: {} },
  aws_subnet: { data: {} },
  aws_route_table: { data: {} },
  aws_route: { data: { route_table_id: '${aws_route_table.data.id}', ...route } },
  aws_route_table_association: {
    data: {
      subnet_id: '${aws_subnet.data.id}',
      route_table_id: '${aws_route_table.data.id}',
    },
  },
  aws_db_subnet_group: { main: { subnet_ids: ['${aws_subnet.data.id}'] } },
});

export const fixtures = [
  fails(
    'a route through NAT',
    ['aws_subnet.data'],
    tier({
      destination_cidr_block: '0.0.0.0/0',
      nat_gateway_id: '${aws_nat_gateway.main.id}',
    }),
  ),
  fails(
    'a narrow route to the Internet gateway',
    ['aws_subnet.data'],
    tier({
      destination_cidr_block: '203.0.113.0/24',
      gateway_id: '${aws_internet_gateway.main.id}',
    }),
  ),
  fails('the main route table', ['aws_subnet.data'], {
    aws_subnet: { data: {} },
    aws_elasticache_subnet_group: { main: { subnet_ids: ['${aws_subnet.data.id}'] } },
  }),
  fails(
    'seen across stacks',
    ['aws_subnet.data'],
    {
      aws_db_subnet_group: {
        main: { subnet_ids: ['${data.terraform_remote_state.network.outputs.subnet}'] },
      },
    },
    {
      data: {
        terraform_remote_state: {
          network: { backend: 's3', config: { bucket: 'b', key: 'network' } },
        },
      },
      others: [
        stackOf(
          'network',
          'network',
          {
            ...tier({
              destination_cidr_block: '0.0.0.0/0',
              gateway_id: '${aws_internet_gateway.main.id}',
            }),
            aws_db_subnet_group: {},
          },
          {
            terraform: { backend: { s3: { bucket: 'b', key: 'network' } } },
            output: { subnet: { value: '${aws_subnet.data.id}' } },
          },
        ),
      ],
    },
  ),
  fails('one route of two', ['aws_subnet.data'], {
    ...tier({ destination_cidr_block: '10.9.0.0/16' }),
    aws_route_table: {
      data: { route: [{ ipv6_cidr_block: '::/0', egress_only_gateway_id: 'eigw-1' }] },
    },
  }),
  passes('a peering only', tier({ destination_cidr_block: '10.9.0.0/16' })),
];
