/** Synthesises what is selected and reads it as scenarios, an account's own things first. */
import { join } from 'node:path';
import type { Environment, Topology } from '../config/names.ts';
import { readSettings } from '../config/settings.ts';
import type { Deployment } from '../topologies/deployment.ts';
import { synthesise } from '../topologies/synthesise.ts';
import { readScenario } from './model/read-resources.ts';
import type { Scenario } from './model/scenario.ts';

export type Selection = {
  readonly topologies: readonly Topology[];
  readonly environments: readonly Environment[];
  /** Path of the settings; the example's unless given, since no price depends on them. */
  readonly settings?: string | undefined;
};

const example = join(import.meta.dirname, '..', '..', 'settings.example.json');

/** Writes to `outdir`. Throws `ConfigError` for what cannot be synthesised. */
export function scenariosOf(selection: Selection, outdir: string): readonly Scenario[] {
  const deployments = selection.environments.flatMap((environment) => {
    const settings = readSettings(selection.settings ?? example, environment);
    return (['account', ...selection.topologies] as const).map((topology) => ({
      settings,
      topology,
      environment,
    }));
  });
  const stacks = synthesise(deployments, outdir);
  const stacksOf = (wanted: Pick<Deployment, 'topology' | 'environment'>) =>
    stacks.filter(
      ({ topology, environment }) =>
        topology === wanted.topology && environment === wanted.environment,
    );
  return deployments.map((deployment) => {
    const { topology, environment } = deployment;
    const own = stacksOf(deployment);
    if (topology === 'account') return readScenario({ topology, environment, stacks: own });
    // What an account has may be referred to, but is priced with the account.
    const account = stacksOf({ topology: 'account', environment });
    return readScenario({ topology, environment, stacks: own, besides: account });
  });
}
