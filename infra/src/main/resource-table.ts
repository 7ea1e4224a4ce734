/** A table of how many resources each stack has, a line a topology and environment. */
import { type Lifetime, lifetimes } from '../config/names.ts';
import type { SynthesisedStack } from '../topologies/synthesise.ts';

export function printResourceTable(
  stacks: readonly SynthesisedStack[],
  counts: readonly (readonly [stack: string, resources: number])[],
  say: (line: string) => void,
): void {
  const resources = new Map(counts);
  const columns: readonly Lifetime[] = lifetimes;
  const deployments = [
    ...new Set(stacks.map(({ topology, environment }) => `${topology} ${environment}`)),
  ];
  say(
    `\n${'resources'.padEnd(28)}${columns.map((name) => name.padStart(9)).join('')}${'all'.padStart(9)}`,
  );
  for (const deployment of deployments) {
    const own = stacks.filter((one) => `${one.topology} ${one.environment}` === deployment);
    const sumOf = (some: readonly SynthesisedStack[]): number =>
      some.reduce((sum, { name }) => sum + (resources.get(name) ?? 0), 0);
    const cells = columns.map((lifetime) => sumOf(own.filter((one) => one.lifetime === lifetime)));
    say(
      `${deployment.padEnd(28)}${[...cells, sumOf(own)]
        .map((count) => (count === 0 ? '-' : String(count)).padStart(9))
        .join('')}`,
    );
  }
  say('');
}
