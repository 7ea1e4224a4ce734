/** Runs one command line from beginning to end and tells how it ended by an exit code. */
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { primaryRegion, type Region } from '../../config/names.ts';
import { readSettings } from '../../config/settings.ts';
import { ConfigError } from '../../lib/problem.ts';
import { nameIn } from '../../topologies/deployment.ts';
import { type Aws, createAws } from '../aws/aws.ts';
import type { Command } from './command.ts';
import { confirmWith } from './confirm.ts';
import { helpOf, helpOfAll } from './help.ts';
import type { Operation } from './operation.ts';
import { messageOf, OperatorError } from './operator-error.ts';
import { systemPrograms } from './programs.ts';
import { type CommandLine, readCommandLine } from './read-command-line.ts';
import { elapsed, systemClock, waitUnlessAborted } from './time.ts';

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

export type Surroundings = {
  readonly write: (line: string) => void;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Of AWS in a region; tests have another one. */
  readonly aws?: (region: Region) => Aws;
  /** Absent where nobody can type. */
  readonly ask?: (question: string) => Promise<string>;
};

const exampleSettings = join(import.meta.dirname, '../../../settings.example.json');

export async function runCommand(
  commands: readonly Command[],
  [name, ...args]: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { write, signal } = surroundings;
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const asked = name === undefined || name === '--help' || name === 'help';
    if (!asked) write(`There is no command "${name}".\n`);
    write(helpOfAll(commands));
    return asked ? exitCodes.done : exitCodes.usage;
  }
  const startedMs = systemClock.nowMs();
  const say = (line: string): void =>
    write(`[${elapsed(systemClock.nowMs() - startedMs)}] ${line}`);
  try {
    const line = readCommandLine(command, args);
    if (line === 'help') {
      write(helpOf(command));
      return exitCodes.done;
    }
    const operation = operationOf(command, line, say, surroundings);
    if (command.account !== 'none') await checkAccount(operation);
    await command.run(operation, line.values);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof ConfigError) {
      write(error.message);
      return exitCodes.usage;
    }
    if (error instanceof OperatorError) say(`${error.message}\nWhat to do: ${error.remedy}`);
    else say(messageOf(error));
    return signal.aborted ? exitCodes.interrupted : exitCodes.failed;
  }
}

function operationOf(
  command: Command,
  line: CommandLine,
  say: Operation['say'],
  { variables, signal, ask, aws }: Surroundings,
): Operation {
  const { topology, environment, region, dryRun } = line;
  if (line.settings === undefined && !dryRun && command.account !== 'none') {
    throw new ConfigError([
      { setting: '--settings', problem: 'is missing.', remedy: 'Name your settings file.' },
    ]);
  }
  const settings = readSettings(line.settings ?? exampleSettings, environment);
  const deployment = { settings, topology, environment };
  const made = new Map<Region, Aws>();
  const awsIn = (where: Region = region): Aws => {
    const known = made.get(where) ?? (aws ?? ((one) => createAws({ region: one })))(where);
    made.set(where, known);
    return known;
  };
  return {
    ...deployment,
    region,
    name: nameIn(deployment, region),
    nameIn: (where) => nameIn(deployment, where),
    aws: awsIn,
    programs: systemPrograms,
    clock: systemClock,
    wait: waitUnlessAborted(signal),
    say,
    dryRun,
    interrupted: () => signal.aborted,
    variable: (name) => variables[name],
    confirm: confirmWith({
      given: line.confirm,
      dryRun,
      ...(ask === undefined ? {} : { ask }),
    }),
  };
}

/** Whoever is signed in to another account by mistake changes nothing there. */
async function checkAccount({ aws, settings }: Operation): Promise<void> {
  const account = await aws(primaryRegion)
    .identity.accountId()
    .catch((error: unknown) => {
      throw new OperatorError(
        `AWS does not know who you are: ${messageOf(error)}`,
        'Sign in, e.g. `aws sso login`, and set AWS_PROFILE.',
      );
    });
  if (account === settings.accountId) return;
  throw new OperatorError(
    `You are signed in to account ${account}, but the settings are about ${settings.accountId}.`,
    'Sign in to the right account (AWS_PROFILE), or take the right settings.',
  );
}

/** Asks on the terminal, where there is one. */
export const terminalAsk = async (question: string): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
};
