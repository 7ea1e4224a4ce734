/** Whatever a stack reads from another one exists there. */
import { type Rule, violation } from '../../rule.ts';

export const knownReferences: Rule = {
  id: 'known-references',
  title: 'References lead to something, also in other stacks',
  reason: 'Terraform finds a missing output of another stack only when it applies.',
  check: (graph) =>
    graph.resources.flatMap((resource) =>
      [...new Set(graph.danglingIn(resource))].map((reference) =>
        violation(
          resource,
          `refers to ${reference}, which does not exist.`,
          'Correct the reference, or hand over the stack that it means.',
        ),
      ),
    ),
};
