/**
 * Services check at once whether they may write into a bucket that they are told of, so its policy
 * has to exist before them.
 */
import { S3BucketPolicy } from '@cdktn/provider-aws/lib/s3-bucket-policy/index.js';
import type { Construct } from 'constructs';

/** All policies of buckets below a scope. */
export const bucketPoliciesIn = (scope: Construct): S3BucketPolicy[] =>
  scope.node.findAll().filter((element) => element instanceof S3BucketPolicy);
