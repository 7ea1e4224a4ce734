/** The first thing in an empty account: what is run, on which state, and what a failure leaves. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Programs } from '../core/programs.ts';
import { exampleSettings, fakeOperation, type FakeOptions } from '../support/fake-operation.ts';
import { bootstrap } from './bootstrap.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  // Terraform is looked for on the PATH, and never run: programs are fakes.
  const program = join(folder, 'terraform');
  writeFileSync(program, '');
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const bucket = `ticketing-terraform-state-${exampleSettings.accountId}`;
const { accountId } = exampleSettings;

const account = (given: FakeOptions & { readonly failing?: string; readonly prepared?: true }) => {
  const runs: string[] = [];
  const asked: string[] = [];
  const programs: Programs = {
    async run(_program, [verb = '', ...args], { folder: stack = '' } = {}) {
      const isLocal = existsSync(join(stack, 'backend_override.tf.json'));
      const flags = args.filter((arg) => !['-input=false', '-no-color'].includes(arg));
      const state = isLocal ? 'local' : 'bucket';
      runs.push([basename(stack), state, verb, ...flags].join(' '));
      if (verb === 'apply') writeFileSync(join(stack, 'bootstrap.tfstate'), '{}');
      return { exitCode: verb === given.failing ? 1 : 0, output: 'AccessDenied' };
    },
  };
  const operation = fakeOperation({
    ...given,
    programs,
    aws: {
      buckets: {
        async exists(name) {
          asked.push(name);
          return given.prepared === true;
        },
      },
    },
  });
  return { operation, runs, asked };
};

describe('bootstrap', () => {
  it('applies the account with a local state, which then moves to the bucket it made', async () => {
    const { operation, runs, asked } = account({ confirm: accountId });
    await bootstrap(operation, folder);
    expect(asked).toEqual([bucket]);
    expect(runs).toEqual([
      'account-dev local init -reconfigure',
      'account-dev local apply -auto-approve',
      'account-dev bucket init -migrate-state -force-copy',
    ]);
    expect(operation.lines.at(-1)).toContain(exampleSettings.alarmEmail);
  });

  it('moves no state after an apply that failed, and says why', async () => {
    const { operation, runs } = account({ confirm: accountId, failing: 'apply' });
    await expect(bootstrap(operation, folder)).rejects.toThrow(/AccessDenied/);
    expect(runs.at(-1)).toBe('account-dev local apply -auto-approve');
  });

  it('goes on after an apply that failed when it had made the bucket', async () => {
    const failed = account({ confirm: accountId, failing: 'apply' });
    await expect(bootstrap(failed.operation, folder)).rejects.toThrow(/AccessDenied/);
    const again = account({ confirm: accountId, prepared: true });
    await bootstrap(again.operation, folder);
    expect(again.runs.at(-1)).toBe('account-dev bucket init -migrate-state -force-copy');
  });

  it('is not repeated: a second local state would make everything again', async () => {
    await bootstrap(account({ confirm: accountId }).operation, folder);
    const { operation, runs } = account({ confirm: accountId, prepared: true });
    await expect(bootstrap(operation, folder)).rejects.toThrow(`${bucket} exists`);
    expect(runs).toEqual([]);
  });

  it.each([undefined, '999999999999'])('wants the account to be named, not %s', async (confirm) => {
    const { operation, runs } = account(confirm === undefined ? {} : { confirm });
    await expect(bootstrap(operation, folder)).rejects.toThrow(accountId);
    expect(runs).toEqual([]);
  });

  it('only says what it would do in a dry run', async () => {
    const { operation, runs } = account({ dryRun: true });
    await bootstrap(operation, folder);
    expect(runs).toEqual([]);
    expect(operation.lines.join('\n')).toMatch(/would: apply account-dev.*would: move its state/s);
  });
});
