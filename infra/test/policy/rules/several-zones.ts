/** Fixtures of the rule `several-zones`. */
import { fails, passes, type Resources } from '../fixture.ts';

const network = (gateways: readonly string[]): Resources => {
  const zones = ['a', 'c'];
  const each = <T>(of: (zone: string, index: number) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(zones.map((zone, index) => [zone, of(zone, index)]));
  return {
    aws_vpc: { main: {} },
    aws_nat_gateway: Object.fromEntries(gateways.map((name) => [name, {}])),
    aws_subnet: each((zone) => ({
      vpc_id: '${aws_vpc.main.id}',
      availability_zone: `ap-northeast-2${zone}`,
    })),
    aws_route_table: each(() => ({})),
    aws_route: each((zone, index) => ({
      route_table_id: `\${aws_route_table.${zone}.id}`,
      nat_gateway_id: `\${aws_nat_gateway.${gateways[index] ?? gateways[0]}.id}`,
      destination_cidr_block: '0.0.0.0/0',
    })),
    aws_route_table_association: each((zone) => ({
      subnet_id: `\${aws_subnet.${zone}.id}`,
      route_table_id: `\${aws_route_table.${zone}.id}`,
    })),
  };
};
const cluster_identifier = '${aws_rds_cluster.main.id}';

export const fixtures = [
  fails('one NAT gateway', ['aws_vpc.main'], network(['one'])),
  fails(
    'one zone for all',
    [
      'aws_db_instance.a',
      'aws_rds_cluster.main',
      'aws_elasticache_replication_group.c',
      'aws_elasticache_replication_group.single',
      'aws_autoscaling_group.d',
      'aws_ecs_service.e',
    ],
    {
      aws_db_instance: { a: {} },
      aws_rds_cluster: { main: {} },
      aws_rds_cluster_instance: { writer: { cluster_identifier } },
      aws_elasticache_replication_group: {
        c: {},
        single: {
          automatic_failover_enabled: true,
          multi_az_enabled: true,
          num_cache_clusters: 1,
        },
      },
      aws_subnet: { a: {} },
      aws_autoscaling_group: { d: { vpc_zone_identifier: ['${aws_subnet.a.id}'] } },
      aws_ecs_service: { e: { network_configuration: { subnets: ['${aws_subnet.a.id}'] } } },
    },
  ),
  fails('two instances in the same zone', ['aws_rds_cluster.main'], {
    aws_rds_cluster: { main: {} },
    aws_rds_cluster_instance: {
      writer: { cluster_identifier, availability_zone: 'ap-northeast-2a' },
      reader: { cluster_identifier, availability_zone: 'ap-northeast-2a' },
    },
  }),
  passes('two of each', {
    ...network(['one', 'two']),
    aws_db_instance: { a: { multi_az: true }, copy: { replicate_source_db: 'a' } },
    aws_rds_cluster: { main: {} },
    aws_rds_cluster_instance: { writer: { cluster_identifier }, reader: { cluster_identifier } },
    aws_elasticache_replication_group: {
      c: {
        automatic_failover_enabled: true,
        multi_az_enabled: true,
        num_node_groups: 2,
        replicas_per_node_group: 1,
      },
      pair: { automatic_failover_enabled: true, multi_az_enabled: true, num_cache_clusters: 2 },
      named: {
        automatic_failover_enabled: true,
        multi_az_enabled: true,
        node_group_configuration: [{ replica_count: 1 }],
      },
    },
    aws_autoscaling_group: {
      d: { vpc_zone_identifier: ['${aws_subnet.a.id}', '${aws_subnet.c.id}'] },
      elsewhere: { vpc_zone_identifier: ['subnet-1', 'subnet-2'] },
    },
  }),
  passes('a NAT gateway for the region', {
    ...network(['one']),
    aws_nat_gateway: { one: { availability_mode: 'regional' } },
  }),
  passes('one NAT gateway in dev', network(['one']), { environment: 'dev' }),
];
