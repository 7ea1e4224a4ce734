/** Synthesises one construct in a stack of its own, for tests that look at what it makes. */
import { Testing, TerraformStack } from 'cdktn';

export type Resource = Readonly<Record<string, unknown>>;

export type Synthesised = {
  /** Resources of a Terraform type, in the order of their names. */
  readonly resources: (type: string) => readonly Resource[];
  /** The only one of its type; throws when there is none or there are several. */
  readonly onlyOne: (type: string) => Resource;
  readonly data: (type: string) => readonly Resource[];
  /** How many resources there are in all. */
  readonly count: number;
  readonly json: Record<string, unknown>;
};

export function synthesise(build: (stack: TerraformStack) => void): Synthesised {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'test');
  build(stack);
  const json = JSON.parse(Testing.synth(stack)) as Record<string, Group | undefined>;
  const of = (group: Group | undefined, type: string): readonly Resource[] =>
    Object.entries(group?.[type] ?? {})
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, resource]) => resource);
  const resources = (type: string): readonly Resource[] => of(json.resource, type);
  return {
    resources,
    onlyOne(type) {
      const [first, ...others] = resources(type);
      if (first === undefined || others.length > 0) {
        throw new Error(`Expected one ${type}, found ${resources(type).length}.`);
      }
      return first;
    },
    data: (type) => of(json.data, type),
    count: Object.values(json.resource ?? {}).reduce(
      (sum, byName) => sum + Object.keys(byName).length,
      0,
    ),
    json,
  };
}

type Group = Readonly<Record<string, Readonly<Record<string, Resource>>>>;
