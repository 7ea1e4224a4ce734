/** The rules of the buses and where they send events; every target has retries and dead letters. */
import { CloudwatchEventRule } from '@cdktn/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktn/provider-aws/lib/cloudwatch-event-target/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import type { DeliveryConfig } from '../../config/messaging-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { Bus } from './bus.ts';
import { type BusName, type EventRule, eventRules, type TargetName } from './event-rules.ts';

export type Rule = Pick<EventRule, 'name' | 'target'> & {
  /** With the bus in front, as AWS knows it. */
  readonly fullName: string;
  readonly arn: string;
  readonly busName: string;
};

export type RulesProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly buses: Readonly<Record<BusName, Bus>>;
};

export function createRules(
  scope: Construct,
  id: string,
  { name, accountId, buses }: RulesProps,
): Rule[] {
  const within = new Construct(scope, id);
  return eventRules.map((rule) => {
    const bus = buses[rule.bus];
    const { name: fullName, arn } = new CloudwatchEventRule(within, rule.name, {
      name: name(rule.name),
      description: rule.purpose,
      eventBusName: bus.name,
      eventPattern: Fn.jsonencode({
        account: [accountId],
        source: [bus.source],
        'detail-type': rule.detailTypes,
        ...(rule.detail === undefined ? {} : { detail: rule.detail }),
      }),
    });
    return { name: rule.name, target: rule.target, fullName, arn, busName: bus.name };
  });
}

export type Target = { readonly arn: string; readonly deadLetterArn: string };

export type TargetsProps = {
  readonly rules: readonly Rule[];
  readonly targets: Readonly<Record<TargetName, Target>>;
  readonly delivery: DeliveryConfig;
};

export function createTargets(
  scope: Construct,
  id: string,
  { rules, targets, delivery }: TargetsProps,
): void {
  const within = new Construct(scope, id);
  for (const rule of rules) {
    const { arn, deadLetterArn } = targets[rule.target];
    new CloudwatchEventTarget(within, rule.name, {
      rule: rule.fullName,
      eventBusName: rule.busName,
      targetId: rule.target,
      arn,
      deadLetterConfig: { arn: deadLetterArn },
      retryPolicy: {
        maximumRetryAttempts: delivery.retriesMax,
        maximumEventAgeInSeconds: delivery.eventAgeMaxSeconds,
      },
    });
  }
}

export const ruleArns = (rules: readonly Rule[], target: TargetName): string[] =>
  rules.filter((rule) => rule.target === target).map(({ arn }) => arn);
