/** What an instance may do: fetch its image, its secrets and its settings, and report on itself. */
import { IamInstanceProfile } from '@cdktn/provider-aws/lib/iam-instance-profile/index.js';
import { Construct } from 'constructs';
import type { SecretReference } from '../../runtime/contract.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import {
  pullImage,
  readSecrets,
  sendTraces,
  writeLogs,
} from '../ecs-service/container-statements.ts';
import { createServiceRole } from '../iam/service-role.ts';
import { agentNamespace } from './agent-config.ts';

export type InstanceRoleProps = {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly groupName: string;
  readonly imageParameterArn: string;
  readonly repositoryArn: string;
  readonly secrets: readonly SecretReference[];
  /** The key that the secrets are encrypted with. */
  readonly secretsKeyArn: string;
  readonly logGroupArn: string;
  /** What the product itself needs, e.g. to take messages from a queue. */
  readonly statements: readonly PolicyStatement[];
};

export type InstanceRole = { readonly arn: string; readonly profileArn: string };

export function createInstanceRole(
  scope: Construct,
  id: string,
  props: InstanceRoleProps,
): InstanceRole {
  const { region, accountId, groupName } = props;
  const within = new Construct(scope, id);
  const groups = `arn:aws:autoscaling:${region}:${accountId}`;
  const role = createServiceRole(within, 'role', {
    name: props.name,
    services: ['ec2.amazonaws.com'],
    // Session Manager and Run Command: nobody needs SSH, a key pair or an open port.
    managedPolicies: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
    statements: [
      ...pullImage(props.repositoryArn),
      ...readSecrets(props.secrets, props.secretsKeyArn, region),
      ...writeLogs([props.logGroupArn]),
      ...sendTraces,
      {
        sid: 'ReadWhichImageToRun',
        actions: ['ssm:GetParameter'],
        resources: [props.imageParameterArn],
      },
      {
        // Metrics have no ARN; the namespace is what can be limited.
        sid: 'SendMetricsOfTheAgent',
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': [agentNamespace] } },
      },
      {
        sid: 'ReportToItsOwnGroup',
        actions: ['autoscaling:CompleteLifecycleAction', 'autoscaling:SetInstanceHealth'],
        resources: [`${groups}:autoScalingGroup:*:autoScalingGroupName/${groupName}`],
      },
      ...props.statements,
    ],
  });
  const profile = new IamInstanceProfile(within, 'profile', { name: props.name, role: role.name });
  return { arn: role.arn, profileArn: profile.arn };
}
