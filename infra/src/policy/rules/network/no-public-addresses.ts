/** Nothing but load balancers and NAT gateways has a public address. */
import { blocksOf, isPresent, isTrue, type Json, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const noPublicAddresses: Rule = {
  id: 'no-public-addresses',
  title: 'Instances, tasks and databases have no public addresses',
  reason: 'What has no address cannot be reached past the load balancer and its web ACL.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_subnet: ({ values }) => unless(values.map_public_ip_on_launch),
        aws_instance: ({ values }) => unless(values.associate_public_ip_address),
        aws_launch_configuration: ({ values }) => unless(values.associate_public_ip_address),
        aws_launch_template: ({ values }) =>
          unless(
            blocksOf(values.network_interfaces).some(({ associate_public_ip_address }) =>
              isTrue(associate_public_ip_address),
            ),
          ),
        aws_ecs_service: ({ values }) =>
          unless(valueAt(values.network_configuration, 'assign_public_ip')),
        aws_cloudwatch_event_target: ({ values }) =>
          unless(valueAt(values.ecs_target, 'network_configuration', 'assign_public_ip')),
        aws_db_instance: ({ values }) => unless(values.publicly_accessible),
        aws_rds_cluster_instance: ({ values }) => unless(values.publicly_accessible),
        aws_eip_association: ({ values }) => unless(isPresent(values.instance_id)),
        aws_eip: ({ values }) => unless(isPresent(values.instance)),
      },
      'Leave it out: outbound traffic goes through NAT, inbound through a load balancer.',
    ),
};

const unless = (value: Json | undefined): string | undefined =>
  isTrue(value) ? 'hands out a public address.' : undefined;
