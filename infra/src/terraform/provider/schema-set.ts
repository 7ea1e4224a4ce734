/** The schemas that one stack is offered: the provider's and those of the types that it uses. */
import { BindingFormError } from '../schema/binding-form-error.ts';
import { deriveSchema } from '../schema/derive-schema.ts';
import type { Block, TypeName, TypeSchema } from '../schema/types.ts';
import { schemaToWire } from './wire.ts';

export type SchemaSet = {
  readonly resource: ReadonlyMap<string, Block>;
  readonly data: ReadonlyMap<string, Block>;
  readonly ephemeral: ReadonlyMap<string, Block>;
  /** The response to `GetSchema`. */
  readonly message: Readonly<Record<string, unknown>>;
};

/** Types that the provider does not have are left out: Terraform itself then reports them. */
export function createSchemaSet(types: readonly TypeName[]): SchemaSet {
  const schemas = types.flatMap((type) => deriveSchema(type) ?? []);
  const provider = deriveSchema({ kind: 'provider', name: 'aws' });
  if (provider === undefined) throw new BindingFormError('provider', 'the folder is missing');
  const ofKind = (kind: TypeName['kind']): readonly TypeSchema[] =>
    schemas.filter((schema) => schema.kind === kind);
  const blocks = (kind: TypeName['kind']): ReadonlyMap<string, Block> =>
    new Map(ofKind(kind).map(({ name, block }) => [name, block]));
  const messages = (kind: TypeName['kind']): Readonly<Record<string, unknown>> =>
    Object.fromEntries(ofKind(kind).map((schema) => [schema.name, schemaToWire(schema)]));
  return {
    resource: blocks('resource'),
    data: blocks('data'),
    ephemeral: blocks('ephemeral'),
    message: {
      provider: schemaToWire(provider),
      resource_schemas: messages('resource'),
      data_source_schemas: messages('data'),
      ephemeral_resource_schemas: messages('ephemeral'),
      // Spares Terraform from asking once for every configuration of the provider.
      server_capabilities: { get_provider_schema_optional: true },
    },
  };
}
