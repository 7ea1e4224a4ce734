/** Blue and green of a deployment, by the names that its constructs give. */
import type { Operation } from '../core/operation.ts';
import { groupNames, imageParameter, loadBalancerName } from '../parts.ts';
import { type Colours, createColours } from './colours.ts';

export function coloursOf(operation: Operation, image: string): Colours {
  const { instanceGroups: groups, loadBalancers, metrics, parameters } = operation.aws();
  return createColours(
    operation,
    { groups, loadBalancers, metrics, parameters },
    {
      loadBalancer: loadBalancerName(operation.name),
      group: (colour) => groupNames.api(operation.name, colour),
      parameter: (colour) => imageParameter(operation, colour),
    },
    image,
  );
}
