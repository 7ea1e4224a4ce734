/** Stacks read only from stacks that live longer, so that each can be replaced by itself. */
import { lifetimes } from '../../../config/names.ts';
import type { Resource, Stack } from '../../graph.ts';
import { type Rule, violation } from '../../rule.ts';

export const stackOrder: Rule = {
  id: 'stack-order',
  title: 'A stack reads from stacks with longer lives only',
  reason: 'Otherwise the network could not be changed without the release that stands on it.',
  check: (graph) =>
    graph.resources.flatMap((resource) => {
      const early = graph
        .targetsOf(resource, resource.values)
        .find(({ resource: target }) => livesShorter(target, resource.stack));
      return early === undefined
        ? []
        : [
            violation(
              resource,
              `reads ${early.resource.address}, which ${early.resource.stack.name} creates later.`,
              'Move one of them to the lifetime of the other.',
            ),
          ];
    }),
};

const livesShorter = ({ stack }: Resource, reader: Stack): boolean =>
  lifetimes.indexOf(stack.lifetime) > lifetimes.indexOf(reader.lifetime);
