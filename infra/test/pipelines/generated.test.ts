/** Atlantis and Infracost know every stack that is synthesised, and no other. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environments, topologies } from '../../src/config/names.ts';
import { readSettings } from '../../src/config/settings.ts';
import { atlantisConfig } from '../../src/pipelines/generate/atlantis.ts';
import { infracostConfig } from '../../src/pipelines/generate/infracost.ts';
import { pipelineStacks, stacksOf } from '../../src/pipelines/stacks.ts';
import { topologyBuilders } from '../../src/topologies/builders.ts';
import { synthesise } from '../../src/topologies/synthesise.ts';
import { root } from './workflows.ts';

type Run = string | { readonly command: string };
type Atlantis = {
  readonly projects: readonly {
    readonly name: string;
    readonly workspace: string;
    readonly workflow: string;
    readonly apply_requirements: readonly string[];
    readonly execution_order_group: number;
    readonly autoplan: { readonly when_modified: readonly string[] };
  }[];
  readonly workflows: Readonly<
    Record<string, Record<'plan' | 'apply', { readonly steps: readonly { readonly run?: Run }[] }>>
  >;
};

const atlantis = parse(atlantisConfig()) as Atlantis;
const names = pipelineStacks().map(({ name }) => name);
const out = mkdtempSync(join(tmpdir(), 'onsale-pipelines-'));
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

describe('the stacks that are known by name', () => {
  const settings = join(root, 'infra', 'settings.example.json');
  const built = topologies.filter((topology) => Object.hasOwn(topologyBuilders, topology));

  it.each(built)('are those of %s, in the order in which they are applied', (topology) => {
    for (const environment of environments) {
      const deployment = { settings: readSettings(settings, environment), topology, environment };
      const made = synthesise([deployment], join(out, `${topology}-${environment}`));
      const wanted = pipelineStacks().filter(
        (stack) => stack.topology === topology && stack.environment === environment,
      );
      expect(made.map(({ name, lifetime }) => `${lifetime} ${name}`)).toEqual(
        wanted.map(({ name, lifetime }) => `${lifetime} ${name}`),
      );
    }
  });
});

describe('atlantis.yaml', () => {
  it('has a project for every stack, each locked alone', () => {
    expect(atlantis.projects.map(({ name }) => name)).toEqual(names);
    expect(new Set(atlantis.projects.map(({ workspace }) => workspace)).size).toBe(names.length);
    expect(names).toContain('disaster-recovery-prod-standby-data');
    expect(names.some((name) => name.startsWith('account'))).toBe(false);
  });

  it('applies only what somebody approved, on top of main', () => {
    const wanted = ['approved', 'mergeable', 'undiverged'];
    expect(atlantis.projects.map((project) => project.apply_requirements)).toEqual(
      names.map(() => wanted),
    );
  });

  it('applies a stack after those that it reads from', () => {
    const positions = topologies.flatMap((topology) =>
      environments.flatMap((environment) => [...stacksOf(topology, environment).keys()]),
    );
    expect(atlantis.projects.map((project) => project.execution_order_group)).toEqual(positions);
  });

  it('plans a topology when its own folder changes, and not for the others', () => {
    const project = atlantis.projects.find(({ name }) => name === 'eks-dev-data');
    expect(project?.autoplan.when_modified).toContain('src/config/eks/**/*.ts');
    expect(project?.autoplan.when_modified).not.toContain('src/config/fargate/**/*.ts');
  });

  it('has workflows that exist, in scripts that a shell can read', () => {
    for (const { workflow } of atlantis.projects)
      expect(atlantis.workflows).toHaveProperty(workflow);
    const runs = Object.values(atlantis.workflows)
      .flatMap(({ plan, apply }) => plan.steps.concat(apply.steps))
      .flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(runs.length).toBe(environments.length * 5);
    for (const run of runs) {
      const input = typeof run === 'string' ? run : run.command;
      expect(spawnSync('sh', ['-n'], { input, encoding: 'utf8' }).stderr).toBe('');
    }
  });

  it('finds the topology of every stack in its name', () => {
    const script = pipelineStacks()
      .map(({ name, environment }) => `n=${name}; echo "\${n%%-${environment}-*}"`)
      .join('\n');
    const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(stdout.trim().split('\n')).toEqual(pipelineStacks().map(({ topology }) => topology));
  });
});

it('infracost.yml has a plan for every stack', () => {
  const config = parse(infracostConfig()) as {
    readonly projects: readonly { readonly name: string; readonly path: string }[];
  };
  expect(config.projects.map(({ name }) => name)).toEqual(names);
  expect(config.projects[0]?.path).toBe(`infra/dist/stacks/${names[0]}/plan.json`);
});
