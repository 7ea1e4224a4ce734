/** Command lines: what is refused, with which exit code, and that every command explains itself. */
import { describe, expect, it } from 'vitest';
import type { Aws } from '../aws/aws.ts';
import { commands } from '../commands.ts';
import { fakeOperation, type FakeAws } from '../support/fake-operation.ts';
import { command, type Command } from './command.ts';
import { exitCodes, runCommand } from './run-command.ts';

const seen: unknown[] = [];
const probe: Command = command(
  {
    name: 'probe',
    summary: 'For the test.',
    details: '',
    flags: { word: { type: 'string', help: '' }, loud: { type: 'boolean', help: '' } },
    topologies: ['fargate'],
  },
  async (operation, flags) => {
    seen.push({ ...flags, name: operation.name('alb'), dryRun: operation.dryRun });
    await operation.confirm('ticketing-dev', 'It will go.');
  },
);

const settings = new URL('../../../settings.example.json', import.meta.url).pathname;
const target = ['--topology', 'fargate', '--environment', 'dev'];

async function run(args: readonly string[], account = '111122223333') {
  const lines: string[] = [];
  const fake: FakeAws = { identity: { accountId: async () => account } };
  const aws = (): Aws => fakeOperation({ aws: fake }).aws();
  const code = await runCommand([probe], args, {
    write: (line) => lines.push(line),
    variables: {},
    signal: new AbortController().signal,
    aws,
  });
  return { code, text: lines.join('\n') };
}

describe('a command line', () => {
  it.each([
    [['nothing'], /no command "nothing"/],
    [['probe'], /--topology: is missing/],
    [['probe', '--topology', 'x'], /"x" is unknown.*ec2-aurora/],
    [['probe', '--topology', 'eks', '--environment', 'dev'], /does not apply to eks/],
    [['probe', '--topology', 'fargate'], /--environment: is missing/],
    [['probe', '--topology', 'fargate', '--environment', 'test'], /"test" is unknown/],
    [['probe', ...target, '--wurd', 'x'], /Known are --word/],
    [['probe', ...target], /--settings: is missing/],
    [['probe', ...target, '--settings', '/none.json'], /cannot be read/],
  ])('%j is refused', async (args, problem) => {
    const { code, text } = await run(args);
    expect([code, text]).toEqual([exitCodes.usage, expect.stringMatching(problem)]);
  });

  it('is refused in another account', async () => {
    const { code, text } = await run(['probe', ...target, '--settings', settings], '999999999999');
    expect([code, text]).toEqual([
      exitCodes.failed,
      expect.stringMatching(/999999999999.*AWS_PROFILE/s),
    ]);
  });

  it('changes nothing that is not named', async () => {
    const line = ['probe', ...target, '--settings', settings];
    expect((await run(line)).text).toMatch(/Use --confirm ticketing-dev/);
    expect((await run([...line, '--confirm', 'ticketing-prod'])).text).toMatch(
      /names "ticketing-prod"/,
    );
    expect((await run([...line, '--confirm', 'ticketing-dev'])).code).toBe(exitCodes.done);
  });

  it('runs dry with the example, and asks for no name', async () => {
    seen.length = 0;
    expect((await run(['probe', ...target, '--dry-run', '--word', 'w'])).code).toBe(exitCodes.done);
    expect(seen).toEqual([
      {
        word: 'w',
        loud: false,
        name: 'ticketing-dev-alb',
        dryRun: true,
        topology: 'fargate',
        environment: 'dev',
        'dry-run': true,
        help: false,
      },
    ]);
  });
});

describe.each(commands.map((one) => [one.name, one] as const))('%s', (name, one) => {
  it('explains itself and all of its options', async () => {
    const lines: string[] = [];
    const code = await runCommand(commands, [name, '--help'], {
      write: (line) => lines.push(line),
      variables: {},
      signal: new AbortController().signal,
    });
    const text = lines.join('\n');
    expect(code).toBe(exitCodes.done);
    expect(text).toContain(one.summary);
    for (const flag of [...Object.keys(one.flags), 'dry-run']) expect(text).toContain(`--${flag}`);
    expect(one.details.length).toBeGreaterThan(20);
  });
});

it('has no two commands of one name', () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
});
