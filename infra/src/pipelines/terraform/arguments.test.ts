/** What is called wrongly is refused with a way out, before anything is planned. */
import { expect, it } from 'vitest';
import { ConfigError } from '../../lib/problem.ts';
import { readArguments } from './arguments.ts';

const problemsOf = (args: readonly string[]): readonly string[] => {
  try {
    readArguments(args);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ setting }) => setting);
    throw error;
  }
};
const complete = ['--topology', 'fargate', '--environment', 'dev', '--settings', 'my.json'];

it('reads what a workflow passes', () => {
  expect(readArguments(['apply', ...complete, '--allow-deletions', '--out', 'there'])).toEqual({
    command: 'apply',
    topology: 'fargate',
    environment: 'dev',
    settings: 'my.json',
    out: 'there',
    summary: undefined,
    allowDeletions: true,
  });
});

it('allows no deletions unless it is told to', () => {
  expect(readArguments(['apply', ...complete]).allowDeletions).toBe(false);
});

it('tells everything that is missing or unknown', () => {
  expect(problemsOf([])).toEqual(['command', 'topology', 'environment', 'settings']);
  expect(problemsOf(['destroy', ...complete])).toEqual(['command']);
  expect(problemsOf(['plan', ...complete, '--force'])).toEqual(['arguments']);
});

it('looks at the account stack, but leaves it to a person', () => {
  const account = ['--topology', 'account', '--environment', 'prod', '--settings', 'my.json'];
  expect(problemsOf(['drift', ...account])).toEqual([]);
  expect(problemsOf(['apply', ...account])).toEqual(['topology']);
});
