/** The site's bucket answers to the CDN only. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { blocksOf, isPresent, wordOf } from '../../reading/json.ts';
import { complain, complainByType, type Rule } from '../../rule.ts';

export const privateOrigins: Rule = {
  id: 'private-origins',
  title: 'Buckets behind CloudFront answer to CloudFront only',
  reason: 'A second address beside the CDN has neither its web ACL nor its headers.',
  check: (graph) => [
    ...complain(
      graph.ofType('aws_cloudfront_distribution'),
      (distribution) =>
        blocksOf(distribution.values.origin).every(
          (origin) =>
            !isBucket(graph, distribution, origin.domain_name) ||
            isPresent(origin.origin_access_control_id),
        )
          ? undefined
          : 'reads a bucket without origin access control.',
      'Set origin_access_control_id.',
    ),
    ...complainByType(
      graph,
      { aws_s3_bucket_website_configuration: () => 'makes a bucket a web site of its own.' },
      'Remove it; CloudFront serves the bucket through origin access control.',
    ),
  ],
};

const isBucket = (
  graph: DeploymentGraph,
  from: Resource,
  domain: Resource['values'][string] | undefined,
): boolean =>
  /\.s3[.-][\w.-]*amazonaws\.com/.test(wordOf(domain)) ||
  graph.targetsOf(from, domain).some(({ resource }) => resource.type === 'aws_s3_bucket');
