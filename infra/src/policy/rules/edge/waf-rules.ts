/** A web ACL limits rates, and uses what AWS knows of attacks. */
import type { Resource } from '../../graph.ts';
import { numberOf, textOf } from '../../reading/json.ts';
import { hasAction, rulesOf, statementsOfKind } from '../../reading/web-acl.ts';
import { complain, type Rule } from '../../rule.ts';

export const wafRules: Rule = {
  id: 'waf-rules',
  title: 'Each web ACL limits the rate by address and has managed rules',
  reason: 'An ACL without rules permits everything.',
  check: (graph) =>
    complain(
      graph.ofType('aws_wafv2_web_acl'),
      complaintOf,
      'Add a rate_based_statement that blocks, and AWSManagedRulesCommonRuleSet.',
    ),
};

const secondsAllowed: ReadonlySet<number> = new Set([60, 120, 300, 600]);

function complaintOf(acl: Resource): string | undefined {
  const rules = rulesOf(acl);
  const limits = rules
    .filter((rule) => hasAction(rule, 'block', 'captcha', 'challenge'))
    .flatMap((rule) => statementsOfKind(rule, 'rate_based_statement'));
  if (limits.length === 0) return 'limits no rate.';
  const seconds = limits.map((limit) => numberOf(limit.evaluation_window_sec));
  // 300 seconds is the default, and five times what a limit "per minute" means.
  if (seconds.includes(undefined)) return 'does not say in which time its limit is counted.';
  if (!seconds.every((window) => secondsAllowed.has(window ?? 0))) {
    return 'counts its limit in a time that WAF does not offer.';
  }
  const groups = rules
    .filter((rule) => !countsOnly(rule))
    .flatMap((rule) => statementsOfKind(rule, 'managed_rule_group_statement'))
    .map(({ name }) => textOf(name));
  return groups.includes('AWSManagedRulesCommonRuleSet')
    ? undefined
    : 'does not use the common rules of AWS.';
}

const countsOnly = ({ override_action: override }: Readonly<Record<string, unknown>>): boolean =>
  JSON.stringify(override ?? null).includes('"count"');
