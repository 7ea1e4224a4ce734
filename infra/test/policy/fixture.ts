/** Small deployments on which a rule is tried: some break it, some keep it. */
import type { Environment, Lifetime } from '../../src/config/names.ts';
import type { SynthesisedDeployment, SynthesisedStack } from '../../src/policy/synthesised.ts';

export type Fixture = {
  readonly name: string;
  readonly deployment: SynthesisedDeployment;
  /** Addresses that the rule has to complain about; none where it is kept. */
  readonly at: readonly string[];
};

type Block = Readonly<Record<string, unknown>>;
/** Type, name, arguments, as in `cdk.tf.json`. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export type FixtureOptions = {
  readonly environment?: Environment;
  readonly data?: Resources;
  /** Further top-level entries of the file: `provider`, `terraform`, `output`, `module`. */
  readonly file?: Block;
  /** Further stacks of the deployment. */
  readonly others?: readonly SynthesisedStack[];
};

export const stackOf = (
  name: string,
  lifetime: Lifetime,
  resource: Resources,
  file: Block = {},
): SynthesisedStack => ({
  name,
  lifetime,
  json: { provider: { aws: [{ region: 'ap-northeast-2' }] }, resource, ...file },
});

const deploymentOf = (resources: Resources, options: FixtureOptions): SynthesisedDeployment => ({
  topology: 'fargate',
  environment: options.environment ?? 'prod',
  stacks: [
    ...(options.others ?? []),
    stackOf('compute', 'compute', resources, { data: options.data ?? {}, ...options.file }),
  ],
});

export const fails = (
  name: string,
  at: readonly string[],
  resources: Resources,
  options: FixtureOptions = {},
): Fixture => ({ name, at, deployment: deploymentOf(resources, options) });

export const passes = (
  name: string,
  resources: Resources,
  options: FixtureOptions = {},
): Fixture => ({ name, at: [], deployment: deploymentOf(resources, options) });

/** A key of our own, and how it is referred to. */
export const key: Resources = { aws_kms_key: { main: { enable_key_rotation: true } } };
export const keyArn = '${aws_kms_key.main.arn}';

/** As CDK Terrain writes `Fn.jsonencode` with references inside: an expression, not JSON. */
export const jsonencode = (value: unknown): string => `\${jsonencode(${hcl(value)})}`;

function hcl(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, item]) => `"${name}" = ${hcl(item)}`);
  return `{${entries.join(', ')}}`;
}
