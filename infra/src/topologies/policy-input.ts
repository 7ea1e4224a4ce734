/** Hands synthesised stacks to the policies: each topology together with its account's own stack. */
import { type Topology, topologies } from '../config/names.ts';
import type { SynthesisedDeployment } from '../policy/synthesised.ts';
import type { SynthesisedStack } from './synthesise.ts';

export function policyInput(stacks: readonly SynthesisedStack[]): readonly SynthesisedDeployment[] {
  const environments = [...new Set(stacks.map(({ environment }) => environment))];
  return environments.flatMap((environment) => {
    const here = stacks.filter((stack) => stack.environment === environment);
    const account = here.filter(({ topology }) => topology === 'account');
    const used = topologies.filter((topology) => here.some((stack) => stack.topology === topology));
    return used.map((topology: Topology) => ({
      topology,
      environment,
      stacks: [...account, ...here.filter((stack) => stack.topology === topology)],
    }));
  });
}
