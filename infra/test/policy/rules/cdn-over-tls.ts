/** Fixtures of the rule `cdn-over-tls`. */
import { fails, passes } from '../fixture.ts';

const good = {
  default_cache_behavior: { viewer_protocol_policy: 'redirect-to-https' },
  ordered_cache_behavior: [{ viewer_protocol_policy: 'https-only' }],
  viewer_certificate: { minimum_protocol_version: 'TLSv1.2_2021' },
  origin: [
    { domain_name: 'bucket' },
    {
      domain_name: 'api',
      custom_origin_config: {
        origin_protocol_policy: 'https-only',
        origin_ssl_protocols: ['TLSv1.2'],
      },
    },
  ],
};
const origin = (custom_origin_config: object) => [{ domain_name: 'api', custom_origin_config }];

export const fixtures = [
  fails(
    'plain text or old TLS on either side',
    ['plain', 'path', 'old', 'shared', 'plainOrigin', 'oldOrigin'].map(
      (name) => `aws_cloudfront_distribution.${name}`,
    ),
    {
      aws_cloudfront_distribution: {
        plain: { ...good, default_cache_behavior: { viewer_protocol_policy: 'allow-all' } },
        path: { ...good, ordered_cache_behavior: [{ viewer_protocol_policy: 'allow-all' }] },
        old: { ...good, viewer_certificate: { minimum_protocol_version: 'TLSv1.2_2019' } },
        shared: { ...good, viewer_certificate: { cloudfront_default_certificate: true } },
        plainOrigin: {
          ...good,
          origin: origin({
            origin_protocol_policy: 'match-viewer',
            origin_ssl_protocols: ['TLSv1.2'],
          }),
        },
        oldOrigin: {
          ...good,
          origin: origin({
            origin_protocol_policy: 'https-only',
            origin_ssl_protocols: ['TLSv1.1', 'TLSv1.2'],
          }),
        },
      },
    },
  ),
  passes('TLS 1.2 on both sides, blocks as lists', {
    aws_cloudfront_distribution: {
      good,
      lists: {
        ...good,
        default_cache_behavior: [good.default_cache_behavior],
        viewer_certificate: [{ minimum_protocol_version: 'TLSv1.3_2025' }],
      },
    },
  }),
];
