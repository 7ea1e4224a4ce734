/** A stack can change one account only, with one version of the provider. */
import type { Stack } from '../../graph.ts';
import { isPresent, textOf, valueAt, wordOf } from '../../reading/json.ts';
import { type Rule, type Violation, violationAt } from '../../rule.ts';

export const guardedAccount: Rule = {
  id: 'guarded-account',
  title: 'Providers name the account they may change, and their exact version',
  reason: 'With the wrong credentials at hand, dev is applied to the account of prod.',
  check: ({ stacks }) => stacks.flatMap(violationsOf),
};

const exactVersion = /^=? ?\d+\.\d+\.\d+$/;

function violationsOf(stack: Stack): Violation[] {
  const unguarded = stack.providers
    .filter(({ allowed_account_ids }) => !isPresent(allowed_account_ids))
    .map(({ alias }) =>
      violationAt(
        stack,
        alias === undefined ? 'provider.aws' : `provider.aws.${wordOf(alias)}`,
        'may change any account.',
        'Set allowed_account_ids.',
      ),
    );
  const version = textOf(valueAt(stack.json, 'terraform', 'required_providers', 'aws', 'version'));
  if (exactVersion.test(version ?? '')) return unguarded;
  return [
    ...unguarded,
    violationAt(
      stack,
      'terraform.required_providers.aws',
      'permits any version.',
      'Pin the version that the bindings were made for.',
    ),
  ];
}
