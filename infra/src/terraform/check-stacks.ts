/**
 * Checks a set of synthesised stacks in the order in which they depend on each other, so that each
 * one is planned with the outputs of those that it reads.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkStack, type StackCheck } from './check-stack.ts';
import { errorOf } from './diagnostics.ts';
import type { StackOutputs } from './mock-outputs.ts';
import { startSchemaProvider } from './schema-provider.ts';
import { createSlots } from './slots.ts';
import { readStackGraph, type Stack } from './stack-graph.ts';

export type CheckStacksOptions = {
  /** Folders with a `cdk.tf.json` each; their names have to differ. */
  readonly directories: readonly string[];
  /** Of `findTerraform`. */
  readonly terraform: string;
  /** How many run at the same time. Default 2: one keeps a core busy. */
  readonly concurrency?: number;
  /** For one command of Terraform. Default 120,000. */
  readonly timeoutMs?: number;
  /** Is told about each stack when it is done. */
  readonly onChecked?: (checked: CheckedStack) => void;
};

export type CheckedStack = {
  /** The name of its folder. */
  readonly stack: string;
  readonly durationMs: number;
  readonly check: StackCheck;
};

/** In the order of `directories`. Throws when stacks depend on each other in a circle. */
export async function checkStacks(options: CheckStacksOptions): Promise<CheckedStack[]> {
  const graph = await readStackGraph(options.directories);
  const slots = createSlots(options.concurrency ?? 2);
  const provider = await startSchemaProvider();
  const running = new Map<Stack, Promise<CheckedStack>>();

  const start = (stack: Stack): Promise<CheckedStack> => {
    const check = running.get(stack) ?? checkAfterOthers(stack);
    running.set(stack, check);
    return check;
  };
  const checkAfterOthers = async (stack: Stack): Promise<CheckedStack> => {
    const remoteStates: Record<string, StackOutputs> = {};
    const owner = graph.writerOf(stack.state);
    if (owner !== undefined && owner !== stack) {
      return failed(stack, `It writes the state "${stack.state}", which is that of ${owner.name}.`);
    }
    for (const { name, state } of stack.reads) {
      const writer = graph.writerOf(state);
      if (writer === undefined) {
        return failed(stack, `It reads the state "${state}" (${name}), which no stack writes.`);
      }
      const { check } = await start(writer);
      if (!check.ok) return failed(stack, `Not checked, since ${writer.name} has problems.`);
      remoteStates[name] = check.outputs;
    }
    return slots(() =>
      timed(stack, () => checkStack({ ...options, ...stack, remoteStates, provider })),
    );
  };

  try {
    return await Promise.all(
      graph.stacks.map(async (stack) => {
        const checked = await start(stack);
        options.onChecked?.(checked);
        return checked;
      }),
    );
  } finally {
    await provider.close();
  }
}

/** The folders of an output folder of CDK Terrain. */
export async function stackDirectories(outdir: string): Promise<string[]> {
  const folder = join(outdir, 'stacks');
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort();
}

/** A time-out of one stack does not end the check of the others. */
async function timed(stack: Stack, run: () => Promise<StackCheck>): Promise<CheckedStack> {
  const start = performance.now();
  try {
    const check = await run();
    return { stack: stack.name, durationMs: performance.now() - start, check };
  } catch (error) {
    return failed(stack, error instanceof Error ? error.message : String(error));
  }
}

const failed = ({ name }: Stack, summary: string): CheckedStack => ({
  stack: name,
  durationMs: 0,
  check: { ok: false, problems: [errorOf(summary)] },
});
