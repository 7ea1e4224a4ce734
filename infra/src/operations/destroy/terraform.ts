/** Runs Terraform over the stacks of a deployment, each in the folder that the synthesis wrote. */
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findTerraform } from '../../terraform/find-terraform.ts';
import { synthesise, type SynthesisedStack } from '../../topologies/synthesise.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { mustRun, type Programs } from '../core/programs.ts';
import { hours, minutes } from '../core/time.ts';

export type Stacks = {
  /** In the order in which they are applied. */
  readonly all: readonly Pick<SynthesisedStack, 'name' | 'directory'>[];
  readonly run: (
    stack: Pick<SynthesisedStack, 'directory'>,
    args: readonly string[],
  ) => Promise<string>;
};

const outFolder = join(import.meta.dirname, '../../../dist/operate');

export function stacksOf(
  operation: Pick<Operation, 'settings' | 'environment' | 'programs'>,
  topology: Operation['topology'] | 'account',
  folder: string = outFolder,
): Stacks {
  const { settings, environment, programs } = operation;
  const terraform = terraformProgram();
  return {
    all: synthesise([{ settings, topology, environment }], folder),
    run: (stack, args) => runTerraform(programs, terraform, stack.directory, args),
  };
}

function terraformProgram(): string {
  const found = findTerraform();
  if (found !== undefined) return found;
  throw new OperatorError('There is no Terraform.', 'Install terraform 1.11 or tofu on the PATH.');
}

const longMs = 2 * hours;

const runTerraform = (
  programs: Programs,
  terraform: string,
  folder: string,
  [verb = '', ...rest]: readonly string[],
): Promise<string> =>
  mustRun(programs, terraform, [verb, '-input=false', '-no-color', ...rest], {
    folder,
    shown: true,
    timeoutMs: verb === 'init' ? 10 * minutes : longMs,
  });

const localBackend = 'backend_override.tf.json';
const localState = 'bootstrap.tfstate';

/** A state beside the configuration, for the stack that makes the bucket of all states. */
export const useLocalState = (folder: string): Promise<void> =>
  writeFile(
    join(folder, localBackend),
    JSON.stringify({ terraform: { backend: { local: { path: localState } } } }),
  );

/** Whether an apply with a local state has begun, and its state never moved. */
export const hasLocalState = (folder: string): boolean => existsSync(join(folder, localState));

/** Terraform copies a state when it moves it; what stays behind would be taken for a beginning. */
export const forgetLocalState = (folder: string): Promise<void> =>
  rm(join(folder, localState), { force: true });

export const useBucketState = (folder: string): Promise<void> =>
  rm(join(folder, localBackend), { force: true });
