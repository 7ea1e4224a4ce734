/** Fixtures of the rule `waf-rules`. */
import { fails, passes } from '../fixture.ts';

const limit = (changes: object = {}, action = 'block') => ({
  action: { [action]: {} },
  statement: {
    rate_based_statement: {
      limit: 1000,
      aggregate_key_type: 'IP',
      evaluation_window_sec: 60,
      ...changes,
    },
  },
});
const common = (override: object = { none: {} }) => ({
  override_action: override,
  statement: {
    managed_rule_group_statement: { vendor_name: 'AWS', name: 'AWSManagedRulesCommonRuleSet' },
  },
});

export const fixtures = [
  fails(
    'no rules; no limit; a limit that only counts; no or a wrong time; no managed rules',
    ['none', 'unlimited', 'counting', 'timeless', 'wrong', 'second', 'unmanaged', 'watching'].map(
      (name) => `aws_wafv2_web_acl.${name}`,
    ),
    {
      aws_wafv2_web_acl: {
        none: {},
        unlimited: { rule: [common()] },
        counting: { rule: [limit({}, 'count'), common()] },
        timeless: { rule: [limit({ evaluation_window_sec: undefined }), common()] },
        wrong: { rule: [limit({ evaluation_window_sec: 90 }), common()] },
        second: { rule: [limit(), limit({ evaluation_window_sec: 90 }), common()] },
        unmanaged: { rule: [limit()] },
        watching: { rule: [limit(), common({ count: {} })] },
      },
    },
  ),
  passes('a limit and managed rules, also as the JSON of the service', {
    aws_wafv2_web_acl: {
      blocks: { rule: [limit(), common()] },
      json: {
        rule_json: JSON.stringify([
          {
            Action: { Block: {} },
            Statement: { RateBasedStatement: { Limit: 1000, EvaluationWindowSec: 60 } },
          },
          {
            OverrideAction: { None: {} },
            Statement: {
              ManagedRuleGroupStatement: { Name: 'AWSManagedRulesCommonRuleSet' },
            },
          },
        ]),
      },
    },
  }),
];
