/** Reads the command line of `operate`: which command, on what, how. */
import { parseArgs } from 'node:util';
import {
  type Environment,
  primaryRegion,
  type Region,
  regions,
  type Topology,
  topologies,
} from '../../config/names.ts';
import { parseEnvironment } from '../../config/settings.ts';
import { ConfigError } from '../../lib/problem.ts';
import type { Command } from './command.ts';
import { commonFlags } from './help.ts';

export type CommandLine = {
  readonly topology: Topology;
  readonly environment: Environment;
  readonly region: Region;
  readonly settings: string | undefined;
  readonly dryRun: boolean;
  readonly confirm: string | undefined;
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
};

/** `help` when that was asked for. Throws `ConfigError` with what is wrong. */
export function readCommandLine(command: Command, args: readonly string[]): CommandLine | 'help' {
  const values = parse(command, args);
  if (values['help'] === true) return 'help';
  const topology = oneOf('topology', topologies, values['topology']);
  if (command.topologies?.includes(topology) === false) {
    throw new ConfigError([
      {
        setting: '--topology',
        problem: `${command.name} does not apply to ${topology}.`,
        remedy: `It is for ${command.topologies.join(', ')}.`,
      },
    ]);
  }
  return {
    topology,
    environment: parseEnvironment(needed('environment', values['environment'])),
    region: oneOf('region', regions, values['region'] ?? primaryRegion),
    settings: textOf(values['settings']),
    dryRun: values['dry-run'] === true,
    confirm: textOf(values['confirm']),
    values,
  };
}

function parse(
  command: Command,
  args: readonly string[],
): Record<string, string | boolean | undefined> {
  const flags = { ...command.flags, ...commonFlags };
  try {
    const { values } = parseArgs({
      args: [...args],
      options: Object.fromEntries(
        Object.entries(flags).map(([name, { type }]) => [name, { type } as const]),
      ),
    });
    const given = values as Record<string, string | boolean | undefined>;
    const absent = Object.entries(flags).filter(([, { type }]) => type === 'boolean');
    return { ...Object.fromEntries(absent.map(([name]) => [name, false])), ...given };
  } catch (error) {
    throw new ConfigError([
      {
        setting: command.name,
        problem: error instanceof Error ? error.message.replace(/\.?$/, '.') : String(error),
        remedy: `Known are ${Object.keys(flags)
          .map((name) => `--${name}`)
          .join(', ')}.`,
      },
    ]);
  }
}

const textOf = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

function needed(name: string, value: string | boolean | undefined): string {
  if (typeof value === 'string') return value;
  throw new ConfigError([
    { setting: `--${name}`, problem: 'is missing.', remedy: `Name one, e.g. --${name} dev.` },
  ]);
}

function oneOf<T extends string>(
  name: string,
  known: readonly T[],
  value: string | boolean | undefined,
): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new ConfigError([
    {
      setting: `--${name}`,
      problem: value === undefined ? 'is missing.' : `"${String(value)}" is unknown.`,
      remedy: `Use one of ${known.join(', ')}.`,
    },
  ]);
}
