/** How a database server is watched: measurements of its machine, its statements, its log. */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import type { Construct } from 'constructs';
import type { ServerConfig } from '../../config/database-config.ts';
import { createServiceRole } from '../iam/service-role.ts';

/** Processes and memory of the machine, which CloudWatch alone does not see. */
export const createMonitoringRole = (
  scope: Construct,
  id: string,
  { name, accountId }: { readonly name: string; readonly accountId: string },
): string =>
  createServiceRole(scope, id, {
    name,
    services: ['monitoring.rds.amazonaws.com'],
    // Only for databases of this account.
    conditions: { StringEquals: { 'aws:SourceAccount': [accountId] } },
    managedPolicies: ['arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole'],
  }).arn;

export type DatabaseLogsProps = {
  readonly kind: 'cluster' | 'instance';
  readonly identifier: string;
  readonly retentionDays: number;
  readonly keyArn: string;
};

/** RDS would make the group by itself, without encryption and for ever. */
export const createDatabaseLogs = (
  scope: Construct,
  id: string,
  { kind, identifier, retentionDays, keyArn }: DatabaseLogsProps,
): CloudwatchLogGroup =>
  new CloudwatchLogGroup(scope, id, {
    name: `/aws/rds/${kind}/${identifier}/postgresql`,
    retentionInDays: retentionDays,
    kmsKeyId: keyArn,
  });

/** Arguments of an instance, of Aurora as well as of RDS. */
export const watched = (
  config: Pick<ServerConfig, 'enhancedMonitoringSeconds' | 'performanceInsightsDays'>,
  { roleArn, keyArn }: { readonly roleArn: string; readonly keyArn: string },
) => ({
  monitoringInterval: config.enhancedMonitoringSeconds,
  ...(config.enhancedMonitoringSeconds === 0 ? {} : { monitoringRoleArn: roleArn }),
  performanceInsightsEnabled: true,
  performanceInsightsKmsKeyId: keyArn,
  performanceInsightsRetentionPeriod: config.performanceInsightsDays,
});
