/** Fixtures of the rule `data-from-application-only`. */
import { fails, passes } from '../fixture.ts';

const postgres = { ip_protocol: 'tcp', from_port: 5432, to_port: 5432 };
const tier = {
  aws_security_group: { alb: {}, app: {}, database: {} },
  aws_lb: { api: { security_groups: ['${aws_security_group.alb.id}'] } },
  aws_rds_cluster: { main: { vpc_security_group_ids: ['${aws_security_group.database.id}'] } },
};
const database = '${aws_security_group.database.id}';

export const fixtures = [
  fails(
    'addresses, prefix lists, the load balancer',
    [
      'aws_vpc_security_group_ingress_rule.range',
      'aws_vpc_security_group_ingress_rule.list',
      'aws_vpc_security_group_ingress_rule.balancer',
    ],
    {
      ...tier,
      aws_vpc_security_group_ingress_rule: {
        range: { ...postgres, cidr_ipv4: '10.0.0.0/16', security_group_id: database },
        list: { ...postgres, prefix_list_id: 'pl-1', security_group_id: database },
        balancer: {
          ...postgres,
          referenced_security_group_id: '${aws_security_group.alb.id}',
          security_group_id: database,
        },
      },
    },
  ),
  fails('in place, for a cache', ['aws_security_group.cache'], {
    aws_security_group: {
      cache: {
        ingress: [{ protocol: 'tcp', from_port: 6379, to_port: 6379, cidr_blocks: ['10.0.0.0/8'] }],
      },
    },
    aws_elasticache_replication_group: {
      main: { security_group_ids: ['${aws_security_group.cache.id}'] },
    },
  }),
  passes('the group of the application', {
    ...tier,
    aws_vpc_security_group_ingress_rule: {
      application: {
        ...postgres,
        referenced_security_group_id: '${aws_security_group.app.id}',
        security_group_id: database,
      },
      web: {
        ip_protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        cidr_ipv4: '0.0.0.0/0',
        security_group_id: '${aws_security_group.alb.id}',
      },
    },
  }),

  fails('a group that is itself open to the Internet', ['aws_security_group_rule.open'], {
    ...tier,
    aws_security_group_rule: {
      web: {
        type: 'ingress',
        protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        cidr_blocks: ['10.0.0.0/16', '0.0.0.0/0'],
        security_group_id: '${aws_security_group.app.id}',
      },
      open: {
        type: 'ingress',
        protocol: 'tcp',
        from_port: 5432,
        to_port: 5432,
        source_security_group_id: '${aws_security_group.app.id}',
        security_group_id: database,
      },
    },
  }),
  fails('one wrong group beside a right one', ['aws_security_group.cache'], {
    aws_security_group: {
      alb: {},
      app: {},
      cache: {
        ingress: [
          {
            protocol: 'tcp',
            from_port: 6379,
            to_port: 6379,
            security_groups: ['${aws_security_group.app.id}', '${aws_security_group.alb.id}'],
          },
        ],
      },
    },
    aws_lb: tier.aws_lb,
    aws_elasticache_serverless_cache: {
      main: { security_group_ids: ['${aws_security_group.cache.id}'] },
    },
  }),
];
