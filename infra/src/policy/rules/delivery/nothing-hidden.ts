/** These rules see everything that Terraform would see. */
import type { DeploymentGraph } from '../../graph.ts';
import { blocksOf } from '../../reading/json.ts';
import { type Rule, type Violation, violation, violationAt } from '../../rule.ts';

export const nothingHidden: Rule = {
  id: 'nothing-hidden',
  title: 'No resource or expression is hidden from these rules',
  reason: 'What a rule cannot read, it cannot refuse.',
  check: (graph) => [
    ...graph.resources.flatMap((resource) =>
      resource.unreadable.map((path) =>
        violation(
          resource,
          `has an expression in ${path} that Terraform does not take for one.`,
          'Escape quotation marks (Fn.rawString) and backslashes, but no references among them.',
        ),
      ),
    ),
    ...modulesOf(graph),
  ],
};

const modulesOf = ({ stacks }: DeploymentGraph): Violation[] =>
  stacks.flatMap((stack) =>
    Object.keys(blocksOf(stack.json.module)[0] ?? {}).map((name) =>
      violationAt(
        stack,
        `module.${name}`,
        'brings resources that are not in the synthesised file.',
        'Write a construct instead.',
      ),
    ),
  );
