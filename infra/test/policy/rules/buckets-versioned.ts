/** Fixtures of the rule `buckets-versioned`. */
import { fails, passes } from '../fixture.ts';

const versioning = (name: string, status: string) => ({
  bucket: `\${aws_s3_bucket.${name}.id}`,
  versioning_configuration: { status },
});

export const fixtures = [
  fails('none, or suspended', ['aws_s3_bucket.a', 'aws_s3_bucket.b'], {
    aws_s3_bucket: { a: {}, b: {} },
    aws_s3_bucket_versioning: { b: versioning('b', 'Suspended') },
  }),
  passes('for data, not for logs', {
    aws_s3_bucket: { a: {}, logs: {} },
    aws_s3_bucket_versioning: { a: versioning('a', 'Enabled') },
    aws_cloudtrail: { main: { s3_bucket_name: '${aws_s3_bucket.logs.bucket}' } },
  }),
];
