/** Records which connections the network accepted and refused, for the days it is told. */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { FlowLog } from '@cdktn/provider-aws/lib/flow-log/index.js';
import { IamRolePolicy } from '@cdktn/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { policyOf } from '../iam/policy.ts';
import { createServiceRole } from '../iam/service-role.ts';

export type FlowLogsProps = {
  readonly name: Name;
  readonly vpcId: string;
  readonly keyArn: string;
  readonly retentionDays: number;
};

export function createFlowLogs(scope: Construct, id: string, props: FlowLogsProps): void {
  const { name, vpcId, keyArn, retentionDays } = props;
  const within = new Construct(scope, id);
  const group = new CloudwatchLogGroup(within, 'group', {
    name: `/aws/vpc/${name('flow-logs')}`,
    retentionInDays: retentionDays,
    kmsKeyId: keyArn,
  });
  const role = createServiceRole(within, 'role', {
    name: name('flow-logs'),
    services: ['vpc-flow-logs.amazonaws.com'],
  });
  new IamRolePolicy(within, 'policy', {
    name: 'write-flow-logs',
    role: role.name,
    policy: policyOf([
      {
        sid: 'WriteFlowLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        resources: [`${group.arn}:*`],
      },
    ]),
  });
  new FlowLog(within, 'flow-log', {
    vpcId,
    trafficType: 'ALL',
    iamRoleArn: role.arn,
    logDestination: group.arn,
    maxAggregationInterval: 600,
    tags: { Name: name('flow-log') },
  });
}
