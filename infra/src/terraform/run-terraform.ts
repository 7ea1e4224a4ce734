/** Runs Terraform in a scratch folder of its own, without network, state or prompts. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { SchemaProvider } from './schema-provider.ts';
import type { TypeName } from './schema/types.ts';

export type TerraformRun = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
};

export type Scratch = {
  readonly folder: string;
  /** `args` as on the command line, e.g. `['validate', '-json']`. Never throws for exit codes. */
  readonly run: (args: readonly string[]) => Promise<TerraformRun>;
  readonly remove: () => Promise<void>;
};

export type ScratchOptions = {
  /** Of `findTerraform`. */
  readonly terraform: string;
  readonly provider: SchemaProvider;
  /** What Terraform is told about: the types that the stack uses. */
  readonly types: readonly TypeName[];
  /** One command may take so long. Default 120,000. */
  readonly timeoutMs?: number;
};

const defaultTimeoutMs = 120_000;
/** Plans as JSON repeat the configuration; the largest here have 2 MiB. */
const outputBytesMax = 256 * 1024 * 1024;

/** A folder and a provider for one stack; both are gone afterwards, whatever happens. */
export async function withScratch<T>(
  options: ScratchOptions,
  use: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  const offer = await options.provider.offer(options.types);
  try {
    const scratch = await createScratch(options, offer.reattach);
    try {
      return await use(scratch);
    } finally {
      await scratch.remove();
    }
  } finally {
    await offer.close();
  }
}

async function createScratch(options: ScratchOptions, reattach: string): Promise<Scratch> {
  const base = await mkdtemp(join(tmpdir(), 'onsale-terraform-'));
  const folder = join(base, 'stack');
  await mkdir(folder);
  const cliConfig = join(base, 'terraform.rc');
  await writeFile(cliConfig, cliConfigText(join(base, 'no-providers')));
  const env = environment(base, cliConfig, reattach);
  return {
    folder,
    run: (args) => runProgram(options, args, folder, env),
    remove: () => rm(base, { recursive: true, force: true }),
  };
}

/** Providers other than the attached one are looked for in an empty folder, not on the network. */
const cliConfigText = (folder: string): string =>
  `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(folder)}\n  }\n}\n`;

/** Credentials and settings of whoever runs this stay outside. */
const environment = (base: string, cliConfig: string, reattach: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: base,
  TMPDIR: base,
  TF_CLI_CONFIG_FILE: cliConfig,
  TF_DATA_DIR: join(base, 'data'),
  TF_IN_AUTOMATION: '1',
  TF_INPUT: '0',
  TF_REATTACH_PROVIDERS: reattach,
  // Otherwise it asks its maker's server for news.
  CHECKPOINT_DISABLE: '1',
});

function runProgram(
  { terraform, timeoutMs = defaultTimeoutMs }: ScratchOptions,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<TerraformRun> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env, timeout: timeoutMs, maxBuffer: outputBytesMax };
    execFile(terraform, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ exitCode: 0, stdout, stderr });
      else if (error.killed === true) {
        reject(new Error(`terraform ${args.join(' ')} took longer than ${timeoutMs} ms.`));
      } else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr });
      else reject(error);
    });
  });
}
