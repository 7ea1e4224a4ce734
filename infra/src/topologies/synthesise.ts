/** Writes the Terraform JSON of deployments: a folder a stack, byte for byte the same every time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktn';
import type { Lifetime } from '../config/names.ts';
import { lifetimes } from '../config/names.ts';
import { type Problem, refuseProblems } from '../lib/problem.ts';
import type { Deployment } from './deployment.ts';
import { topologyBuilders } from './builders.ts';

export type SynthesisedStack = {
  /** E.g. `fargate-prod-data`. */
  readonly name: string;
  readonly topology: Deployment['topology'];
  readonly environment: Deployment['environment'];
  readonly lifetime: Lifetime;
  /** Holds `cdk.tf.json`. */
  readonly directory: string;
  readonly json: Readonly<Record<string, unknown>>;
};

/**
 * Checks every configuration first and throws `ConfigError` with all problems; writes nothing then.
 * The stacks come in the order in which they have to be applied.
 */
export function synthesise(
  deployments: readonly Deployment[],
  outdir: string,
): readonly SynthesisedStack[] {
  refuseProblems(
    deployments.flatMap((deployment): readonly Problem[] =>
      topologyBuilders[deployment.topology].check(deployment),
    ),
  );
  const app = new App({
    outdir,
    // Object locks of states and write-only arguments need these.
    context: { targetVersions: { terraform: '>=1.11.0', opentofu: '>=1.11.0' } },
  });
  const made = deployments.flatMap((deployment) => {
    const before = new Set(stackNames(app));
    topologyBuilders[deployment.topology].build(app, deployment);
    return stackNames(app)
      .filter((name) => !before.has(name))
      .map((name) => ({ name, deployment }));
  });
  app.synth();
  return made.map(({ name, deployment: { topology, environment } }) => {
    const directory = join(outdir, 'stacks', name);
    const json = JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8'));
    return { name, topology, environment, lifetime: lifetimeOf(name), directory, json };
  });
}

const stackNames = (app: App): string[] => app.node.children.map(({ node }) => node.id);

const lifetimeOf = (name: string): Lifetime =>
  lifetimes.find((lifetime) => name.endsWith(lifetime)) ?? 'account';
