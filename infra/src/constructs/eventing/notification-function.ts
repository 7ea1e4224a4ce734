/** The function that tells operators in plain words what happened; its code is in the folder. */
import { join } from 'node:path';
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunctionEventInvokeConfig } from '@cdktn/provider-aws/lib/lambda-function-event-invoke-config/index.js';
import { LambdaFunction } from '@cdktn/provider-aws/lib/lambda-function/index.js';
import { LambdaPermission } from '@cdktn/provider-aws/lib/lambda-permission/index.js';
import { AssetType, Fn, TerraformAsset } from 'cdktn';
import { Construct } from 'constructs';
import type { DeliveryConfig, NotificationFunctionConfig } from '../../config/messaging-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { createServiceRole } from '../iam/service-role.ts';
import { createDeadLetters } from '../queue/queue.ts';
import { type Rule, ruleArns } from './rules.ts';

/** Where messages go. Its key has to be named when it is one of ours. */
export type NotificationTopic = { readonly arn: string; readonly keyArn?: string };

export type NotificationFunctionProps = {
  readonly name: Name;
  readonly config: NotificationFunctionConfig;
  readonly delivery: DeliveryConfig;
  readonly topic: NotificationTopic;
  readonly dataKeyArn: string;
  readonly logKeyArn: string;
  readonly rules: readonly Rule[];
};

export type NotificationFunction = {
  readonly name: string;
  readonly arn: string;
  readonly logGroupName: string;
  readonly deadLetterName: string;
  readonly deadLetterArn: string;
};

const deadLetterDays = 14;

export function createNotificationFunction(
  scope: Construct,
  id: string,
  props: NotificationFunctionProps,
): NotificationFunction {
  const { name, config, delivery, topic, dataKeyArn, rules } = props;
  const within = new Construct(scope, id);
  const functionName = name('notification-function');
  // Of the rules that could not reach it, and of its own failures: both are the event itself.
  const deadLetters = createDeadLetters(within, 'dead-letters', {
    name: `${functionName}-dlq`,
    keyArn: dataKeyArn,
    retentionDays: deadLetterDays,
    sender: { service: 'events.amazonaws.com', sourceArns: ruleArns(rules, 'notification') },
  });
  const logs = new CloudwatchLogGroup(within, 'logs', {
    name: `/aws/lambda/${functionName}`,
    retentionInDays: config.logRetentionDays,
    kmsKeyId: props.logKeyArn,
  });
  const role = createServiceRole(within, 'role', {
    name: functionName,
    services: ['lambda.amazonaws.com'],
    statements: statementsOf({
      topic,
      dataKeyArn,
      logGroupArn: logs.arn,
      deadLetterArn: deadLetters.arn,
    }),
  });
  const code = new TerraformAsset(within, 'code', {
    path: join(import.meta.dirname, 'notification-function'),
    type: AssetType.ARCHIVE,
  });
  const lambda = new LambdaFunction(within, 'function', {
    functionName,
    description: 'Tells operators what happened',
    role: role.arn,
    runtime: 'nodejs24.x',
    architectures: ['arm64'],
    handler: 'index.handler',
    filename: code.path,
    sourceCodeHash: Fn.filebase64sha256(code.path),
    memorySize: config.memoryMb,
    timeout: config.timeoutSeconds,
    environment: { variables: { TOPIC_ARN: topic.arn } },
    kmsKeyArn: dataKeyArn,
    deadLetterConfig: { targetArn: deadLetters.arn },
    loggingConfig: { logFormat: 'JSON', logGroup: logs.name },
  });
  new LambdaFunctionEventInvokeConfig(within, 'retries', {
    functionName: lambda.functionName,
    // AWS repeats a failed call twice at most.
    maximumRetryAttempts: Math.min(2, delivery.retriesMax),
    maximumEventAgeInSeconds: Math.min(21_600, delivery.eventAgeMaxSeconds),
  });
  permitRules(within, lambda, rules);
  return {
    name: lambda.functionName,
    arn: lambda.arn,
    logGroupName: logs.name,
    deadLetterName: deadLetters.name,
    deadLetterArn: deadLetters.arn,
  };
}

function permitRules(scope: Construct, lambda: LambdaFunction, rules: readonly Rule[]): void {
  for (const { name, arn } of rules.filter(({ target }) => target === 'notification')) {
    new LambdaPermission(scope, `permission-${name}`, {
      functionName: lambda.functionName,
      action: 'lambda:InvokeFunction',
      principal: 'events.amazonaws.com',
      sourceArn: arn,
    });
  }
}

type StatementsProps = {
  readonly topic: NotificationTopic;
  readonly dataKeyArn: string;
  readonly logGroupArn: string;
  readonly deadLetterArn: string;
};

const statementsOf = (props: StatementsProps): PolicyStatement[] => [
  {
    sid: 'WriteLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${props.logGroupArn}:*`],
  },
  { sid: 'Notify', actions: ['sns:Publish'], resources: [props.topic.arn] },
  { sid: 'KeepFailures', actions: ['sqs:SendMessage'], resources: [props.deadLetterArn] },
  {
    sid: 'UseKeys',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    resources: [
      props.dataKeyArn,
      ...(props.topic.keyArn === undefined ? [] : [props.topic.keyArn]),
    ],
  },
];
