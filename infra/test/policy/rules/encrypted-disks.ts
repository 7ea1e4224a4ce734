/** Fixtures of the rule `encrypted-disks`. */
import { fails, key, keyArn, passes } from '../fixture.ts';

const disk = (encrypted: unknown) => [{ device_name: '/dev/xvda', ebs: { encrypted } }];

export const fixtures = [
  fails(
    'disks as they come',
    [
      'aws_launch_template.bare',
      'aws_launch_template.open',
      'aws_instance.bare',
      'aws_eks_node_group.bare',
      'aws_ebs_volume.open',
      'aws_efs_file_system.open',
      'aws_efs_file_system.keyless',
    ],
    {
      aws_launch_template: { bare: {}, open: { block_device_mappings: disk('false') } },
      aws_instance: { bare: {} },
      aws_eks_node_group: { bare: {} },
      aws_ebs_volume: { open: {} },
      aws_efs_file_system: { open: {}, keyless: { encrypted: true } },
    },
  ),
  fails('the default of another region', ['aws_launch_template.bare'], {
    aws_launch_template: { bare: {} },
    aws_ebs_encryption_by_default: { tokyo: { region: 'ap-northeast-1', enabled: true } },
  }),
  passes('encrypted each, or by default', {
    ...key,
    aws_efs_file_system: { shared: { encrypted: true, kms_key_id: keyArn } },
    aws_launch_template: { nodes: { block_device_mappings: disk('true') } },
    aws_instance: {
      one: { root_block_device: { encrypted: true } },
      two: { launch_template: { id: '${aws_launch_template.nodes.id}' } },
    },
    aws_eks_node_group: {
      nodes: { launch_template: { id: '${aws_launch_template.nodes.id}' } },
    },
  }),
  passes('the account encrypts', {
    aws_launch_template: { bare: {} },
    aws_ebs_encryption_by_default: { here: {} },
  }),
];
