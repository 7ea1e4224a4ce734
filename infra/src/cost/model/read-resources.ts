/** The resources of synthesised stacks, as the model sees them. */
import {
  type Environment,
  regions,
  type Region,
  topologies,
  type Topology,
} from '../../config/names.ts';
import { type Resource, readDeployment } from '../../policy/graph.ts';
import type { SynthesisedStack } from '../../policy/synthesised.ts';
import { usageOf, usageOfAccount } from '../usage/assumptions.ts';
import { type ModelResource, onDemand, type Scenario } from './scenario.ts';

export type DeployedStacks = {
  readonly topology: Topology | 'account';
  readonly environment: Environment;
  readonly stacks: readonly SynthesisedStack[];
  /** Stacks that these refer to, and that are priced elsewhere. */
  readonly besides?: readonly SynthesisedStack[];
};

export function readScenario(deployed: DeployedStacks): Scenario {
  const { topology, environment, stacks, besides = [] } = deployed;
  const own = new Set(stacks.map(({ name }) => name));
  // The graph only hands the name on, and knows none for an account's own stack.
  const [anyTopology] = topologies;
  const named = topology === 'account' ? anyTopology : topology;
  const graph = readDeployment({ topology: named, environment, stacks: [...besides, ...stacks] });
  const resources = graph.resources
    .filter(({ managed, stack }) => managed && own.has(stack.name))
    .map((resource): ModelResource => {
      const targets = graph.targetsOf(resource, resource.values);
      return {
        id: idOf(resource),
        type: resource.type,
        region: knownRegion(resource),
        values: resource.values,
        links: [...new Set(targets.map((target) => idOf(target.resource)))],
      };
    });
  return {
    topology,
    environment,
    resources,
    usage: topology === 'account' ? usageOfAccount(environment) : usageOf(environment),
    terms: onDemand,
    behindCdn: resources.some(({ type }) => type === 'aws_cloudfront_distribution'),
  };
}

const idOf = ({ stack, address }: Resource): string => `${stack.name}/${address}`;

function knownRegion(resource: Resource): Region {
  const found = regions.find((region) => region === resource.region);
  if (found === undefined) {
    throw new Error(`${idOf(resource)} is in ${resource.region ?? 'no region'}: it has no prices.`);
  }
  return found;
}
