/**
 * Restarts processes after the password of the database was rotated: they read it when they start
 * and never again. A runbook of Systems Manager asks each service to replace its processes one by
 * one, as in a release. Pods are not restarted here: they follow their Secret.
 */
import { CloudwatchEventRule } from '@cdktn/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktn/provider-aws/lib/cloudwatch-event-target/index.js';
import { SsmDocument } from '@cdktn/provider-aws/lib/ssm-document/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { createServiceRole } from '../iam/service-role.ts';
import { rotatedPattern } from './rotation-notice.ts';

/** What runs processes. */
export type Restartable =
  | {
      readonly kind: 'ecs-service';
      readonly part: string;
      readonly cluster: string;
      readonly service: string;
      readonly serviceArn: string;
    }
  | {
      readonly kind: 'instances';
      readonly part: string;
      readonly groupName: string;
      readonly groupArn: string;
      /** The same as in a release: the API would take 90 and 100 otherwise. */
      readonly minHealthyPercent: number;
      readonly maxHealthyPercent: number;
    };

export type RestartOnRotationProps = {
  readonly name: Name;
  readonly region: string;
  readonly accountId: string;
  readonly secretArn: string;
  readonly restart: readonly Restartable[];
  /** A queue that `events.amazonaws.com` may send to. */
  readonly deadLetterArn: string;
};

export function createRestartOnRotation(
  scope: Construct,
  id: string,
  props: RestartOnRotationProps,
): void {
  const { name, region, accountId, secretArn, restart, deadLetterArn } = props;
  const within = new Construct(scope, id);
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': [accountId] } };
  const role = createServiceRole(within, 'runbook-role', {
    name: name('restart'),
    services: ['ssm.amazonaws.com'],
    conditions: ofThisAccount,
    statements: restart.map((one) => permissionOf(one)),
  });
  const runbook = new SsmDocument(within, 'runbook', {
    name: name('restart'),
    documentType: 'Automation',
    documentFormat: 'JSON',
    content: Fn.jsonencode({
      schemaVersion: '0.3',
      description: 'Restarts every process, one by one, so that all read their secrets again.',
      assumeRole: role.arn,
      mainSteps: restart.map((one) => ({
        name: `restart_${one.part.replaceAll('-', '_')}`,
        action: 'aws:executeAwsApi',
        // One that is being replaced already must not keep the others from it.
        onFailure: 'Continue',
        inputs: callOf(one),
      })),
    }),
    tags: { Name: name('restart') },
  });
  const definition = `arn:aws:ssm:${region}:${accountId}:automation-definition/${runbook.name}`;
  const starter = createServiceRole(within, 'event-role', {
    name: name('restart-events'),
    services: ['events.amazonaws.com'],
    conditions: ofThisAccount,
    statements: [
      {
        sid: 'StartRunbook',
        actions: ['ssm:StartAutomationExecution'],
        resources: [`${definition}:$DEFAULT`],
      },
      {
        sid: 'PassItsRole',
        actions: ['iam:PassRole'],
        resources: [role.arn],
        conditions: { StringEquals: { 'iam:PassedToService': ['ssm.amazonaws.com'] } },
      },
    ],
  });
  const rule = new CloudwatchEventRule(within, 'rule', {
    name: name('restart-after-rotation'),
    description: 'Restarts processes when the database has another password',
    eventPattern: Fn.jsonencode(rotatedPattern(secretArn)),
  });
  new CloudwatchEventTarget(within, 'target', {
    rule: rule.name,
    arn: `${definition}:$DEFAULT`,
    roleArn: starter.arn,
    // The event itself would be taken for the runbook's parameters; it has none.
    input: '{}',
    deadLetterConfig: { arn: deadLetterArn },
    retryPolicy: { maximumRetryAttempts: 24, maximumEventAgeInSeconds: 3_600 },
  });
}

const permissionOf = (one: Restartable): PolicyStatement => ({
  sid: `Restart${one.part.replaceAll(/\W/g, '')}`,
  ...(one.kind === 'ecs-service'
    ? { actions: ['ecs:UpdateService'], resources: [one.serviceArn] }
    : { actions: ['autoscaling:StartInstanceRefresh'], resources: [one.groupArn] }),
});

const callOf = (one: Restartable): Readonly<Record<string, unknown>> =>
  one.kind === 'ecs-service'
    ? {
        Service: 'ecs',
        Api: 'UpdateService',
        cluster: one.cluster,
        service: one.service,
        forceNewDeployment: true,
      }
    : {
        Service: 'autoscaling',
        Api: 'StartInstanceRefresh',
        AutoScalingGroupName: one.groupName,
        Preferences: {
          MinHealthyPercentage: one.minHealthyPercent,
          MaxHealthyPercentage: one.maxHealthyPercent,
        },
      };
