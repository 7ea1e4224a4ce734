/** What faces the Internet, the same for all regions. */
import type { DeploymentGraph } from '../../policy/graph.ts';
import type { Box } from './picture.ts';
import { listLength } from './read-network.ts';
import { amount, countOf, word } from './region-resources.ts';

const places = new Map([
  ['PriceClass_All', 'all edge locations'],
  ['PriceClass_200', 'all but the dearest edge locations'],
]);

const protocols = new Map([
  ['http2', 'HTTP/2'],
  ['http2and3', 'HTTP/2 and 3'],
]);

export function edgeBoxes(graph: DeploymentGraph): readonly Box[] {
  const records = graph.ofType('aws_route53_record').length;
  const checks = graph.ofType('aws_route53_health_check');
  const [check] = checks;
  return [
    ...graph.ofType('aws_cloudfront_distribution').map((distribution): Box => ({
      kind: 'edge',
      title: 'CloudFront',
      lines: [
        places.get(word(distribution, 'price_class')) ?? word(distribution, 'price_class'),
        `${listLength(distribution.values.ordered_cache_behavior) + 1} behaviours, ${protocols.get(word(distribution, 'http_version')) ?? 'HTTP'}`,
      ],
    })),
    ...graph
      .ofType('aws_wafv2_web_acl')
      .filter((acl) => word(acl, 'scope') === 'CLOUDFRONT')
      .map((acl): Box => ({
        kind: 'edge',
        title: 'Firewall',
        lines: [countOf(listLength(acl.values.rule), 'rule'), 'pages and API alike'],
      })),
    ...graph
      .ofType('aws_s3_bucket')
      .filter(({ stack }) => stack.lifetime === 'edge')
      .map((): Box => ({
        kind: 'edge',
        title: 'Site bucket',
        lines: ['files of the web app', 'read by CloudFront only'],
      })),
    {
      kind: 'edge',
      title: 'Route 53',
      lines: [
        countOf(records, 'record'),
        ...(check === undefined
          ? []
          : [
              `${countOf(checks.length, 'health check')}, ` +
                `${amount(check, 'request_interval')} s × ${amount(check, 'failure_threshold')}`,
            ]),
      ],
    },
  ];
}
