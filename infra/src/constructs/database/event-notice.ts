/** Tells people what happened in AWS: a rule of the default bus, and a sentence for a topic. */
import { CloudwatchEventRule } from '@cdktn/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktn/provider-aws/lib/cloudwatch-event-target/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';

export type NoticeTarget = {
  /** A topic that `events.amazonaws.com` may publish to. */
  readonly topicArn: string;
  /** A queue that `events.amazonaws.com` may send to: for notices that were not delivered. */
  readonly deadLetterArn: string;
};

export type EventNoticeProps = {
  readonly name: string;
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  /** By name: where in the event a part of the sentence is, e.g. `$.time`. */
  readonly parts: Readonly<Record<string, string>>;
  /** Parts stand in it as `<name>`. */
  readonly sentence: string;
  readonly target: NoticeTarget;
};

/** Returns the rule's ARN: what a queue's or a topic's policy may name. */
export function createEventNotice(scope: Construct, id: string, props: EventNoticeProps): string {
  const { name, description, pattern, parts, sentence, target } = props;
  const within = new Construct(scope, id);
  const rule = new CloudwatchEventRule(within, 'rule', {
    name,
    description,
    eventPattern: Fn.jsonencode(pattern),
  });
  new CloudwatchEventTarget(within, 'topic', {
    rule: rule.name,
    arn: target.topicArn,
    inputTransformer: { inputPaths: { ...parts }, inputTemplate: `"${sentence}"` },
    deadLetterConfig: { arn: target.deadLetterArn },
    retryPolicy: { maximumRetryAttempts: 24, maximumEventAgeInSeconds: 3_600 },
  });
  return rule.arn;
}
