/** Exports stacks to Terraform's own language and checks that Terraform accepts the result. */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isSource } from './check-stack.ts';
import type { TerraformProblem } from './diagnostics.ts';
import { hclOf } from './hcl/write-hcl.ts';
import { writeBackendOverride } from './remote-state.ts';
import { withScratch } from './run-terraform.ts';
import { type SchemaProvider, startSchemaProvider } from './schema-provider.ts';
import { createSlots } from './slots.ts';
import { readStackConfig, stackFile, typesUsed } from './stack-config.ts';
import { initAndValidate } from './terraform-commands.ts';

export const hclFile = 'main.tf';

/** Writes `<outdir>/<stack>/main.tf`, the stack's other files beside it; returns the folder. */
export async function exportHcl(directory: string, outdir: string): Promise<string> {
  const folder = join(outdir, basename(directory));
  const config = await readStackConfig(directory);
  await mkdir(folder, { recursive: true });
  await cp(directory, folder, { recursive: true, filter: isSource });
  await rm(join(folder, stackFile));
  await writeFile(join(folder, hclFile), hclOf(config));
  return folder;
}

export type CheckHclOptions = {
  /** Folders with a `cdk.tf.json` each. */
  readonly directories: readonly string[];
  /** Where the exports are written. */
  readonly outdir: string;
  /** Of `findTerraform`. */
  readonly terraform: string;
  /** How many run at the same time. Default 2. */
  readonly concurrency?: number;
};

export type CheckedHcl = {
  readonly stack: string;
  /** Empty when Terraform accepts it without a warning. */
  readonly problems: readonly TerraformProblem[];
};

/**
 * Exports, initialises and validates each stack. They are not planned: the export is written from
 * the JSON that is.
 */
export async function checkHcl(options: CheckHclOptions): Promise<CheckedHcl[]> {
  const slots = createSlots(options.concurrency ?? 2);
  const provider = await startSchemaProvider();
  try {
    return await Promise.all(
      options.directories.map((directory) => slots(() => checkOne(options, provider, directory))),
    );
  } finally {
    await provider.close();
  }
}

async function checkOne(
  { outdir, terraform }: CheckHclOptions,
  provider: SchemaProvider,
  directory: string,
): Promise<CheckedHcl> {
  const folder = await exportHcl(directory, outdir);
  const types = typesUsed(await readStackConfig(directory));
  const problems = await withScratch({ terraform, provider, types }, async (scratch) => {
    await cp(folder, scratch.folder, { recursive: true });
    await writeBackendOverride(scratch.folder);
    return initAndValidate(scratch);
  });
  return { stack: basename(directory), problems };
}
