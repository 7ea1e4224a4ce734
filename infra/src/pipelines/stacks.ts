/**
 * The stacks that pipelines plan and apply, known from names alone: generated configuration has to
 * stay the same whatever is in a stack. The account's own stack is missing on purpose: a person
 * applies it, because it decides what pipelines may do.
 */
import {
  type Environment,
  environments,
  type Lifetime,
  lifetimes,
  type Topology,
  topologies,
} from '../config/names.ts';

export type PipelineStack = {
  /** E.g. `fargate-prod-data`, as the stack itself is called. */
  readonly name: string;
  readonly topology: Topology;
  readonly environment: Environment;
  readonly lifetime: Lifetime;
};

/**
 * Where the standby region has stacks, and when they are applied. Its network comes first, with the
 * buckets that the primary region copies to; its data and servers follow what they copy. The edge
 * faces the Internet for both regions.
 */
const standby: Readonly<Partial<Record<Topology, Partial<Record<Lifetime, 'before' | 'after'>>>>> =
  { 'disaster-recovery': { network: 'before', data: 'after', compute: 'after' } };

/** In the order in which they have to be applied. */
export function stacksOf(topology: Topology, environment: Environment): readonly PipelineStack[] {
  return lifetimes
    .filter((lifetime) => lifetime !== 'account')
    .flatMap((lifetime) => {
      const place = standby[topology]?.[lifetime];
      const stackIn = (region: '' | 'standby-'): PipelineStack => ({
        name: `${topology}-${environment}-${region}${lifetime}`,
        topology,
        environment,
        lifetime,
      });
      if (place === undefined) return [stackIn('')];
      const both = [stackIn('standby-'), stackIn('')];
      return place === 'before' ? both : both.toReversed();
    });
}

export const pipelineStacks = (): readonly PipelineStack[] =>
  topologies.flatMap((topology) =>
    environments.flatMap((environment) => stacksOf(topology, environment)),
  );
