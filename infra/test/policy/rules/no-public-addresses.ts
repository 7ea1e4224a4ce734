/** Fixtures of the rule `no-public-addresses`. */
import { fails, passes } from '../fixture.ts';

const task = (assign_public_ip: boolean) => ({ network_configuration: { assign_public_ip } });

export const fixtures = [
  fails(
    'addresses for everything',
    [
      'aws_subnet.a',
      'aws_instance.b',
      'aws_launch_template.c',
      'aws_ecs_service.d',
      'aws_cloudwatch_event_target.e',
      'aws_db_instance.f',
      'aws_rds_cluster_instance.g',
      'aws_eip.h',
    ],
    {
      aws_subnet: { a: { map_public_ip_on_launch: true } },
      aws_instance: { b: { associate_public_ip_address: true } },
      aws_launch_template: {
        c: {
          network_interfaces: [
            { associate_public_ip_address: 'false' },
            { associate_public_ip_address: 'true' },
          ],
        },
      },
      aws_ecs_service: { d: task(true) },
      aws_cloudwatch_event_target: { e: { ecs_target: task(true) } },
      aws_db_instance: { f: { publicly_accessible: true } },
      aws_rds_cluster_instance: { g: { publicly_accessible: true } },
      aws_eip: { h: { instance: '${aws_instance.b.id}' } },
    },
  ),
  passes('none but for NAT', {
    aws_subnet: { a: { map_public_ip_on_launch: false } },
    aws_launch_template: { c: { network_interfaces: [{ associate_public_ip_address: 'false' }] } },
    aws_ecs_service: { d: task(false) },
    aws_db_instance: { f: {} },
    aws_eip: { nat: { domain: 'vpc' } },
  }),
];
