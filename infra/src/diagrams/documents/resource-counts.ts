/** How many resources there are, by stack, topology and environment. */
import { environments, type Environment, lifetimes, topologies } from '../../config/names.ts';
import type { Deployment } from '../../topologies/deployment.ts';
import type { SynthesisedStack } from '../../topologies/synthesise.ts';
import { table } from './markdown.ts';

type Types = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Nothing is made by `count` or `for_each`, so that what is written is what a plan adds. */
export const resourcesOf = ({ json }: SynthesisedStack): readonly (readonly [string, string])[] =>
  Object.entries((json.resource ?? {}) as Types).flatMap(([type, named]) =>
    Object.keys(named).map((name) => [type, name] as const),
  );

const countOf = (stacks: readonly SynthesisedStack[]): number =>
  stacks.reduce((sum, stack) => sum + resourcesOf(stack).length, 0);

const shownLifetimes = lifetimes.filter((lifetime) => lifetime !== 'account');

/** A line for each topology and environment; standby stacks count with their lifetime. */
export function resourceCounts(stacks: readonly SynthesisedStack[]): string {
  const of = (topology: Deployment['topology'], environment: Environment) =>
    stacks.filter((one) => one.topology === topology && one.environment === environment);
  return table(
    ['', ...shownLifetimes, 'all'],
    [
      ...topologies.flatMap((topology) =>
        environments.map((environment) => {
          const own = of(topology, environment);
          return [
            `\`${topology}\` ${environment}`,
            ...shownLifetimes.map((lifetime) =>
              String(countOf(own.filter((stack) => stack.lifetime === lifetime))),
            ),
            String(countOf(own)),
          ];
        }),
      ),
      ...environments.map((environment) => {
        const all = String(countOf(of('account', environment)));
        return [`account ${environment}`, '', '', '', '', all];
      }),
    ],
  );
}
