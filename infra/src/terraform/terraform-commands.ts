/** The commands that check a stack, in a scratch folder that has everything they need. */
import {
  errorOf,
  problemsOfPlan,
  problemsOfValidate,
  type TerraformProblem,
} from './diagnostics.ts';
import type { PlanJson } from './plan-json.ts';
import type { Scratch, TerraformRun } from './run-terraform.ts';

/** Errors and warnings of `init` and `validate`. */
export async function initAndValidate(scratch: Scratch): Promise<TerraformProblem[]> {
  const init = await scratch.run(['init', '-input=false', '-no-color']);
  if (init.exitCode !== 0) return orElse([], init);
  const validated = await scratch.run(['validate', '-json']);
  if (!validated.stdout.startsWith('{')) return orElse([], validated);
  const problems = problemsOfValidate(validated.stdout);
  return validated.exitCode === 0 ? problems : orElse(problems, validated);
}

export type Planned =
  | { readonly ok: true; readonly plan: PlanJson; readonly warnings: readonly TerraformProblem[] }
  | { readonly ok: false; readonly problems: readonly TerraformProblem[] };

/** After `initAndValidate`. Nothing is refreshed: there is nothing to ask. */
export async function planAndShow(scratch: Scratch): Promise<Planned> {
  const planned = await scratch.run([
    'plan',
    '-json',
    '-input=false',
    '-lock=false',
    '-refresh=false',
    '-out=plan',
  ]);
  const warnings = problemsOfPlan(planned.stdout);
  if (planned.exitCode !== 0) return { ok: false, problems: orElse(warnings, planned) };
  const shown = await scratch.run(['show', '-json', 'plan']);
  if (shown.exitCode !== 0) return { ok: false, problems: orElse([], shown) };
  return { ok: true, plan: JSON.parse(shown.stdout) as PlanJson, warnings };
}

export const hasErrors = (problems: readonly TerraformProblem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');

/** A failed run always has an error, if only what it printed. */
const orElse = (
  problems: readonly TerraformProblem[],
  { stdout, stderr }: TerraformRun,
): TerraformProblem[] =>
  hasErrors(problems)
    ? [...problems]
    : [...problems, errorOf('Terraform failed', (stderr === '' ? stdout : stderr).trim())];
