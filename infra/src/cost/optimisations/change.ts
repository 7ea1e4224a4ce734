/** Changes to a scenario: what would be different, said in terms of its resources. */
import { isList, isObject, type Json, type JsonObject } from '../../policy/reading/json.ts';
import type { ModelResource, Scenario, Terms } from '../model/scenario.ts';
import type { Usage } from '../usage/usage.ts';

export type Change = (scenario: Scenario) => Scenario;

export const unchanged: Change = (scenario) => scenario;

export const after =
  (...changes: readonly Change[]): Change =>
  (scenario) =>
    changes.reduce((changed, change) => change(changed), scenario);

export const without =
  (isDropped: (resource: ModelResource) => boolean): Change =>
  (scenario) => ({
    ...scenario,
    resources: scenario.resources.filter((resource) => !isDropped(resource)),
  });

/** Gives an argument another value wherever it stands in resources of a type. */
export const setting =
  (type: string, argument: string, valueOf: (given: Json) => Json): Change =>
  (scenario) => ({
    ...scenario,
    resources: scenario.resources.map((resource) =>
      resource.type === type
        ? { ...resource, values: replaced(resource.values, argument, valueOf) }
        : resource,
    ),
  });

function replaced(
  values: JsonObject,
  argument: string,
  valueOf: (given: Json) => Json,
): JsonObject {
  const inside = (value: Json): Json => {
    if (isList(value)) return value.map(inside);
    return isObject(value) ? replaced(value, argument, valueOf) : value;
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === argument ? valueOf(value) : inside(value),
    ]),
  );
}

export const onTerms =
  (terms: Partial<Terms>): Change =>
  (scenario) => ({ ...scenario, terms: { ...scenario.terms, ...terms } });

export const usedAs =
  (changed: (usage: Usage) => Usage): Change =>
  (scenario) => ({ ...scenario, usage: changed(scenario.usage) });
