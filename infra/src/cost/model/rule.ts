/** A rule prices resources of one type. What it asks about others, it asks the surroundings. */
import { numberOf, textOf, valueAt } from '../../policy/reading/json.ts';
import type { CostGroup, CostLine, LineProps } from './cost-line.ts';
import { line } from './cost-line.ts';
import type { ModelResource, Scenario } from './scenario.ts';

export type Surroundings = {
  readonly scenario: Scenario;
  readonly ofType: (type: string) => readonly ModelResource[];
  /** Of a type, that the resource refers to. */
  readonly used: (by: ModelResource, type: string) => ModelResource | undefined;
  /** Of a type, that refer to the resource. */
  readonly users: (of: ModelResource, type: string) => readonly ModelResource[];
};

export type Rule = (resource: ModelResource, around: Surroundings) => readonly CostLine[];

export function surroundingsOf(scenario: Scenario): Surroundings {
  const byId = new Map(scenario.resources.map((resource) => [resource.id, resource]));
  return {
    scenario,
    ofType: (type) => scenario.resources.filter((resource) => resource.type === type),
    used: (by, type) => by.links.map((id) => byId.get(id)).find((found) => found?.type === type),
    users: (of, type) =>
      scenario.resources.filter(
        (resource) => resource.type === type && resource.links.includes(of.id),
      ),
  };
}

/** Lines of one resource, with what all of them have in common said once. */
export const linesOf =
  (resource: ModelResource, group: CostGroup) =>
  (what: string, price: LineProps['price'], quantity: number, discount = 0): readonly CostLine[] =>
    line({ group, what, price, quantity, region: resource.region, source: resource.id, discount });

export const numberAt = (resource: ModelResource, ...path: readonly string[]): number =>
  numberOf(valueAt(resource.values, ...path)) ?? 0;

export const textAt = (resource: ModelResource, ...path: readonly string[]): string =>
  textOf(valueAt(resource.values, ...path)) ?? '';
