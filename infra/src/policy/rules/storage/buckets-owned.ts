/** Objects belong to the bucket's owner, and access control lists count for nothing. */
import { settingsOf } from '../../reading/buckets.ts';
import { valueAt } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const bucketsOwned: Rule = {
  id: 'buckets-owned',
  title: 'Objects belong to the owner of the bucket',
  reason: 'Access then depends on policies only, in one place.',
  check: (graph) =>
    complain(
      graph.ofType('aws_s3_bucket'),
      (bucket) =>
        settingsOf(graph, bucket, 'aws_s3_bucket_ownership_controls').some(
          ({ values }) => valueAt(values.rule, 'object_ownership') === 'BucketOwnerEnforced',
        )
          ? undefined
          : 'leaves room for access control lists.',
      'Add aws_s3_bucket_ownership_controls with BucketOwnerEnforced.',
    ),
};
