/** No identity may do everything, nor everything of a service everywhere. */
import { identityPolicies } from '../../reading/policies.ts';
import type { Statement } from '../../reading/policy-document.ts';
import { type Rule, violation } from '../../rule.ts';

export const noWildcardPermissions: Rule = {
  id: 'no-wildcard-permissions',
  title: 'No policy permits `*`, or all of a service on `*`',
  reason: 'What is stolen with one role stays what that role needed.',
  check: (graph) =>
    identityPolicies(graph).flatMap(({ resource, statements }) => {
      if (statements === undefined) {
        return [violation(resource, 'has a policy that cannot be read.', 'Write it in place.')];
      }
      const complaints = new Set(statements.flatMap((statement) => complaintOf(statement) ?? []));
      return [...complaints].map((complaint) =>
        violation(resource, complaint, 'Name the actions, and the resources they are needed on.'),
      );
    }),
};

/** On every resource these hand out the permissions of others. */
const delegating = /^(?:iam:PassRole|iam:\*|iam:Put\*|sts:AssumeRole|sts:\*)$/i;

function complaintOf({ allows, inverts, actions, resources }: Statement): string | undefined {
  if (!allows) return undefined;
  if (inverts.length > 0) return 'permits everything except what it names.';
  if (actions.some((action) => /^\*(?::\*)?$/.test(action))) return 'permits every action.';
  if (!resources.some((resource) => /^(?:\*|arn:aws:\*.*)$/.test(resource))) return undefined;
  const all = actions.find((action) => /^[\w-]+:\*$/.test(action));
  if (all !== undefined) return `permits ${all} on every resource.`;
  const handedOut = actions.find((action) => delegating.test(action));
  return handedOut === undefined ? undefined : `permits ${handedOut} on every resource.`;
}
