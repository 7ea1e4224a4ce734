/** Finds the folder of generated bindings for a Terraform type; each type has one. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TypeName } from './types.ts';

/** `.../@cdktn/provider-aws/lib`. The barrel is only located: loading it would take 1 GiB. */
export const bindingsFolder = dirname(
  createRequire(import.meta.url).resolve('@cdktn/provider-aws'),
);

const folderPrefix = { resource: '', data: 'data-aws-', ephemeral: 'ephemeral-aws-' } as const;

/**
 * `aws_s3_bucket` lies in `s3-bucket`, the data source `aws_region` in `data-aws-region`.
 * `undefined` when the provider has no such type.
 */
export function locateBinding({ kind, name }: TypeName): string | undefined {
  if (kind === 'provider') return join(bindingsFolder, 'provider');
  if (!/^aws(?:_[a-z0-9]+)+$/.test(name)) return undefined;
  const words = name.slice('aws_'.length).replaceAll('_', '-');
  const folder = join(bindingsFolder, `${folderPrefix[kind]}${words}`);
  return existsSync(join(folder, 'index.js')) ? folder : undefined;
}
