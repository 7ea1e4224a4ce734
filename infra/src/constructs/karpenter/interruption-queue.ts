/**
 * Tells Karpenter which instances are about to go: Spot takes one back with two minutes' notice,
 * EC2 thinks one will be taken, stops one, or has maintenance to do. Messages older than five
 * minutes are of no use to anybody.
 */
import { CloudwatchEventRule } from '@cdktn/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktn/provider-aws/lib/cloudwatch-event-target/index.js';
import { SqsQueuePolicy } from '@cdktn/provider-aws/lib/sqs-queue-policy/index.js';
import { SqsQueue } from '@cdktn/provider-aws/lib/sqs-queue/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { policyOf, type PolicyStatement } from '../iam/policy.ts';

export type InterruptionQueue = { readonly name: string; readonly arn: string };

const events = {
  'spot-interruption': ['aws.ec2', 'EC2 Spot Instance Interruption Warning'],
  rebalance: ['aws.ec2', 'EC2 Instance Rebalance Recommendation'],
  'state-change': ['aws.ec2', 'EC2 Instance State-change Notification'],
  'scheduled-change': ['aws.health', 'AWS Health Event'],
} as const satisfies Readonly<Record<string, readonly [source: string, detailType: string]>>;

/** Longer than a message lives, so that what could not be read can be looked at. */
const deadLetterSeconds = 1_209_600;

export function createInterruptionQueue(
  scope: Construct,
  id: string,
  name: Name,
): InterruptionQueue {
  const within = new Construct(scope, id);
  const deadLetters = new SqsQueue(within, 'dead-letters', {
    name: name('karpenter-dead-letters'),
    messageRetentionSeconds: deadLetterSeconds,
    sqsManagedSseEnabled: true,
  });
  const queue = new SqsQueue(within, 'queue', {
    name: name('karpenter-interruption'),
    messageRetentionSeconds: 300,
    sqsManagedSseEnabled: true,
    redrivePolicy: Fn.jsonencode({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 5 }),
  });
  const rules = Object.entries(events).map(([part, [source, detailType]]) => {
    const rule = new CloudwatchEventRule(within, part, {
      name: name(`karpenter-${part}`),
      description: `${detailType}, for Karpenter`,
      eventPattern: Fn.jsonencode({ source: [source], 'detail-type': [detailType] }),
    });
    new CloudwatchEventTarget(within, `${part}-target`, {
      rule: rule.name,
      targetId: 'karpenter',
      arn: queue.arn,
      deadLetterConfig: { arn: deadLetters.arn },
    });
    return rule.arn;
  });
  for (const [part, one] of Object.entries({ queue, 'dead-letters': deadLetters })) {
    new SqsQueuePolicy(within, `${part}-policy`, {
      queueUrl: one.url,
      policy: policyOf(accessTo(one.arn, rules)),
    });
  }
  return { name: queue.name, arn: queue.arn };
}

const accessTo = (queueArn: string, ruleArns: readonly string[]): readonly PolicyStatement[] => [
  {
    sid: 'EventsOfThisCluster',
    actions: ['sqs:SendMessage'],
    resources: [queueArn],
    principals: { Service: ['events.amazonaws.com'] },
    conditions: { ArnEquals: { 'aws:SourceArn': ruleArns } },
  },
  {
    sid: 'OnlyOverTls',
    effect: 'Deny',
    actions: ['sqs:*'],
    resources: [queueArn],
    principals: '*',
    conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
  },
];
