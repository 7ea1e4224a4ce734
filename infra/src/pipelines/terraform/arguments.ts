/** What the program that plans and applies is told on the command line. */
import { parseArgs } from 'node:util';
import { environments, type Environment, topologies } from '../../config/names.ts';
import { ConfigError, type Problem } from '../../lib/problem.ts';
import type { Deployment } from '../../topologies/deployment.ts';

export const commands = ['plan', 'drift', 'apply'] as const;

export type RunArguments = {
  readonly command: (typeof commands)[number];
  readonly topology: Deployment['topology'];
  readonly environment: Environment;
  readonly settings: string;
  readonly out: string;
  /** Markdown is appended to it. Absent: to the standard output. */
  readonly summary: string | undefined;
  readonly allowDeletions: boolean;
};

const options = {
  topology: { type: 'string' },
  environment: { type: 'string' },
  settings: { type: 'string' },
  out: { type: 'string', default: 'infra/dist' },
  summary: { type: 'string' },
  'allow-deletions': { type: 'boolean', default: false },
} as const;

/** Throws `ConfigError` with everything that is wrong. */
export function readArguments(args: readonly string[]): RunArguments {
  const { values, positionals } = parsed(args);
  const problems: Problem[] = [];
  const choose = <T extends string>(
    setting: string,
    known: readonly [T, ...T[]],
    text: string | undefined,
  ): T => {
    const found = known.find((name) => name === text);
    if (found !== undefined) return found;
    const problem = text === undefined ? 'is missing.' : `"${text}" is unknown.`;
    problems.push({ setting, problem, remedy: `Use one of ${known.join(', ')}.` });
    return known[0];
  };
  const command = choose('command', commands, positionals[0]);
  // The account's own stack may be looked at, and is applied by a person.
  const topology = choose('topology', [...topologies, 'account'], values.topology);
  const environment = choose('environment', environments, values.environment);
  if (command === 'apply' && topology === 'account') {
    problems.push({
      setting: 'topology',
      problem: 'The account stack decides what pipelines may do.',
      remedy: 'A person applies it: docs/infrastructure/pipelines.md.',
    });
  }
  const { settings = '', out, summary } = values;
  if (settings === '') {
    const remedy = 'Name the file with --settings.';
    problems.push({ setting: 'settings', problem: 'is missing.', remedy });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const allowDeletions = values['allow-deletions'];
  return { command, topology, environment, settings, out, summary, allowDeletions };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const remedy = `Known are ${Object.keys(options).join(', ')}.`;
    throw new ConfigError([{ setting: 'arguments', problem, remedy }]);
  }
}
