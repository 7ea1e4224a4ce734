/** A rule of ours, and what the provider makes of it. Its place in the list is its priority. */
import type { Wafv2WebAclRule } from '@cdktn/provider-aws/lib/wafv2-web-acl/index.js';
import type { RefusalKind } from './refusals.ts';
import { refusalOf } from './refusals.ts';
import type { ManagedGroup, Match, RateBased } from './statements.ts';

export type Rule = {
  /** Also the name of its metric. */
  readonly name: string;
} & (
  | {
      readonly statement: ManagedGroup;
      /** `own`: what each rule of the group says. `count`: they only label. */
      readonly group: 'own' | 'count';
    }
  | {
      readonly statement: Match | RateBased;
      readonly action: 'allow' | 'count' | 'captcha' | 'challenge' | { refuse: RefusalKind };
    }
);

export function ruleOf(rule: Rule, priority: number): Wafv2WebAclRule {
  const { name, statement } = rule;
  return {
    name,
    priority,
    statement,
    ...('group' in rule
      ? { overrideAction: rule.group === 'own' ? { none: {} } : { count: {} } }
      : { action: actionOf(rule.action) }),
    visibilityConfig: {
      cloudwatchMetricsEnabled: true,
      metricName: name,
      sampledRequestsEnabled: true,
    },
  };
}

const actionOf = (
  action: Extract<Rule, { action: unknown }>['action'],
): NonNullable<Wafv2WebAclRule['action']> =>
  typeof action === 'string'
    ? { [action]: {} }
    : { block: { customResponse: refusalOf(action.refuse) } };
