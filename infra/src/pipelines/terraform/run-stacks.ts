/**
 * Plans, or plans and applies, the stacks of a deployment one after the other, as they read from each
 * other's states. The first failure of an application ends it; a plan looks at all stacks.
 */
import type { Lifetime } from '../../config/names.ts';
import { type Changes, changesNothing, changesOf } from './changes.ts';

export type Stack = {
  readonly name: string;
  readonly lifetime: Lifetime;
  /** Holds `cdk.tf.json`. */
  readonly directory: string;
};

export type Ports = {
  /** Runs Terraform in a folder. `quiet` output is returned, other output is also shown. */
  readonly terraform: (
    directory: string,
    args: readonly string[],
    quiet?: 'quiet',
  ) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
  readonly keepPlan: (directory: string, json: string) => void;
  readonly report: (line: string) => void;
};

export type StackResult = { readonly stack: string } & (
  | { readonly status: 'planned' | 'applied'; readonly changes: Changes }
  /** Cannot be planned before an earlier stack is applied. */
  | { readonly status: 'waiting' }
  | { readonly status: 'refused'; readonly changes: Changes; readonly reason: string }
  | { readonly status: 'failed'; readonly reason: string }
);

export type Options = {
  readonly apply: boolean;
  /** Replaces and deletes even in stacks that keep data or addresses. */
  readonly allowDeletions: boolean;
};

/** In these nothing is replaced or deleted by the way. */
const precious: ReadonlySet<Lifetime> = new Set(['account', 'network', 'data']);

export async function runStacks(
  stacks: readonly Stack[],
  ports: Ports,
  options: Options,
): Promise<readonly StackResult[]> {
  const results: StackResult[] = [];
  let earlierWillChange = false;
  for (const stack of stacks) {
    ports.report(`== ${stack.name}`);
    const result = await runStack(stack, ports, options, earlierWillChange);
    results.push(result);
    ports.report(`== ${stack.name}: ${result.status}`);
    if (options.apply && result.status !== 'applied') break;
    earlierWillChange ||=
      result.status === 'waiting' || (result.status === 'planned' && result.changes.outputsChange);
  }
  return results;
}

async function runStack(
  stack: Stack,
  { terraform, keepPlan, report }: Ports,
  { apply, allowDeletions }: Options,
  earlierWillChange: boolean,
): Promise<StackResult> {
  const { name, directory } = stack;
  const failed = (step: string, stderr: string): StackResult => ({
    stack: name,
    status: 'failed',
    reason: `terraform ${step}: ${firstError(stderr)}`,
  });
  const init = await terraform(directory, ['init', '-input=false', '-no-color']);
  if (init.exitCode !== 0) return failed('init', init.stderr);
  // Looking must not keep others from applying; who applies waits for whoever is at it.
  const lock = apply ? '-lock-timeout=300s' : '-lock=false';
  const planArgs = ['plan', '-input=false', '-no-color', lock, '-out=stack.tfplan'];
  const plan = await terraform(directory, planArgs);
  if (plan.exitCode !== 0) {
    if (!apply && earlierWillChange) return { stack: name, status: 'waiting' };
    return failed('plan', plan.stderr);
  }
  const shown = await terraform(directory, ['show', '-json', 'stack.tfplan'], 'quiet');
  if (shown.exitCode !== 0) return failed('show', shown.stderr);
  keepPlan(directory, shown.stdout);
  const changes = changesOf(shown.stdout);
  if (!apply) return { stack: name, status: 'planned', changes };
  const lost = [...changes.replaced, ...changes.deleted];
  if (precious.has(stack.lifetime) && lost.length > 0 && !allowDeletions) {
    const reason = `It would replace or delete ${lost.join(', ')}. Allow deletions if it should.`;
    report(reason);
    return { stack: name, status: 'refused', changes, reason };
  }
  if (!changesNothing(changes) || changes.outputsChange) {
    const args = ['apply', '-input=false', '-no-color', '-lock-timeout=300s', 'stack.tfplan'];
    const applied = await terraform(directory, args);
    if (applied.exitCode !== 0) return failed('apply', applied.stderr);
  }
  return { stack: name, status: 'applied', changes };
}

const firstError = (stderr: string): string =>
  stderr
    .split('\n')
    .map((line) => line.replace(/^[╷│╵\s]+/, ''))
    .find((line) => line.startsWith('Error')) ?? 'failed without saying why.';
