/** Fixtures of the rule `no-open-ingress`. */
import { fails, passes } from '../fixture.ts';

const everybody = { cidr_ipv4: '0.0.0.0/0', ip_protocol: 'tcp' };
const https = { from_port: 443, to_port: 443 };

export const fixtures = [
  fails('an open group, written in place', ['aws_security_group.ssh', 'aws_security_group.six'], {
    aws_security_group: {
      ssh: {
        ingress: [
          { protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'], self: null },
        ],
      },
      six: {
        ingress: [
          { protocol: 'tcp', from_port: 22, to_port: 22, ipv6_cidr_blocks: ['::/0'], self: null },
        ],
      },
    },
  }),
  fails(
    'open rules apart: another port, a range of ports, everything, half of the Internet',
    [
      'aws_vpc_security_group_ingress_rule.port',
      'aws_vpc_security_group_ingress_rule.range',
      'aws_vpc_security_group_ingress_rule.all',
      'aws_security_group_rule.half',
    ],
    {
      aws_security_group: { alb: {} },
      aws_lb: { api: { security_groups: ['${aws_security_group.alb.id}'] } },
      aws_vpc_security_group_ingress_rule: {
        port: {
          ...everybody,
          from_port: 8080,
          to_port: 8080,
          security_group_id: '${aws_security_group.alb.id}',
        },
        range: {
          ...everybody,
          from_port: 80,
          to_port: 443,
          security_group_id: '${aws_security_group.alb.id}',
        },
        all: {
          cidr_ipv6: '::/0',
          ip_protocol: '-1',
          security_group_id: '${aws_security_group.alb.id}',
        },
      },
      aws_security_group_rule: {
        half: {
          type: 'ingress',
          protocol: 'tcp',
          ...https,
          cidr_blocks: ['0.0.0.0/1', '128.0.0.0/1'],
          security_group_id: 'sg-elsewhere',
        },
      },
    },
  ),
  fails('443 of something else than a load balancer', ['aws_vpc_security_group_ingress_rule.web'], {
    aws_security_group: { app: {} },
    aws_ecs_service: {
      api: { network_configuration: { security_groups: ['${aws_security_group.app.id}'] } },
    },
    aws_vpc_security_group_ingress_rule: {
      web: { ...everybody, ...https, security_group_id: '${aws_security_group.app.id}' },
    },
  }),
  passes('a load balancer on 80 and 443; groups, prefix lists and private ranges otherwise', {
    aws_security_group: { alb: {}, app: {} },
    aws_lb: { api: { security_groups: ['${aws_security_group.alb.id}'] } },
    aws_vpc_security_group_ingress_rule: {
      web: { ...everybody, ...https, security_group_id: '${aws_security_group.alb.id}' },
      six: {
        cidr_ipv6: '::/0',
        ip_protocol: 'tcp',
        from_port: 80,
        to_port: 80,
        security_group_id: '${aws_security_group.alb.id}',
      },
      app: {
        ip_protocol: 'tcp',
        from_port: 8080,
        to_port: 8080,
        referenced_security_group_id: '${aws_security_group.alb.id}',
        security_group_id: '${aws_security_group.app.id}',
      },
      cdn: {
        ip_protocol: 'tcp',
        ...https,
        prefix_list_id: 'pl-1',
        security_group_id: '${aws_security_group.app.id}',
      },
      private: {
        cidr_ipv4: '10.0.0.0/16',
        ip_protocol: 'tcp',
        ...https,
        security_group_id: '${aws_security_group.app.id}',
      },
    },
    aws_vpc_security_group_egress_rule: {
      out: { ...everybody, ...https, security_group_id: '${aws_security_group.app.id}' },
    },
  }),
  passes("the group that a cluster's controller will attach", {
    aws_eks_cluster: { main: {} },
    aws_security_group: { alb: {} },
    aws_vpc_security_group_ingress_rule: {
      web: { ...everybody, ...https, security_group_id: '${aws_security_group.alb.id}' },
    },
  }),

  fails(
    'a group that nothing uses, and one that not only a load balancer uses',
    ['aws_vpc_security_group_ingress_rule.unused', 'aws_vpc_security_group_ingress_rule.shared'],
    {
      aws_security_group: { unused: {}, shared: {} },
      aws_lb: { api: { security_groups: ['${aws_security_group.shared.id}'] } },
      aws_instance: { one: { vpc_security_group_ids: ['${aws_security_group.shared.id}'] } },
      aws_vpc_security_group_ingress_rule: {
        unused: { ...everybody, ...https, security_group_id: '${aws_security_group.unused.id}' },
        shared: { ...everybody, ...https, security_group_id: '${aws_security_group.shared.id}' },
      },
    },
  ),
];
