/** Buckets, and the resources that each of their settings is kept in. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import { type Json, listOf, valueAt } from './json.ts';
import { nameIn } from './names.ts';

/** Settings of a bucket, of a type such as `aws_s3_bucket_versioning`. */
export const settingsOf = (
  graph: DeploymentGraph,
  bucket: Resource,
  type: string,
): readonly Resource[] =>
  graph.ofType(type).filter((setting) => means(graph, setting, setting.values.bucket, bucket));

function means(
  graph: DeploymentGraph,
  from: Resource,
  value: Json | undefined,
  bucket: Resource,
): boolean {
  if (graph.targetsOf(from, value).some(({ resource }) => resource === bucket)) return true;
  const name = nameIn(graph, from, value);
  return name !== '' && name === nameIn(graph, bucket, bucket.values.bucket);
}

type Use = { readonly type: string; readonly path: readonly string[] };

/** They deliver to buckets with S3's own encryption only. */
const logsWithoutKeys: readonly Use[] = [
  { type: 'aws_lb', path: ['access_logs', 'bucket'] },
  { type: 'aws_lb', path: ['connection_logs', 'bucket'] },
  { type: 'aws_lb', path: ['health_check_logs', 'bucket'] },
  { type: 'aws_s3_bucket_logging', path: ['target_bucket'] },
];

const otherLogs: readonly Use[] = [
  { type: 'aws_cloudfront_distribution', path: ['logging_config', 'bucket'] },
  { type: 'aws_cloudtrail', path: ['s3_bucket_name'] },
  { type: 'aws_flow_log', path: ['log_destination'] },
  { type: 'aws_wafv2_web_acl_logging_configuration', path: ['log_destination_configs'] },
  { type: 'aws_cloudwatch_log_delivery_destination', path: ['delivery_destination_configuration'] },
];

const isUsedBy = (graph: DeploymentGraph, bucket: Resource, uses: readonly Use[]): boolean =>
  uses.some(({ type, path }) =>
    graph
      .ofType(type)
      .some((user) =>
        listOf(valueAt(user.values, ...path)).some((value) => means(graph, user, value, bucket)),
      ),
  );

export const takesLogsWithoutKeys = (graph: DeploymentGraph, bucket: Resource): boolean =>
  isUsedBy(graph, bucket, logsWithoutKeys);

export const takesLogs = (graph: DeploymentGraph, bucket: Resource): boolean =>
  isUsedBy(graph, bucket, [...logsWithoutKeys, ...otherLogs]);

/** What CloudFront shows to everybody. */
export const isSite = (graph: DeploymentGraph, bucket: Resource): boolean =>
  graph
    .ofType('aws_cloudfront_distribution')
    .some((distribution) =>
      graph
        .targetsOf(distribution, distribution.values.origin)
        .some(({ resource }) => resource === bucket),
    );
