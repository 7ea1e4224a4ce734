/** No bucket can be made public, not even by mistake. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { settingsOf } from '../../reading/buckets.ts';
import { isTrue, textOf } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const bucketsPrivate: Rule = {
  id: 'buckets-private',
  title: 'Public access to buckets is blocked in all four ways',
  reason: 'A policy or an ACL that is written too wide then still exposes nothing.',
  check: (graph) =>
    complain(
      graph.ofType('aws_s3_bucket'),
      (bucket) => complaintOf(graph, bucket),
      'Add aws_s3_bucket_public_access_block with all four arguments true.',
    ),
};

const switches = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
] as const;

function complaintOf(graph: DeploymentGraph, bucket: Resource): string | undefined {
  if (textOf(bucket.values.acl)?.startsWith('public') === true) return 'has a public ACL.';
  const blocks = settingsOf(graph, bucket, 'aws_s3_bucket_public_access_block');
  if (blocks.length === 0) return 'does not block public access.';
  const open = switches.filter((name) => !blocks.some(({ values }) => isTrue(values[name])));
  return open.length === 0 ? undefined : `does not set ${open.join(', ')}.`;
}
