/** Fixtures of the rule `buckets-owned`. */
import { fails, passes } from '../fixture.ts';

const control = (name: string, object_ownership: string) => ({
  bucket: `\${aws_s3_bucket.${name}.id}`,
  rule: { object_ownership },
});

export const fixtures = [
  fails('not said, or with ACLs', ['aws_s3_bucket.a', 'aws_s3_bucket.b'], {
    aws_s3_bucket: { a: {}, b: {} },
    aws_s3_bucket_ownership_controls: { b: control('b', 'BucketOwnerPreferred') },
  }),
  passes('enforced', {
    aws_s3_bucket: { a: {} },
    aws_s3_bucket_ownership_controls: { a: control('a', 'BucketOwnerEnforced') },
  }),
];
