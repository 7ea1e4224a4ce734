/** The resources of one region, and how they are named in a picture. */
import type { DeploymentGraph, Resource } from '../../policy/graph.ts';
import { numberOf, textOf, valueAt, wordOf } from '../../policy/reading/json.ts';

export type RegionResources = {
  readonly graph: DeploymentGraph;
  readonly region: string;
  readonly ofType: (...types: readonly string[]) => readonly Resource[];
};

export const resourcesIn = (graph: DeploymentGraph, region: string): RegionResources => ({
  graph,
  region,
  ofType: (...types) => graph.ofType(...types).filter((resource) => resource.region === region),
});

/** `ticketing-prod-redis-store` and `ticketing-prod-standby-redis-store` are `redis-store`. */
export const shortNameOf = (name: string): string =>
  name.replace(/^[a-z0-9]+-(?:dev|staging|prod)-(?:standby-)?/, '');

export const word = ({ values }: Resource, ...path: readonly string[]): string =>
  wordOf(valueAt(values, ...path));

export const amount = ({ values }: Resource, ...path: readonly string[]): number =>
  numberOf(valueAt(values, ...path)) ?? 0;

/** The first resource that an argument refers to. */
export const targetOf = (
  { graph }: RegionResources,
  resource: Resource,
  argument: string,
): Resource | undefined => graph.targetsOf(resource, resource.values[argument])[0]?.resource;

/** The last letter of a zone's name says which one it is. */
export const zoneLetter = (zone: string): string => zone.slice(-1);

export const zonesOf = (
  { graph }: RegionResources,
  resource: Resource,
  argument: string,
): string => {
  const letters = graph
    .targetsOf(resource, resource.values[argument])
    .map((target) => zoneLetter(textOf(target.resource.values.availability_zone) ?? ''));
  return [...new Set(letters.filter((letter) => letter !== ''))].toSorted().join(' ');
};

/** `1 queue`, `2 queues`; irregular ones say how. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
