/** Reads a synthesised stack (`cdk.tf.json`): what it uses, where its state is, whose it reads. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchemaKind, TypeName } from './schema/types.ts';

type Config = Readonly<Record<string, unknown>>;
/** By type, then by name. */
type Declarations = Readonly<Record<string, Readonly<Record<string, Config>>>>;

/** The parts of Terraform's JSON syntax that checking needs. */
export type StackConfig = {
  readonly terraform?: { readonly backend?: Readonly<Record<string, Config>> };
  readonly provider?: Readonly<Record<string, readonly Config[]>>;
  readonly resource?: Declarations;
  readonly data?: Declarations;
  readonly ephemeral?: Declarations;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
};

export const stackFile = 'cdk.tf.json';

export async function readStackConfig(directory: string): Promise<StackConfig> {
  const text = await readFile(join(directory, stackFile), 'utf8');
  return JSON.parse(text) as StackConfig;
}

/** The provider's types that the stack uses. */
export function typesUsed(config: StackConfig): TypeName[] {
  const kinds = ['resource', 'data', 'ephemeral'] as const satisfies readonly SchemaKind[];
  return kinds.flatMap((kind) =>
    Object.keys(config[kind] ?? {})
      .filter((name) => name.startsWith('aws_'))
      .map((name) => ({ kind, name })),
  );
}

export type RemoteState = {
  /** In `data.terraform_remote_state.<name>`. */
  readonly name: string;
  /** Equals `ownState` of the stack that writes it. */
  readonly state: string;
};

/** The states of other stacks that this one reads. */
export function remoteStatesOf({ data }: StackConfig): RemoteState[] {
  return Object.entries(data?.terraform_remote_state ?? {}).map(([name, { backend, config }]) => ({
    name,
    state: stateIdentity(String(backend), (config ?? {}) as Config),
  }));
}

/** Where the stack keeps its own state; `undefined` without a backend. */
export function ownState({ terraform }: StackConfig): string | undefined {
  const [backend] = Object.entries(terraform?.backend ?? {});
  return backend === undefined ? undefined : stateIdentity(...backend);
}

const stateIdentity = (backend: string, { bucket, key, path }: Config): string =>
  [backend, bucket, key, path].filter((part) => typeof part === 'string').join(' ');

/** The region in which the stack puts a resource, which may have a provider alias of its own. */
export function regionOf(config: StackConfig, type: string, name: string): string {
  const { resource, data, provider } = config;
  const declared = (type.startsWith('data.') ? data : resource)?.[type.replace(/^data\./, '')];
  const { region, provider: alias } = declared?.[name] ?? {};
  if (typeof region === 'string' && !region.includes('${')) return region;
  const providers = provider?.aws ?? [];
  const configured = providers.find((one) =>
    typeof alias === 'string' ? `aws.${String(one.alias)}` === alias : one.alias === undefined,
  );
  return typeof configured?.region === 'string' ? configured.region : 'us-east-1';
}
