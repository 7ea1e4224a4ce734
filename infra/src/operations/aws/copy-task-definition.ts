/**
 * A copy of a task definition with another image: what AWS adds when it describes one is left out.
 */
import type {
  ContainerDefinition,
  RegisterTaskDefinitionCommandInput,
  Tag,
  TaskDefinition,
} from '@aws-sdk/client-ecs';

export function copyOf(
  definition: TaskDefinition,
  tags: readonly Tag[],
  repository: string,
  image: string,
): RegisterTaskDefinitionCommandInput {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _attributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    deleteRequestedAt: _deleteRequestedAt,
    containerDefinitions = [],
    family,
    ...same
  } = definition;
  // Collectors beside the product keep the image that they have.
  const isOurs = (container: ContainerDefinition): boolean =>
    container.image?.startsWith(`${repository}:`) === true ||
    container.image?.startsWith(`${repository}@`) === true;
  if (!containerDefinitions.some(isOurs)) {
    throw new Error(`${family} runs no image of ${repository}: look at imageRepository.`);
  }
  return {
    ...same,
    family,
    containerDefinitions: containerDefinitions.map((container) =>
      isOurs(container) ? Object.assign({}, container, { image }) : container,
    ),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
  };
}
