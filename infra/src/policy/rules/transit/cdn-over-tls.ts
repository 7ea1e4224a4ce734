/** CloudFront speaks TLS 1.2 or later to browsers and to what is behind it. */
import type { Resource } from '../../graph.ts';
import { blocksOf, isPresent, textOf, textsOf, valueAt } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const cdnOverTls: Rule = {
  id: 'cdn-over-tls',
  title: 'CloudFront speaks TLS 1.2 or later on both sides',
  reason: 'The way from the edge to the origin crosses networks like the one to the browser.',
  check: (graph) =>
    complain(
      graph.ofType('aws_cloudfront_distribution'),
      complaintOf,
      'Redirect to HTTPS, set minimum_protocol_version TLSv1.2_2021 or later, and https-only ' +
        'with TLSv1.2 to origins.',
    ),
};

const strongVersion = /^TLSv1\.(?:2_202[1-9]|3_\d{4})$/;

function complaintOf({ values }: Resource): string | undefined {
  const behaviors = [
    ...blocksOf(values.default_cache_behavior),
    ...blocksOf(values.ordered_cache_behavior),
  ];
  const secure = behaviors.every(({ viewer_protocol_policy }) =>
    ['redirect-to-https', 'https-only'].includes(textOf(viewer_protocol_policy) ?? ''),
  );
  if (!secure) return 'answers browsers over plain HTTP.';
  // With CloudFront's own certificate the version cannot be chosen and is TLSv1.
  const version = textOf(valueAt(values.viewer_certificate, 'minimum_protocol_version')) ?? '';
  if (!strongVersion.test(version)) return 'permits browsers TLS below 1.2.';
  const origins = blocksOf(values.origin)
    .map(({ custom_origin_config }) => custom_origin_config)
    .filter(isPresent);
  const strong = origins.every(
    (origin) =>
      valueAt(origin, 'origin_protocol_policy') === 'https-only' &&
      textsOf(valueAt(origin, 'origin_ssl_protocols')).every((protocol) => protocol === 'TLSv1.2'),
  );
  return strong ? undefined : 'reaches an origin without TLS 1.2.';
}
