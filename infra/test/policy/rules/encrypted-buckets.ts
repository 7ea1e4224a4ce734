/** Fixtures of the rule `encrypted-buckets`. */
import { fails, key, keyArn, passes } from '../fixture.ts';

const setting = (bucket: string, chosen: object) => ({
  bucket,
  rule: [{ apply_server_side_encryption_by_default: chosen }],
});
const ownKey = { sse_algorithm: 'aws:kms', kms_master_key_id: keyArn };

export const fixtures = [
  fails(
    'nothing said, S3 keys, or a key of AWS',
    ['aws_s3_bucket.silent', 'aws_s3_bucket.plain', 'aws_s3_bucket.foreign'],
    {
      aws_s3_bucket: { silent: {}, plain: {}, foreign: {} },
      aws_s3_bucket_server_side_encryption_configuration: {
        plain: setting('${aws_s3_bucket.plain.id}', { sse_algorithm: 'AES256' }),
        foreign: setting('${aws_s3_bucket.foreign.id}', { sse_algorithm: 'aws:kms' }),
      },
    },
  ),
  fails('logs that could not be delivered', ['aws_s3_bucket.logs'], {
    ...key,
    aws_s3_bucket: { logs: {} },
    aws_lb: { api: { access_logs: { bucket: '${aws_s3_bucket.logs.bucket}', enabled: true } } },
    aws_s3_bucket_server_side_encryption_configuration: {
      logs: setting('${aws_s3_bucket.logs.id}', ownKey),
    },
  }),
  passes('a key for data, S3 keys for the site and for logs', {
    ...key,
    aws_s3_bucket: { data: {}, site: {}, logs: { bucket: 'the-logs' } },
    aws_lb: { api: { access_logs: [{ bucket: 'the-logs', enabled: true }] } },
    aws_cloudfront_distribution: {
      site: { origin: [{ domain_name: '${aws_s3_bucket.site.bucket_regional_domain_name}' }] },
    },
    aws_s3_bucket_server_side_encryption_configuration: {
      data: setting('${aws_s3_bucket.data.id}', ownKey),
      site: setting('${aws_s3_bucket.site.id}', { sse_algorithm: 'AES256' }),
      logs: setting('the-logs', { sse_algorithm: 'AES256' }),
    },
  }),
];
