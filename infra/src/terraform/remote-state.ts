/**
 * Lets a stack read the outputs of other stacks from files: a state of version 4 that holds outputs
 * only, and an override that points `data.terraform_remote_state` to it.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StackOutputs } from './mock-outputs.ts';

/** Writes into the scratch folder of a stack, for each remote state by its name. */
export async function writeRemoteStates(
  folder: string,
  remoteStates: Readonly<Record<string, StackOutputs>>,
): Promise<void> {
  const overrides: Record<string, unknown> = {};
  await Promise.all(
    Object.entries(remoteStates).map(async ([name, outputs]) => {
      const path = join(folder, `${name}.tfstate`);
      overrides[name] = { backend: 'local', workspace: 'default', config: { path } };
      await writeFile(path, JSON.stringify(stateOf(name, outputs)));
    }),
  );
  if (Object.keys(overrides).length === 0) return;
  await writeFile(
    join(folder, 'remote_state_override.tf.json'),
    JSON.stringify({ data: { terraform_remote_state: overrides } }),
  );
}

/** The stack's own state would lie in S3; here it stays in the scratch folder. */
export const writeBackendOverride = (folder: string): Promise<void> =>
  writeFile(
    join(folder, 'backend_override.tf.json'),
    JSON.stringify({
      terraform: { backend: { local: { path: join(folder, 'terraform.tfstate') } } },
    }),
  );

const stateOf = (name: string, outputs: StackOutputs): unknown => ({
  version: 4,
  terraform_version: '1.10.0',
  serial: 1,
  lineage: `mock-${name}`,
  outputs: Object.fromEntries(
    Object.entries(outputs).map(([output, { value, sensitive }]) => [
      output,
      { value, type: typeOf(value), sensitive },
    ]),
  ),
  resources: [],
});

/** In the notation of cty. A list whose items are alike is a list, any other one a tuple. */
function typeOf(value: unknown): unknown {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) {
    const items = value.map(typeOf);
    const [first] = items;
    const alike = items.every((item) => JSON.stringify(item) === JSON.stringify(first));
    return first !== undefined && alike ? ['list', first] : ['tuple', items];
  }
  if (value === null || value === undefined) return 'dynamic';
  const fields = Object.entries(value).map(([name, field]) => [name, typeOf(field)]);
  return ['object', Object.fromEntries(fields)];
}
