/**
 * A deployment as rules see it: resources with their values evaluated, and what refers to what,
 * also from one stack to another.
 */
import type { Environment, Lifetime, Topology } from '../config/names.ts';
import {
  blocksOf,
  isObject,
  type Json,
  type JsonObject,
  textOf,
  valueAt,
  wordOf,
} from './reading/json.ts';
import { type Reference, referencesIn } from './reading/references.ts';
import { evaluate, type SynthesisedDeployment, type SynthesisedStack } from './synthesised.ts';

export type Stack = {
  readonly name: string;
  readonly lifetime: Lifetime;
  readonly json: JsonObject;
  readonly outputs: JsonObject;
  readonly providers: readonly JsonObject[];
  /** The state's place: backends with the same text hold the same state. */
  readonly statePlace: string;
};

export type Resource = {
  readonly stack: Stack;
  readonly managed: boolean;
  readonly type: string;
  /** `aws_vpc.main`, or with `data.` before it. */
  readonly address: string;
  readonly values: JsonObject;
  readonly region: string | undefined;
  readonly unreadable: readonly string[];
};

export type Target = { readonly resource: Resource; readonly attribute: string };

export type DeploymentGraph = {
  readonly topology: Topology;
  readonly environment: Environment;
  readonly stacks: readonly Stack[];
  /** Managed resources and data sources. */
  readonly resources: readonly Resource[];
  /** Managed resources of any of these types. */
  readonly ofType: (...types: readonly string[]) => readonly Resource[];
  readonly dataOfType: (...types: readonly string[]) => readonly Resource[];
  /** The resources that a value inside of `from` refers to. */
  readonly targetsOf: (from: Resource | Stack, value: Json | undefined) => readonly Target[];
  /** Managed resources of a type, or of any, some value of which refers to the target. */
  readonly referrersOf: (target: Resource, ...types: readonly string[]) => readonly Resource[];
  /** References of a resource that lead nowhere, as written. */
  readonly danglingIn: (from: Resource) => readonly string[];
};

/** They order or configure; they are no flow of data. */
const metaArguments: ReadonlySet<string> = new Set(['depends_on', 'lifecycle', 'provider']);
/** An output may be another stack's output in turn; more steps than this are a circle. */
const stepsMax = 10;

export function readDeployment(deployment: SynthesisedDeployment): DeploymentGraph {
  const stacks = deployment.stacks.map(readStack);
  const resources = stacks.flatMap((stack) => [
    ...resourcesOf(stack, true),
    ...resourcesOf(stack, false),
  ]);
  const byAddress = new Map(
    resources.map((resource) => [`${resource.stack.name}/${resource.address}`, resource]),
  );
  const byStatePlace = new Map(stacks.map((stack) => [stack.statePlace, stack]));

  const follow = (stack: Stack, reference: Reference, steps: number): readonly Target[] => {
    const resource = byAddress.get(`${stack.name}/${reference.address}`);
    if (resource === undefined || steps > stepsMax) return [];
    if (resource.type !== 'terraform_remote_state') {
      return [{ resource, attribute: reference.attribute }];
    }
    const upstream = byStatePlace.get(
      statePlaceOf(resource.values.backend, resource.values.config),
    );
    const output = upstream?.outputs[reference.attribute.split('.')[1] ?? ''];
    if (upstream === undefined || output === undefined) return [];
    return referencesIn(output).flatMap((next) => follow(upstream, next, steps + 1));
  };
  const targetsOf = (from: Resource | Stack, value: Json | undefined): readonly Target[] =>
    value === undefined
      ? []
      : referencesIn(value).flatMap((reference) =>
          follow('stack' in from ? from.stack : from, reference, 0),
        );

  const referrers = new Map<Resource, Set<Resource>>();
  for (const resource of resources) {
    if (!resource.managed) continue;
    for (const { resource: target } of targetsOf(resource, flowing(resource))) {
      const known = referrers.get(target) ?? new Set();
      referrers.set(target, known.add(resource));
    }
  }
  const select = (managed: boolean, types: readonly string[]): readonly Resource[] =>
    resources.filter((resource) => resource.managed === managed && types.includes(resource.type));

  return {
    topology: deployment.topology,
    environment: deployment.environment,
    stacks,
    resources,
    ofType: (...types) => select(true, types),
    dataOfType: (...types) => select(false, types),
    targetsOf,
    referrersOf: (target, ...types) =>
      [...(referrers.get(target) ?? [])].filter(
        ({ type }) => types.length === 0 || types.includes(type),
      ),
    danglingIn: (from) =>
      referencesIn(flowing(from))
        .filter((reference) => !leadsSomewhere(from.stack, reference))
        .map(({ address, attribute }) => `${address}.${attribute}`),
  };

  function leadsSomewhere(stack: Stack, reference: Reference): boolean {
    const resource = byAddress.get(`${stack.name}/${reference.address}`);
    if (resource === undefined) return false;
    if (resource.type !== 'terraform_remote_state') return true;
    const place = statePlaceOf(resource.values.backend, resource.values.config);
    const name = reference.attribute.split('.')[1] ?? '';
    return byStatePlace.get(place)?.outputs[name] !== undefined;
  }
}

const flowing = (resource: Resource): JsonObject =>
  Object.fromEntries(Object.entries(resource.values).filter(([name]) => !metaArguments.has(name)));

function readStack({ name, lifetime, json }: SynthesisedStack): Stack {
  const given = isObject(json as Json) ? (json as JsonObject) : {};
  const [kind, backend] =
    Object.entries(blocksOf(valueAt(given, 'terraform', 'backend'))[0] ?? {})[0] ?? [];
  const outputs = Object.entries(blocksOf(given.output)[0] ?? {}).map(
    ([output, block]): [string, Json] => [output, valueAt(block, 'value') ?? null],
  );
  return {
    name,
    lifetime,
    json: given,
    outputs: evaluate(Object.fromEntries(outputs)).values,
    providers: blocksOf(valueAt(given, 'provider', 'aws')),
    statePlace: kind === undefined ? name : statePlaceOf(kind, backend),
  };
}

/** A bucket and a key, or the path of a local state. */
const statePlaceOf = (kind: Json | undefined, config: Json | undefined): string =>
  ['bucket', 'key', 'path'].reduce(
    (place, name) => `${place}/${textOf(valueAt(config, name)) ?? ''}`,
    wordOf(kind),
  );

function resourcesOf(stack: Stack, managed: boolean): Resource[] {
  const types = blocksOf(stack.json[managed ? 'resource' : 'data'])[0] ?? {};
  return Object.entries(types).flatMap(([type, named]) =>
    Object.entries(blocksOf(named)[0] ?? {}).map(([name, block]) => {
      const { values, unreadable } = evaluate(blocksOf(block)[0] ?? {});
      return {
        stack,
        managed,
        type,
        address: `${managed ? '' : 'data.'}${type}.${name}`,
        values,
        region: regionOf(stack, values),
        unreadable,
      };
    }),
  );
}

/** A resource may name its region itself; otherwise it is where its provider is. */
function regionOf({ providers }: Stack, values: JsonObject): string | undefined {
  const alias = textOf(values.provider)?.split('.')[1];
  const provider = providers.find((block) => textOf(block.alias) === alias);
  return textOf(values.region) ?? textOf(provider?.region);
}
