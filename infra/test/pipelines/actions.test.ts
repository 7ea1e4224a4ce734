/** The small programs of the actions do what the workflows count on; AWS is a script that answers. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkSettings } from '../../src/config/settings.ts';
import { actions, root } from './workflows.ts';

const folder = mkdtempSync(join(tmpdir(), 'onsale-actions-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const hasJq = spawnSync('jq', ['--version']).error === undefined;
if (!hasJq)
  process.stdout.write('jq is not on the PATH: the scripts of the actions were not run.\n');

type Ran = {
  readonly status: number | null;
  readonly outputs: Record<string, string>;
  log: string;
};

function run(action: string, variables: Readonly<Record<string, string>>, aws = 'exit 1'): Ran {
  const file = actions.find(({ path }) => path.includes(`/${action}/`));
  const script = file?.content.runs.steps.find((step) => step.run !== undefined)?.run ?? 'exit 9';
  const output = join(folder, 'output');
  writeFileSync(output, '');
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\n${aws}\n`);
  chmodSync(join(folder, 'aws'), 0o755);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', script], {
    encoding: 'utf8',
    timeout: 20_000,
    env: {
      ...variables,
      PATH: `${folder}:/usr/local/bin:/usr/bin:/bin`,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: folder,
    },
  });
  const lines = readFileSync(output, 'utf8').trim().split('\n');
  const outputs = Object.fromEntries(
    lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]),
  );
  return { status, outputs, log: stdout + stderr };
}

const targetsOf = (variables: Record<string, string>): unknown => {
  const { outputs } = run('targets', {
    DEV: '',
    STAGING: '',
    PROD: '',
    ACCOUNT: 'false',
    ...variables,
  });
  return JSON.parse(outputs.targets ?? 'null');
};

const written = (ran: Ran): unknown => JSON.parse(readFileSync(ran.outputs.path ?? '', 'utf8'));

describe.skipIf(!hasJq)('targets', () => {
  it('are none where nothing is deployed', () => {
    expect(targetsOf({})).toEqual([]);
    expect(targetsOf({ ACCOUNT: 'true' })).toEqual([]);
  });

  it('are every topology of every environment, dev first', () => {
    expect(targetsOf({ PROD: '["eks"]', DEV: '["fargate","eks"]', ACCOUNT: 'true' })).toEqual([
      { topology: 'fargate', environment: 'dev' },
      { topology: 'eks', environment: 'dev' },
      { topology: 'account', environment: 'dev' },
      { topology: 'eks', environment: 'prod' },
      { topology: 'account', environment: 'prod' },
    ]);
  });
});

describe.skipIf(!hasJq)('settings', () => {
  const { imageDigest: _digest, ...settings } = JSON.parse(
    readFileSync(join(root, 'infra/settings.example.json'), 'utf8'),
  ) as Record<string, string>;
  const digest = `sha256:${'a'.repeat(64)}`;
  const write = (variables: Record<string, string>, aws?: string): Ran =>
    run(
      'settings',
      {
        SETTINGS: JSON.stringify(settings),
        TARGET_ENVIRONMENT: 'prod',
        TOPOLOGY: 'fargate',
        DIGEST: '',
        FILE: 'settings.json',
        ...variables,
      },
      aws,
    );

  it('name the image that shall run, and are what a synthesis takes', () => {
    const ran = write({ DIGEST: digest });
    expect(ran.status).toBe(0);
    expect(checkSettings(written(ran), 'prod').imageDigest).toBe(digest);
    expect(ran.outputs['image-repository']).toBe(settings.imageRepository);
  });

  it('name the image that was deployed last to this very topology', () => {
    const ran = write(
      {},
      `case "$*" in *"--repository-name ticketing "*imageTag=deployed-prod-fargate*) echo ${digest};; *) exit 3;; esac`,
    );
    expect(ran.outputs.digest).toBe(digest);
  });

  it('name none before the first deployment', () => {
    const ran = write({}, 'echo "An error occurred (ImageNotFoundException)" >&2; exit 254');
    expect(ran.status).toBe(0);
    expect(ran.outputs.digest).toBe('');
    expect(written(ran)).toEqual(settings);
  });

  it('are not written when AWS does not say', () => {
    const ran = write({}, 'echo "An error occurred (AccessDeniedException)" >&2; exit 254');
    expect(ran.status).toBe(1);
    expect(ran.log).toContain('AccessDenied');
  });

  it('of the account need no image, and ask nobody', () => {
    const ran = write({ TOPOLOGY: 'account' }, 'exit 3');
    expect(checkSettings(written(ran), 'prod').imageDigest).toMatch(/^sha256:0{64}$/);
  });

  it('that are missing are said to be', () => {
    const ran = write({ SETTINGS: '' });
    expect(ran.status).toBe(1);
    expect(ran.log).toContain('SETTINGS_PROD is empty');
  });
});
