/** Fixtures of the rule `buckets-private`. */
import { fails, passes } from '../fixture.ts';

const all = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

export const fixtures = [
  fails(
    'not blocked, three of four, a public ACL',
    ['aws_s3_bucket.none', 'aws_s3_bucket.three', 'aws_s3_bucket.acl'],
    {
      aws_s3_bucket: { none: {}, three: {}, acl: { acl: 'public-read' } },
      aws_s3_bucket_public_access_block: {
        three: { ...all, bucket: '${aws_s3_bucket.three.id}', restrict_public_buckets: false },
        acl: { ...all, bucket: '${aws_s3_bucket.acl.id}' },
      },
    },
  ),
  passes('all four', {
    aws_s3_bucket: { a: {}, named: { bucket: 'onsale-data' } },
    aws_s3_bucket_public_access_block: {
      a: { ...all, bucket: '${aws_s3_bucket.a.id}' },
      named: { ...all, bucket: 'onsale-data' },
    },
  }),
];
