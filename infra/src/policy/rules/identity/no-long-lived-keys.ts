/** People and pipelines borrow roles; nobody has a key that stays valid. */
import { isPresent, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const noLongLivedKeys: Rule = {
  id: 'no-long-lived-keys',
  title: 'There are no users, access keys or SSH keys',
  reason:
    'Keys that stay valid get lost. Pipelines use OIDC, people IAM Identity Center, and both ' +
    'enter instances by Session Manager.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_iam_user: () => 'is a user with credentials of its own.',
        aws_iam_access_key: () => 'stays valid until somebody thinks of it.',
        aws_iam_user_login_profile: () => 'is a password for the console.',
        aws_key_pair: () => 'is a key for SSH.',
        aws_instance: ({ values }) =>
          isPresent(values.key_name) ? 'admits a key for SSH.' : undefined,
        aws_launch_template: ({ values }) =>
          isPresent(values.key_name) ? 'admits a key for SSH.' : undefined,
        aws_eks_node_group: ({ values }) =>
          isPresent(valueAt(values.remote_access, 'ec2_ssh_key'))
            ? 'admits a key for SSH.'
            : undefined,
      },
      'Use a role: OIDC for pipelines, Session Manager for instances.',
    ),
};
