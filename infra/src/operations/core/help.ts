/** The texts of `--help`. */
import { environments, regions, topologies } from '../../config/names.ts';
import type { Command, Flags } from './command.ts';

export const commonFlags = {
  topology: { type: 'string', value: `<${topologies.join('|')}>`, help: 'Which topology.' },
  environment: { type: 'string', value: `<${environments.join('|')}>`, help: 'Which environment.' },
  settings: {
    type: 'string',
    value: '<file>',
    help: 'The settings; see settings.example.json, which a dry run takes when none is named.',
  },
  region: { type: 'string', value: `<${regions.join('|')}>`, help: 'Another region than home.' },
  'dry-run': { type: 'boolean', help: 'Says what it would do; reads AWS, changes nothing.' },
  confirm: {
    type: 'string',
    value: '<name>',
    help: 'Names what may be changed, where a command asks and nobody can type.',
  },
  help: { type: 'boolean', help: 'This text.' },
} as const satisfies Flags;

const usage = 'npm run infra -- operate';

export const helpOf = (command: Command): string =>
  [
    `${usage} ${command.name} --topology … --environment … [options]`,
    command.summary,
    command.details,
    ...(command.topologies === undefined ? [] : [`Only for ${command.topologies.join(', ')}.`]),
    'Options:',
    describeFlags({ ...command.flags, ...commonFlags }),
    'Exit codes: 0 done, 1 failed, 2 called wrongly, 130 interrupted.',
  ].join('\n\n');

export const helpOfAll = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `${usage} <command> --topology … --environment … [--settings file] [--dry-run] [--region …]`,
    'Operates what the synthesised Terraform has built. Every command: --help.',
    commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n'),
  ].join('\n\n');
};

const describeFlags = (flags: Flags): string =>
  Object.entries(flags)
    .map(
      ([name, { value, help }]) =>
        `  --${name}${value === undefined ? '' : ` ${value}`}\n      ${help}`,
    )
    .join('\n');
