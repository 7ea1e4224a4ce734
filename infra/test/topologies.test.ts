/** All topologies in all environments: what each of them gives to the product, and how. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { environments, topologies } from '../src/config/names.ts';
import { readSettings } from '../src/config/settings.ts';
import { constants, secretVariables, topologyVariables } from '../src/runtime/contract.ts';
import { checkPolicies } from '../src/policy/check-policies.ts';
import { policyInput } from '../src/topologies/policy-input.ts';
import { synthesise, type SynthesisedStack } from '../src/topologies/synthesise.ts';

const example = join(import.meta.dirname, '..', 'settings.example.json');
const scratch = mkdtempSync(join(tmpdir(), 'onsale-infra-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const synthesiseAll = (folder: string): readonly SynthesisedStack[] =>
  synthesise(
    environments.flatMap((environment) => {
      const settings = readSettings(example, environment);
      return (['account', ...topologies] as const).map((topology) => ({
        settings,
        topology,
        environment,
      }));
    }),
    join(scratch, folder),
  );

const stacks = synthesiseAll('once');
const textOf = ({ directory }: SynthesisedStack): string =>
  readFileSync(join(directory, 'cdk.tf.json'), 'utf8');
const stack = (name: string): SynthesisedStack => {
  const found = stacks.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no stack ${name}.`);
  return found;
};
type Resources = Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
const resourcesOf = ({ json }: SynthesisedStack, type: string): Record<string, unknown>[] =>
  Object.values((json.resource as Resources)[type] ?? {});

/** What tells containers their environment, by topology. */
const tellers = (environment: string): readonly (readonly [string, string])[] => [
  ...['api', 'worker'].map((role) => {
    const tasks = resourcesOf(stack(`fargate-${environment}-compute`), 'aws_ecs_task_definition');
    const task = tasks.find(({ family }) => String(family).endsWith(`-${role}`));
    return [`fargate ${role}`, JSON.stringify(task)] as const;
  }),
  ...['ec2-aurora', 'disaster-recovery', 'disaster-recovery-standby'].flatMap((topology) => {
    const part = topology.endsWith('standby') ? 'standby-' : '';
    const name = `${topology.replace('-standby', '')}-${environment}-${part}compute`;
    const templates = resourcesOf(stack(name), 'aws_launch_template');
    return templates.map((template) => [name, JSON.stringify(template)] as const);
  }),
];

describe('synthesis', () => {
  it('is the same byte for byte every time', () => {
    const again = synthesiseAll('again');
    expect(again.map(textOf)).toEqual(stacks.map(textOf));
  });

  it('splits every topology into stacks by lifetime', () => {
    for (const topology of topologies) {
      for (const environment of environments) {
        const lifetimes = stacks
          .filter((one) => one.topology === topology && one.environment === environment)
          .map(({ lifetime }) => lifetime);
        expect(new Set(lifetimes)).toEqual(new Set(['network', 'data', 'compute', 'edge']));
      }
    }
  });

  it('holds the policies', () => {
    const { findings } = checkPolicies(policyInput(stacks));
    expect(findings).toEqual([]);
  });

  it('locks every state and changes no other account', () => {
    for (const { json } of stacks) {
      expect(json).toMatchObject({
        terraform: { backend: { s3: { use_lockfile: true, encrypt: true } } },
      });
      const { aws } = json.provider as { readonly aws: readonly Record<string, unknown>[] };
      for (const provider of aws) {
        expect(provider).toMatchObject({ allowed_account_ids: ['111122223333'] });
      }
    }
  });
});

describe('logs of load balancers', () => {
  /** Of every region: where its load balancer writes, and what the bucket of that region permits. */
  const writers = environments.flatMap((environment) =>
    [
      ...topologies.map((topology) => [topology, ''] as const),
      ['disaster-recovery', 'standby-'] as const,
    ].map(([topology, part]) => ({
      balancers: stack(`${topology}-${environment}-${part}compute`),
      // The standby's buckets are part of its network stack: the primary copies to them.
      buckets: stack(`${topology}-${environment}-${part}${part === '' ? 'data' : 'network'}`),
      prefix: `ticketing-${environment}-${part}alb`,
    })),
  );

  it('go where the bucket takes them: AWS tries it when a load balancer is made', () => {
    for (const { balancers, buckets, prefix } of writers) {
      const policies = JSON.stringify(resourcesOf(buckets, 'aws_s3_bucket_policy'));
      expect(policies).toContain(`/${prefix}/AWSLogs/111122223333/*`);
      // None of Terraform's in the EKS topology: its controller writes below the same prefix.
      for (const balancer of resourcesOf(balancers, 'aws_lb')) {
        expect(balancer.access_logs).toMatchObject({ enabled: true, prefix });
      }
    }
    expect(writers.flatMap(({ balancers }) => resourcesOf(balancers, 'aws_lb'))).toHaveLength(12);
  });
});

describe('the runtime contract', () => {
  const passedOn = [
    ...Object.keys(constants),
    ...Object.entries({ ...topologyVariables, ...secretVariables })
      .filter(([, { accepted }]) => accepted)
      .map(([name]) => name),
  ];
  const withheld = Object.entries({ ...topologyVariables, ...secretVariables })
    .filter(([, { accepted }]) => !accepted)
    .map(([name]) => name);

  it.each(environments)('is fulfilled by every container in %s', (environment) => {
    const told = tellers(environment);
    expect(told.length).toBeGreaterThanOrEqual(9);
    for (const [who, text] of told) {
      const missing = passedOn.filter((name) => !text.includes(name));
      expect({ who, missing }).toEqual({ who, missing: [] });
      const refused = withheld.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
      expect({ who, refused }).toEqual({ who, refused: [] });
    }
  });

  it.each(environments)('is fulfilled by what Kubernetes is told in %s', (environment) => {
    const { json } = stack(`eks-${environment}-compute`);
    const told = JSON.stringify(json.output);
    const decidedThere = new Set(['ROLE', 'PAYMENT_SIMULATOR_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT']);
    const names = Object.keys({ ...topologyVariables, ...secretVariables });
    const missing = names.filter((name) => !decidedThere.has(name) && !told.includes(name));
    expect(missing).toEqual([]);
  });

  it('runs the product by its digest in prod', () => {
    const digest = /"\S+\/ticketing@sha256:[0-9a-f]{64}/;
    for (const task of resourcesOf(stack('fargate-prod-compute'), 'aws_ecs_task_definition')) {
      expect(JSON.stringify(task).replaceAll('\\', '')).toMatch(digest);
    }
  });
});
