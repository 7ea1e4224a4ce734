/**
 * Writes a synthesised stack in Terraform's own language, for readers who know it and for a life
 * without TypeScript. It starts from the JSON, so both say the same. (CDK Terrain has an export of
 * its own, but that one writes the statements of WAF rules as arguments, which Terraform refuses.)
 */
import { deriveSchema } from '../schema/derive-schema.ts';
import type { SchemaKind } from '../schema/types.ts';
import type { StackConfig } from '../stack-config.ts';
import { argumentsOnly, type Body, formOf, resourceForm, writeBlock } from './write-body.ts';

type Section = (content: Body) => string[];

/** In the order in which they are written. */
const sections: Readonly<Record<string, Section>> = {
  terraform: ({ backend, ...body }) => [
    writeBlock(
      'terraform',
      { ...body, ...labelledBackend(backend as Body) },
      terraformForm(backend),
    ),
  ],
  provider: (providers) =>
    Object.entries(providers).flatMap(([name, configured]) =>
      [configured].flat().map((body) => {
        const schema = deriveSchema({ kind: 'provider', name });
        const form = schema === undefined ? argumentsOnly : formOf(schema.block);
        return writeBlock(`provider "${name}"`, body as Body, form);
      }),
    ),
  variable: (variables) => named('variable', variables, { blocks: {}, references: ['type'] }),
  locals: (body) => [writeBlock('locals', body, argumentsOnly)],
  data: (types) => declared('data', types),
  ephemeral: (types) => declared('ephemeral', types),
  resource: (types) => declared('resource', types),
  output: (outputs) => named('output', outputs, { blocks: {}, references: ['depends_on'] }),
};

/** Throws for sections of which this does not know how they are written, e.g. `module`. */
export function hclOf(config: StackConfig): string {
  const content = config as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(content).filter((name) => name !== '//' && !(name in sections));
  if (unknown.length > 0) throw new Error(`HCL of "${unknown.join('", "')}" is not supported.`);
  return Object.entries(sections)
    .flatMap(([name, write]) => (name in content ? write(content[name] as Body) : []))
    .join('\n');
}

/** `backend "s3" { ... }` stands under the name with its label. */
const labelledBackend = (backend: Body | undefined): Body =>
  Object.fromEntries(
    Object.entries(backend ?? {}).map(([type, body]) => [`backend "${type}"`, body]),
  );

const terraformForm = (backend: unknown): Parameters<typeof writeBlock>[2] => ({
  blocks: {
    required_providers: argumentsOnly,
    ...Object.fromEntries(
      Object.keys((backend ?? {}) as Body).map((type) => [`backend "${type}"`, argumentsOnly]),
    ),
  },
});

const named = (kind: string, all: Body, form: Parameters<typeof writeBlock>[2]): string[] =>
  Object.entries(all).map(([name, body]) => writeBlock(`${kind} "${name}"`, body as Body, form));

function declared(kind: SchemaKind, types: Body): string[] {
  return Object.entries(types).flatMap(([type, all]) => {
    const block = deriveSchema({ kind, name: type })?.block ?? { attributes: [], blocks: [] };
    return Object.entries(all as Body).map(([name, body]) =>
      writeBlock(`${kind} "${type}" "${name}"`, body as Body, resourceForm(block)),
    );
  });
}
