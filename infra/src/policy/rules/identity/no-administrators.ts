/** AWS's own all-embracing policies are attached to nothing. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { nameIn } from '../../reading/names.ts';
import { textsOf } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const noAdministrators: Rule = {
  id: 'no-administrators',
  title: 'Nothing is an administrator or has full access to a service',
  reason: 'AWS widens these policies with every new feature, without asking.',
  check: (graph) =>
    complain(
      graph.ofType(
        'aws_iam_role',
        'aws_iam_role_policy_attachment',
        'aws_iam_role_policy_attachments_exclusive',
        'aws_iam_policy_attachment',
        'aws_iam_user_policy_attachment',
        'aws_iam_group_policy_attachment',
        'aws_ssoadmin_managed_policy_attachment',
      ),
      (resource) => {
        const found = policiesOf(graph, resource).find((arn) => wide.test(arn));
        return found === undefined ? undefined : `attaches ${found}.`;
      },
      'Write a policy with the actions that are needed.',
    ),
};

const wide = /:aws:policy\/(?:[\w-]+\/)*(?:AdministratorAccess|PowerUserAccess|\w*FullAccess)/;

const policiesOf = (graph: DeploymentGraph, resource: Resource): readonly string[] => {
  const { policy_arn, policy_arns, managed_policy_arns, managed_policy_arn } = resource.values;
  return [policy_arn, policy_arns, managed_policy_arns, managed_policy_arn]
    .flatMap((value) => textsOf(value))
    .map((text) => nameIn(graph, resource, text));
};
