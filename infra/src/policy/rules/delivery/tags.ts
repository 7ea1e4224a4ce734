/** Every resource says whose it is, what it belongs to, and that Terraform made it. */
import type { DeploymentGraph, Stack } from '../../graph.ts';
import {
  blocksOf,
  isPresent,
  isTrue,
  type JsonObject,
  valueAt,
  wordOf,
} from '../../reading/json.ts';
import { complain, type Rule, type Violation, violationAt } from '../../rule.ts';

export const tags: Rule = {
  id: 'tags',
  title: 'Every resource is tagged with Project, Environment, ManagedBy and Owner',
  reason: 'Costs are divided by tags, and whoever finds a resource wants to know whom to ask.',
  check: (graph) => [
    ...graph.stacks.flatMap((stack) => providerViolations(graph, stack)),
    ...complain(
      graph.ofType('aws_autoscaling_group'),
      ({ values }) =>
        blocksOf(values.tag).some(
          ({ key, propagate_at_launch }) => key === 'Name' && isTrue(propagate_at_launch),
        )
          ? undefined
          : 'gives its instances no name.',
      'Add a tag Name with propagate_at_launch: default tags do not reach instances.',
    ),
  ],
};

const wanted = ['Project', 'Environment', 'ManagedBy', 'Owner'] as const;

function providerViolations({ environment }: DeploymentGraph, stack: Stack): Violation[] {
  const complaintOf = (provider: JsonObject): string | undefined => {
    const given = blocksOf(valueAt(provider.default_tags, 'tags'))[0] ?? {};
    const missing = wanted.filter((name) => !isPresent(given[name]));
    if (missing.length > 0) return `does not set ${missing.join(', ')}.`;
    if (given.ManagedBy !== 'Terraform') return 'sets ManagedBy to something else than Terraform.';
    return given.Environment === environment ? undefined : 'names another environment.';
  };
  const at = (address: string, message: string): Violation =>
    violationAt(stack, address, message, 'Set them in default_tags.');
  if (stack.providers.length === 0) return [at('provider.aws', 'is missing, and so are its tags.')];
  return stack.providers.flatMap((provider) => {
    const complaint = complaintOf(provider);
    return complaint === undefined ? [] : [at(addressOf(provider), complaint)];
  });
}

const addressOf = ({ alias }: JsonObject): string =>
  alias === undefined ? 'provider.aws' : `provider.aws.${wordOf(alias)}`;
