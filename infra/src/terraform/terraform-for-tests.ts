/** What tests with the real Terraform share. Where there is none, they are skipped and say so. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraform } from './find-terraform.ts';
import { stackFile } from './stack-config.ts';

/** The program, or an empty text with which nothing can be run. */
export const terraform = findTerraform() ?? '';
export const withoutTerraform = terraform === '';

/** Prints one line when `what` is skipped. */
export function tellIfSkipped(what: string): void {
  if (withoutTerraform) console.warn(`terraform is not on the PATH: ${what} not checked`);
}

export type Fixture = {
  /** Of each stack, in the order given. */
  readonly directories: readonly string[];
  readonly folder: string;
  readonly remove: () => Promise<void>;
};

/** Writes stacks in Terraform's JSON syntax, each with a provider and a state in S3. */
export async function writeStacks(
  stacks: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'onsale-fixture-'));
  const directories = await Promise.all(
    Object.entries(stacks).map(async ([name, content]) => {
      const directory = join(folder, name);
      await mkdir(directory);
      const config = { ...stackBasis(name), ...content };
      await writeFile(join(directory, stackFile), JSON.stringify(config));
      return directory;
    }),
  );
  return { directories, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export const stateOf = (name: string): Readonly<Record<string, string>> => ({
  bucket: 'onsale-state',
  key: `${name}.tfstate`,
  region: 'ap-northeast-2',
});

const stackBasis = (name: string): Readonly<Record<string, unknown>> => ({
  terraform: {
    backend: { s3: stateOf(name) },
    required_providers: { aws: { source: 'hashicorp/aws', version: '6.66.0' } },
  },
  provider: {
    aws: [
      {
        region: 'ap-northeast-2',
        allowed_account_ids: ['111122223333'],
        default_tags: [{ tags: { Project: 'onsale' } }],
      },
      { alias: 'us-east-1', region: 'us-east-1' },
    ],
  },
});
