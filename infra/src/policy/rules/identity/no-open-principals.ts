/** No resource may be used by everybody. */
import { isPresent } from '../../reading/json.ts';
import { resourcePolicies, trustPolicies } from '../../reading/policies.ts';
import type { Condition, Statement } from '../../reading/policy-document.ts';
import { complainByType, type Rule, violation } from '../../rule.ts';

export const noOpenPrincipals: Rule = {
  id: 'no-open-principals',
  title: 'No resource admits everybody',
  reason: 'A policy that admits `*` admits every account of AWS.',
  check: (graph) => [
    ...[...resourcePolicies(graph), ...trustPolicies(graph)].flatMap(({ resource, statements }) => {
      if (statements === undefined) {
        return [violation(resource, 'has a policy that cannot be read.', 'Write it in place.')];
      }
      return statements.some(admitsEverybody)
        ? [violation(resource, 'admits everybody.', 'Name principals, or a condition on them.')]
        : [];
    }),
    ...complainByType(
      graph,
      {
        aws_lambda_permission: ({ values }) =>
          values.principal === '*' && !isPresent(values.principal_org_id)
            ? 'admits everybody.'
            : undefined,
        aws_lambda_function_url: ({ values }) =>
          values.authorization_type === 'NONE' ? 'admits everybody, past the web ACL.' : undefined,
      },
      'Name principals, or a condition on them.',
    ),
  ],
};

/** Only these say who asks; `aws:SecureTransport`, say, only how. */
const bindingKeys: ReadonlySet<string> = new Set(
  [
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:userid',
    'kms:CallerAccount',
  ].map((key) => key.toLowerCase()),
);

const binds = ({ operator, key, values }: Condition): boolean =>
  bindingKeys.has(key.toLowerCase()) && !/Not/.test(operator) && !values.includes('*');

const admitsEverybody = ({ allows, inverts, principals, conditions }: Statement): boolean =>
  allows &&
  !conditions.some(binds) &&
  (inverts.includes('principals') ||
    principals.some(({ type, values }) => type !== 'Service' && values.includes('*')));
