/** Buckets are encrypted with a key of our own, unless AWS cannot deliver to such a bucket. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isSite, settingsOf, takesLogsWithoutKeys } from '../../reading/buckets.ts';
import { isCustomerKey } from '../../reading/customer-key.ts';
import { blocksOf, valueAt, wordOf } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const encryptedBuckets: Rule = {
  id: 'encrypted-buckets',
  title: 'Buckets are encrypted with a key of our own',
  reason:
    'Reading an object then takes a permission for the key besides the one for the bucket. ' +
    'The public site and the logs that AWS delivers to S3-encrypted buckets only are the ' +
    'exceptions.',
  check: (graph) =>
    complain(
      graph.ofType('aws_s3_bucket'),
      (bucket) => complaintOf(graph, bucket),
      'Add aws_s3_bucket_server_side_encryption_configuration with aws:kms and a key.',
    ),
};

function complaintOf(graph: DeploymentGraph, bucket: Resource): string | undefined {
  const settings = settingsOf(graph, bucket, 'aws_s3_bucket_server_side_encryption_configuration');
  const choices = settings.flatMap((setting) =>
    blocksOf(setting.values.rule).map((block) => {
      const chosen = valueAt(block, 'apply_server_side_encryption_by_default');
      return {
        algorithm: valueAt(chosen, 'sse_algorithm'),
        hasKey: isCustomerKey(graph, setting, valueAt(chosen, 'kms_master_key_id')),
      };
    }),
  );
  if (choices.length === 0) return 'says nothing about encryption.';
  if (takesLogsWithoutKeys(graph, bucket)) {
    return choices.every(({ algorithm }) => algorithm === 'AES256')
      ? undefined
      : 'takes logs that AWS delivers to buckets with AES256 only; they would be lost.';
  }
  if (isSite(graph, bucket)) return undefined;
  return choices.every(({ algorithm, hasKey }) => wordOf(algorithm).startsWith('aws:kms') && hasKey)
    ? undefined
    : 'is not encrypted with a key of our own.';
}
