/** Rule groups that AWS keeps up to date. */
import { notWebhook } from './requests.ts';
import type { Rule } from './rule.ts';
import type { Match } from './statements.ts';

/** Addresses that AWS has seen attack others. Of use only where the client's address is seen. */
export const knownAttackers: Rule = {
  name: 'known-attackers',
  group: 'own',
  statement: {
    managed_rule_group_statement: {
      vendor_name: 'AWS',
      name: 'AWSManagedRulesAmazonIpReputationList',
    },
  },
};

export const knownBadInputs: Rule = {
  name: 'known-bad-inputs',
  group: 'own',
  statement: {
    managed_rule_group_statement: {
      vendor_name: 'AWS',
      name: 'AWSManagedRulesKnownBadInputsRuleSet',
    },
  },
};

const counted = (name: string) => ({ name, action_to_use: { count: {} } }) as const;

/**
 * Seating plans and events are larger than the 8 KiB of the group's body limit (the server has its
 * own), and names of shows are full of `<` and `>`, which the group takes for scripts. Messages of
 * payment providers are signed; a false alarm there would cost somebody their tickets.
 */
export const commonAttacks: Rule = {
  name: 'common-attacks',
  group: 'own',
  statement: {
    managed_rule_group_statement: {
      vendor_name: 'AWS',
      name: 'AWSManagedRulesCommonRuleSet',
      scope_down_statement: notWebhook,
      rule_action_override: [counted('SizeRestrictions_BODY'), counted('CrossSiteScripting_BODY')],
    },
  },
};

/** Labels bots and refuses nobody: what follows decides. It looks only where that matters. */
export const botControl = (scope: Match): Rule => ({
  name: 'bot-control',
  group: 'count',
  statement: {
    managed_rule_group_statement: {
      vendor_name: 'AWS',
      name: 'AWSManagedRulesBotControlRuleSet',
      scope_down_statement: scope,
      managed_rule_group_configs: [
        { aws_managed_rules_bot_control_rule_set: { inspection_level: 'COMMON' } },
      ],
    },
  },
});
