/** What the command line is told wrongly: refused with the setting's name and a way out. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const infra = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'onsale-infra-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const example = JSON.parse(readFileSync(join(infra, 'settings.example.json'), 'utf8')) as Record<
  string,
  unknown
>;

function synth(...args: readonly string[]) {
  const out = join(scratch, 'out');
  const program = join(infra, 'src', 'main', 'synth.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args, '--out', out], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

function settingsFile(changes: Readonly<Record<string, unknown>>): string {
  const path = join(scratch, 'settings.json');
  writeFileSync(path, JSON.stringify({ ...example, ...changes }));
  return path;
}

describe('synth', () => {
  it('writes what was asked for, a line a stack', () => {
    const { status, stdout } = synth('--topology', 'fargate', '--environment', 'dev');
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(/\s/)[0]),
    ).toEqual([
      'fargate-dev-network',
      'fargate-dev-data',
      'fargate-dev-compute',
      'fargate-dev-edge',
    ]);
  });

  it('refuses unknown names, both at once', () => {
    expect(synth('--topology', 'mainframe', '--environment', 'production')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'topology: "mainframe" is unknown. ' +
        'Use one of ec2-aurora, eks, fargate, disaster-recovery.\n' +
        'environment: "production" is unknown. Use one of dev, staging, prod.\n',
    });
  });

  it('refuses prod without the digest of its image', () => {
    const settings = settingsFile({ imageDigest: undefined, imageTag: 'v1.0.0' });
    const { status, stderr } = synth('--environment', 'prod', '--settings', settings);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^imageDigest: is missing; .* Set it to the digest/);
  });

  it('refuses a secret in plain text and does not repeat it', () => {
    const settings = settingsFile({ dbPassword: 'correct horse' });
    const { status, stderr } = synth('--environment', 'dev', '--settings', settings);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^dbPassword: looks like a secret in plain text/);
    expect(stderr).not.toContain('correct horse');
  });

  it('refuses an option that it does not know', () => {
    const { status, stderr } = synth('--enviroment', 'dev');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^arguments: Unknown option '--enviroment'.* Known are --topology/);
  });
});
