/** Fixtures of the rule `private-origins`. */
import { fails, passes } from '../fixture.ts';

const origin = (more: object) => ({
  origin: [
    { domain_name: 'api.example.com' },
    { domain_name: '${aws_s3_bucket.site.bucket_regional_domain_name}', ...more },
  ],
});

export const fixtures = [
  fails(
    'a bucket without control, a bucket as a web site',
    ['aws_cloudfront_distribution.cdn', 'aws_s3_bucket_website_configuration.site'],
    {
      aws_s3_bucket: { site: {} },
      aws_cloudfront_distribution: { cdn: origin({}) },
      aws_s3_bucket_website_configuration: { site: { bucket: '${aws_s3_bucket.site.id}' } },
    },
  ),
  fails('a bucket by its name', ['aws_cloudfront_distribution.cdn'], {
    aws_cloudfront_distribution: {
      cdn: { origin: [{ domain_name: 'site.s3.ap-northeast-2.amazonaws.com' }] },
    },
  }),
  passes('with control', {
    aws_s3_bucket: { site: {} },
    aws_cloudfront_distribution: {
      cdn: origin({
        origin_access_control_id: '${aws_cloudfront_origin_access_control.site.id}',
      }),
    },
  }),
];
