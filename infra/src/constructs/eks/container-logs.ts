/**
 * Where the CloudWatch add-on writes: what containers print, and what Container Insights measures.
 * The add-on would make the groups itself, without an end and without a key.
 */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { Construct } from 'constructs';
import { clusterLogs } from '../log-groups/log-group-names.ts';

export type ContainerLogsProps = {
  readonly clusterName: string;
  readonly retentionDays: number;
  readonly keyArn: string;
};

const kinds = ['application', 'dataplane', 'host', 'performance'] as const;
export type ContainerLogs = {
  /** What the product prints. */
  readonly applicationGroup: string;
  readonly groups: readonly CloudwatchLogGroup[];
};

export function createContainerLogs(
  scope: Construct,
  id: string,
  { clusterName, retentionDays, keyArn }: ContainerLogsProps,
): ContainerLogs {
  const within = new Construct(scope, id);
  return {
    applicationGroup: clusterLogs(clusterName, 'application'),
    groups: kinds.map(
      (kind) =>
        new CloudwatchLogGroup(within, kind, {
          name: clusterLogs(clusterName, kind),
          retentionInDays: retentionDays,
          kmsKeyId: keyArn,
        }),
    ),
  };
}
