/** What the programs of the infrastructure are told on the command line. */
import { parseArgs } from 'node:util';
import { environments, type Environment, topologies, type Topology } from '../config/names.ts';
import { ConfigError, type Problem, refuseProblems } from '../lib/problem.ts';

export type Selection = {
  readonly topologies: readonly Topology[];
  readonly environments: readonly Environment[];
};

const options = {
  topology: { type: 'string', multiple: true },
  environment: { type: 'string', multiple: true },
  settings: { type: 'string' },
  out: { type: 'string' },
} as const;

export type Arguments = Selection & {
  readonly settings: string | undefined;
  readonly out: string | undefined;
};

/** Everything is selected when nothing is named. Throws `ConfigError` for unknown names. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parsed(args);
  refuseProblems([
    ...unknownNames('topology', topologies, values.topology),
    ...unknownNames('environment', environments, values.environment),
  ]);
  return {
    topologies: selected(topologies, values.topology),
    environments: selected(environments, values.environment),
    settings: values.settings,
    out: values.out,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options });
  } catch (error) {
    throw new ConfigError([
      {
        setting: 'arguments',
        problem: error instanceof Error ? error.message.replace(/\.?$/, '.') : String(error),
        remedy: `Known are ${Object.keys(options)
          .map((name) => `--${name}`)
          .join(', ')}.`,
      },
    ]);
  }
}

const unknownNames = (
  setting: string,
  known: readonly string[],
  named: readonly string[] = [],
): Problem[] =>
  named
    .filter((name) => !known.includes(name))
    .map((name) => ({
      setting,
      problem: `"${name}" is unknown.`,
      remedy: `Use one of ${known.join(', ')}.`,
    }));

const selected = <T extends string>(known: readonly T[], named?: readonly string[]): readonly T[] =>
  named === undefined ? known : known.filter((name) => named.includes(name));
