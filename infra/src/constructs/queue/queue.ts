/**
 * A queue and the dead letters behind it. Both are encrypted, take nothing over plain HTTP, and
 * accept messages from services only for the sources that are named.
 */
import { SqsQueuePolicy } from '@cdktn/provider-aws/lib/sqs-queue-policy/index.js';
import { SqsQueueRedriveAllowPolicy } from '@cdktn/provider-aws/lib/sqs-queue-redrive-allow-policy/index.js';
import { SqsQueue } from '@cdktn/provider-aws/lib/sqs-queue/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import type { QueueConfig } from '../../config/messaging-config.ts';
import { policyOf, type PolicyStatement } from '../iam/policy.ts';

export type QueueProps = {
  readonly name: string;
  readonly config: QueueConfig;
  readonly keyArn: string;
  /** E.g. rules of a bus, which may also send what they could not deliver to the dead letters. */
  readonly sender?: QueueSender;
};

export type QueueSender = {
  /** E.g. `events.amazonaws.com`. */
  readonly service: string;
  readonly sourceArns: readonly string[];
};

export type Queue = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly keyArn: string;
  readonly deadLetterName: string;
  readonly deadLetterArn: string;
  readonly deadLetterUrl: string;
};

const daySeconds = 86_400;

export function createQueue(scope: Construct, id: string, props: QueueProps): Queue {
  const { name, config, keyArn, sender } = props;
  const within = new Construct(scope, id);
  const deadLetters = createDeadLetters(within, 'dead-letters', {
    name: `${name}-dlq`,
    keyArn,
    retentionDays: config.deadLetterRetentionDays,
    ...(sender === undefined ? {} : { sender }),
  });
  const queue = new SqsQueue(within, 'queue', {
    name,
    kmsMasterKeyId: keyArn,
    visibilityTimeoutSeconds: config.visibilitySeconds,
    messageRetentionSeconds: config.retentionDays * daySeconds,
    // Waits for messages instead of being asked all the time.
    receiveWaitTimeSeconds: 20,
    redrivePolicy: Fn.jsonencode({
      deadLetterTargetArn: deadLetters.arn,
      maxReceiveCount: config.receivesMax,
    }),
    tags: { Name: name },
  });
  new SqsQueuePolicy(within, 'policy', {
    queueUrl: queue.url,
    policy: policyOf(statementsOf(queue.arn, sender)),
  });
  new SqsQueueRedriveAllowPolicy(within, 'redrive-allow', {
    queueUrl: deadLetters.url,
    redriveAllowPolicy: Fn.jsonencode({
      redrivePermission: 'byQueue',
      sourceQueueArns: [queue.arn],
    }),
  });
  return {
    name: queue.name,
    arn: queue.arn,
    url: queue.url,
    keyArn,
    deadLetterName: deadLetters.name,
    deadLetterArn: deadLetters.arn,
    deadLetterUrl: deadLetters.url,
  };
}

export type DeadLettersProps = {
  readonly name: string;
  readonly keyArn: string;
  readonly retentionDays: number;
  readonly sender?: QueueSender;
};

export type DeadLetters = { readonly name: string; readonly arn: string; readonly url: string };

/** Dead letters of something that is no queue: a bus, a function. */
export function createDeadLetters(
  scope: Construct,
  id: string,
  { name, keyArn, retentionDays, sender }: DeadLettersProps,
): DeadLetters {
  const within = new Construct(scope, id);
  const queue = new SqsQueue(within, 'queue', {
    name,
    kmsMasterKeyId: keyArn,
    messageRetentionSeconds: retentionDays * daySeconds,
    tags: { Name: name },
  });
  new SqsQueuePolicy(within, 'policy', {
    queueUrl: queue.url,
    policy: policyOf(statementsOf(queue.arn, sender)),
  });
  return { name: queue.name, arn: queue.arn, url: queue.url };
}

const statementsOf = (queueArn: string, sender?: QueueSender): PolicyStatement[] => [
  {
    sid: 'EncryptedConnectionsOnly',
    effect: 'Deny',
    actions: ['sqs:*'],
    resources: [queueArn],
    principals: '*',
    conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
  },
  ...(sender === undefined
    ? []
    : [
        {
          sid: 'NamedSourcesSend',
          actions: ['sqs:SendMessage'],
          resources: [queueArn],
          principals: { Service: [sender.service] },
          conditions: { ArnEquals: { 'aws:SourceArn': sender.sourceArns } },
        },
      ]),
];
