/**
 * Checks one synthesised stack with the real Terraform, offline: initialises, validates, plans, and
 * reads the plan. The stack's own folder is not touched.
 */
import { cp } from 'node:fs/promises';
import { basename } from 'node:path';
import type { TerraformProblem } from './diagnostics.ts';
import { mockAccountId } from './mock/aws-account.ts';
import { mockOutputs, type StackOutputs } from './mock-outputs.ts';
import { type PlanJson, plannedResources } from './plan-json.ts';
import { writeBackendOverride, writeRemoteStates } from './remote-state.ts';
import { type Scratch, withScratch } from './run-terraform.ts';
import type { SchemaProvider } from './schema-provider.ts';
import { readStackConfig, type StackConfig, typesUsed } from './stack-config.ts';
import { hasErrors, initAndValidate, planAndShow } from './terraform-commands.ts';

export type CheckStackOptions = {
  /** Folder with `cdk.tf.json`; its name is taken for the stack's. */
  readonly directory: string;
  /** Outputs of other stacks, by the name in `data.terraform_remote_state.<name>`. */
  readonly remoteStates?: Readonly<Record<string, StackOutputs>>;
  readonly terraform: string;
  readonly provider: SchemaProvider;
  /** For one command. Default 120,000. */
  readonly timeoutMs?: number;
};

export type StackCheck =
  | {
      readonly ok: true;
      /** Resources that a first apply would create. */
      readonly added: number;
      readonly plan: PlanJson;
      /** Mocked where only AWS could tell. */
      readonly outputs: StackOutputs;
      readonly warnings: readonly TerraformProblem[];
    }
  | { readonly ok: false; readonly problems: readonly TerraformProblem[] };

/** Throws only when Terraform cannot be run, takes too long or prints what it should not. */
export async function checkStack(options: CheckStackOptions): Promise<StackCheck> {
  const { directory, remoteStates = {} } = options;
  const config = await readStackConfig(directory);
  return withScratch({ ...options, types: typesUsed(config) }, async (scratch) => {
    await cp(directory, scratch.folder, { recursive: true, filter: isSource });
    await writeBackendOverride(scratch.folder);
    await writeRemoteStates(scratch.folder, remoteStates);
    return checkIn(scratch, basename(directory), config);
  });
}

/** What an earlier run in the stack's folder left there is not copied. */
export const isSource = (path: string): boolean =>
  !/^(\.terraform|terraform\.tfstate)/.test(basename(path));

async function checkIn(scratch: Scratch, stack: string, config: StackConfig): Promise<StackCheck> {
  const validated = await initAndValidate(scratch);
  if (hasErrors(validated)) return { ok: false, problems: validated };
  const planned = await planAndShow(scratch);
  if (!planned.ok) return planned;
  const { plan, warnings } = planned;
  return {
    ok: true,
    added: plannedResources(plan).length,
    plan,
    outputs: mockOutputs({ stack, config, plan, accountId: accountOf(config) }),
    warnings,
  };
}

function accountOf({ provider }: StackConfig): string {
  const [first] = (provider?.aws ?? []).flatMap((one) => one.allowed_account_ids ?? []);
  return typeof first === 'string' ? first : mockAccountId;
}
