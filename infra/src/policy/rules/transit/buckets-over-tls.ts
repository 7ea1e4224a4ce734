/** Buckets refuse requests in plain text. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { settingsOf } from '../../reading/buckets.ts';
import { type Statement, statementsOf } from '../../reading/policy-document.ts';
import { complain, type Rule } from '../../rule.ts';

export const bucketsOverTls: Rule = {
  id: 'buckets-over-tls',
  title: 'Buckets refuse requests without TLS',
  reason: 'S3 answers over plain HTTP unless the policy of the bucket says no.',
  check: (graph) =>
    complain(
      graph.ofType('aws_s3_bucket'),
      (bucket) => (refusesPlainText(graph, bucket) ? undefined : 'answers over plain HTTP.'),
      'Deny s3:* on the bucket and its objects where aws:SecureTransport is false.',
    ),
};

function refusesPlainText(graph: DeploymentGraph, bucket: Resource): boolean {
  const refusals = settingsOf(graph, bucket, 'aws_s3_bucket_policy')
    .flatMap((policy) => statementsOf(graph, policy, policy.values.policy) ?? [])
    .filter(refusesWithoutTls);
  const resources = refusals.flatMap((statement) => statement.resources);
  return (
    resources.some((resource) => resource.endsWith('/*')) &&
    resources.some((resource) => !resource.endsWith('/*'))
  );
}

const refusesWithoutTls = ({ allows, inverts, actions, principals, conditions }: Statement) =>
  !allows &&
  inverts.length === 0 &&
  actions.some((action) => action === '*' || action === 's3:*') &&
  principals.some(({ values }) => values.includes('*')) &&
  conditions.length === 1 &&
  conditions.some(
    ({ operator, key, values }) =>
      operator === 'Bool' &&
      key.toLowerCase() === 'aws:securetransport' &&
      values.includes('false'),
  );
