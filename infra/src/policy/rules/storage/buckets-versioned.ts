/** What is overwritten or deleted in a bucket can be had back. */
import { settingsOf, takesLogs } from '../../reading/buckets.ts';
import { valueAt } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const bucketsVersioned: Rule = {
  id: 'buckets-versioned',
  title: 'Buckets keep old versions, except those for logs',
  reason: 'One wrong upload or deletion is undone in a minute; replication needs versions too.',
  check: (graph) =>
    complain(
      graph.ofType('aws_s3_bucket').filter((bucket) => !takesLogs(graph, bucket)),
      (bucket) =>
        settingsOf(graph, bucket, 'aws_s3_bucket_versioning').some(
          ({ values }) => valueAt(values.versioning_configuration, 'status') === 'Enabled',
        )
          ? undefined
          : 'keeps no old versions.',
      'Add aws_s3_bucket_versioning with the status Enabled.',
    ),
};
