/**
 * Answers what Terraform asks a provider while it validates and plans. Nothing here knows AWS
 * beyond the schema: values are checked by Terraform itself against that schema.
 */
import { readDataSource } from '../data-sources/read-data-source.ts';
import { mockValue } from '../mock/mock-value.ts';
import type { Block } from '../schema/types.ts';
import { planResource } from './plan-resource.ts';
import type { SchemaSet } from './schema-set.ts';
import { configuredSession, initialSession } from './session.ts';
import { type DynamicValue, fromWire, objectFromWire, toWire } from './wire.ts';

type Question = {
  readonly type_name?: string;
  readonly config?: DynamicValue;
  readonly proposed_new_state?: DynamicValue;
};

type Answer = Readonly<Record<string, unknown>>;

export type Handlers = Readonly<Record<string, (question: Question) => Answer>>;

const nothing = (): Answer => ({});

/** For one connection, that is, for one configuration of the provider. */
export function createHandlers(schemas: SchemaSet): Handlers {
  let session = initialSession;
  return {
    GetSchema: () => schemas.message,
    PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
    Configure: ({ config }) => {
      session = configuredSession(objectFromWire(config));
      return {};
    },
    ValidateResourceTypeConfig: nothing,
    ValidateDataSourceConfig: nothing,
    ValidateEphemeralResourceConfig: nothing,
    PlanResourceChange: ({ type_name: name = '', proposed_new_state: proposed }) => {
      const planned = planResource(blockOf(schemas.resource, name), fromWire(proposed), session);
      // As the real provider does for most types; otherwise Terraform would refuse, for instance,
      // unknown values inside of sets of blocks.
      return { planned_state: toWire(planned), legacy_type_system: true };
    },
    ReadDataSource: ({ type_name: name = '', config }) => ({
      state: toWire(
        readDataSource(name, blockOf(schemas.data, name), objectFromWire(config), session),
      ),
    }),
    OpenEphemeralResource: ({ type_name: name = '', config }) => {
      const { region, accountId } = session;
      const result = { ...objectFromWire(config) };
      for (const attribute of blockOf(schemas.ephemeral, name).attributes) {
        if (!attribute.computed || (result[attribute.name] ?? null) !== null) continue;
        const of = { type: name, seed: name, region, accountId };
        result[attribute.name] = mockValue(of, attribute.name, attribute.type);
      }
      return { result: toWire(result) };
    },
    CloseEphemeralResource: nothing,
    Stop: nothing,
  };
}

function blockOf(blocks: ReadonlyMap<string, Block>, name: string): Block {
  const block = blocks.get(name);
  if (block === undefined) throw new Error(`The schema of ${name} was not offered.`);
  return block;
}
