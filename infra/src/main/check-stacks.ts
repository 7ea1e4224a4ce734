/**
 * Synthesises every topology in every environment, holds the policies against them, and has the real
 * Terraform validate and plan every stack, offline. Prints how many resources each stack has.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environments, topologies } from '../config/names.ts';
import { readSettings } from '../config/settings.ts';
import { checkPolicies } from '../policy/check-policies.ts';
import { checkHcl } from '../terraform/check-hcl.ts';
import { checkStacks, type CheckedStack } from '../terraform/check-stacks.ts';
import { describeTerraformProblem, type TerraformProblem } from '../terraform/diagnostics.ts';
import { findTerraform } from '../terraform/find-terraform.ts';
import { synthesise, type SynthesisedStack } from '../topologies/synthesise.ts';
import { policyInput } from '../topologies/policy-input.ts';
import { readArguments } from './arguments.ts';
import { printResourceTable } from './resource-table.ts';

const infra = join(import.meta.dirname, '..', '..');
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const selected = readArguments(process.argv.slice(2));
const scratch = await mkdtemp(join(tmpdir(), 'onsale-infra-'));
try {
  const stacks = synthesise(
    selected.environments.flatMap((environment) => {
      const settings = readSettings(
        selected.settings ?? join(infra, 'settings.example.json'),
        environment,
      );
      return (['account', ...selected.topologies] as const).map((topology) => ({
        settings,
        topology,
        environment,
      }));
    }),
    scratch,
  );
  say(
    `Synthesised ${stacks.length} stacks: ${selected.topologies.length} of ${topologies.length} ` +
      `topologies, ${selected.environments.length} of ${environments.length} environments.`,
  );
  const sound = [holdPolicies(stacks), await askTerraform(stacks)];
  process.exitCode = sound.every(Boolean) ? 0 : 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}

function holdPolicies(stacks: readonly SynthesisedStack[]): boolean {
  const { findings, suppressed } = checkPolicies(policyInput(stacks));
  for (const { rule, stack, address, message, remedy } of findings) {
    say(`${rule}: ${stack} ${address} ${message} ${remedy}`);
  }
  say(`Policies: ${findings.length} findings, ${suppressed.length} suppressed with a reason.`);
  return findings.length === 0;
}

async function askTerraform(stacks: readonly SynthesisedStack[]): Promise<boolean> {
  const terraform = findTerraform();
  if (terraform === undefined) {
    say('Neither terraform nor tofu is on the PATH: no stack was validated or planned.');
    return true;
  }
  const directories = stacks.map(({ directory }) => directory);
  const checked = await checkStacks({ directories, terraform });
  const exported = await checkHcl({ directories, terraform, outdir: join(scratch, 'hcl') });
  for (const { stack, check } of checked) if (!check.ok) sayProblems(stack, check.problems);
  for (const { stack, problems } of exported) sayProblems(`${stack} as HCL`, problems);
  printResourceTable(stacks, checked.flatMap(countOf), say);
  const planned = checked.filter(({ check }) => check.ok).length;
  const valid = exported.filter(({ problems }) => problems.length === 0).length;
  say(`Terraform: ${planned} of ${stacks.length} stacks planned, ${valid} valid as HCL.`);
  return planned === stacks.length && valid === stacks.length;
}

function countOf({ stack, check }: CheckedStack): readonly (readonly [string, number])[] {
  return check.ok ? [[stack, check.added]] : [];
}

function sayProblems(stack: string, problems: readonly TerraformProblem[]): void {
  for (const problem of problems) say(`${stack}: ${describeTerraformProblem(problem)}`);
}
