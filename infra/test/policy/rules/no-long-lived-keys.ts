/** Fixtures of the rule `no-long-lived-keys`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'users and keys',
    [
      'aws_iam_user.a',
      'aws_iam_access_key.b',
      'aws_key_pair.c',
      'aws_launch_template.d',
      'aws_instance.e',
      'aws_eks_node_group.f',
    ],
    {
      aws_iam_user: { a: { name: 'deploy' } },
      aws_iam_access_key: { b: { user: 'deploy' } },
      aws_key_pair: { c: { public_key: 'ssh-ed25519' } },
      aws_launch_template: { d: { key_name: 'ops' } },
      aws_instance: { e: { key_name: 'ops' } },
      aws_eks_node_group: { f: { remote_access: { ec2_ssh_key: 'ops' } } },
    },
  ),
  passes('roles', {
    aws_iam_role: { deploy: {} },
    aws_launch_template: { d: {} },
    aws_instance: { e: { iam_instance_profile: 'ops' } },
  }),
];
