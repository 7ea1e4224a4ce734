/**
 * The script of a new instance, run by bash with stand-ins for the programs of a machine: what it
 * does in which order, and that it gives the instance up whatever goes wrong.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentConfig } from './agent-config.ts';
import { userData, type UserDataProps } from './user-data.ts';
import { watchScript } from './watch-script.ts';

const props: UserDataProps = {
  region: 'ap-northeast-2',
  groupName: 'ticketing-dev-asg',
  launchHookName: 'launching',
  terminateHookName: 'terminating',
  imageParameterName: '/ticketing/dev/image',
  environment: {
    plain: { NODE_ENV: 'production', DATABASE_URL: 'postgres://db:5432/ticketing?sslmode=x' },
    secrets: {
      DATABASE_PASSWORD: { secretArn: 'arn:secret:database', jsonKey: 'password' },
      SESSION_SECRET: { secretArn: 'arn:secret:session' },
    },
  },
  role: 'api',
  logGroupName: '/aws/ec2/ticketing-dev',
  healthPath: '/api/health',
  migrates: true,
  drainSeconds: 60,
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'user-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const aws = `case "$*" in
  *ssm*) echo 111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/ticketing@sha256:0 ;;
  *arn:secret:database*) echo '{"username":"ticketing","password":"p$(x)\\u0027 =1"}' ;;
  *arn:secret:session*) echo 's e c r e t' ;;
  *get-login-password*) echo token ;;
esac`;

/** For machines without jq: the one thing that is asked of it. */
const jq = `exec '${process.execPath}' -e '
const value = JSON.parse(require("fs").readFileSync(0))[process.argv[3]];
if (value === undefined) process.exit(1);
console.log(value);' -- "$@"`;
const ownJq: Stubs = spawnSync('jq', ['--version']).error === undefined ? {} : { jq };

type Stubs = Readonly<Record<string, string>>;
type Ran = { readonly code: number | null; readonly calls: string[]; readonly log: string };

/** Runs it with every absolute path moved into the folder, and only stand-ins to call. */
function run(stubs: Stubs = {}, given: Partial<UserDataProps> = {}): Ran {
  const bin = join(folder, 'bin');
  for (const name of [
    'bin',
    'var/log',
    'run',
    'opt/aws/amazon-cloudwatch-agent/etc',
    'opt/aws/amazon-cloudwatch-agent/bin',
    'usr/local/sbin',
    'etc/systemd/system',
  ]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  const calls = join(folder, 'calls');
  const program = (path: string, body: string): void => {
    writeFileSync(path, `#!/bin/bash\necho "$(basename "$0") $*" >>'${calls}'\n${body}\n`);
    chmodSync(path, 0o755);
  };
  const docker = '[ "$1" != login ] || cat >/dev/null';
  const nothing = { docker, dnf: '', systemctl: '', sleep: '' };
  const stub = { curl: 'echo i-1', aws, ...nothing, ...ownJq, ...stubs };
  for (const [name, body] of Object.entries(stub)) program(join(bin, name), body);
  const agent = 'opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl';
  program(join(folder, agent), '');
  const text = userData({ ...props, ...given }).replaceAll(
    /(?<![\w.])\/(?=(?:var|run|opt|usr|etc)\/)/g,
    `${folder}/`,
  );
  const { status } = spawnSync('bash', ['-c', text], {
    env: { PATH: `${bin}:/usr/bin:/bin` },
    timeout: 30_000,
  });
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return {
    code: status,
    calls: read('calls').trim().split('\n'),
    log: read('var/log/user-data.log'),
  };
}

const lifecycleOf = ({ calls }: Ran): string[] =>
  calls.flatMap((call) => /lifecycle-action-result (\w+)/.exec(call)?.[1] ?? []);

describe('user data', () => {
  it('starts the container with its settings and secrets, then lets the instance in', () => {
    const ran = run();
    expect(ran.log).toMatch(/Done\.\n$/);
    expect(ran.code).toBe(0);
    expect(lifecycleOf(ran)).toEqual(['CONTINUE']);
    expect(readFileSync(join(folder, 'run/onsale/env'), 'utf8')).toBe(
      'NODE_ENV=production\n' +
        'DATABASE_URL=postgres://db:5432/ticketing?sslmode=x\n' +
        "DATABASE_PASSWORD=p$(x)' =1\n" +
        'SESSION_SECRET=s e c r e t\n',
    );
  });

  it('does one thing after the other: software, image, schema, container, agent', () => {
    const { calls } = run();
    const order = ['dnf install', 'docker login', 'docker pull', 'migrate.ts', 'server.ts'];
    const places = order.map((what) => calls.findIndex((call) => call.includes(what)));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(calls.some((call) => call.startsWith('amazon-cloudwatch-agent-ctl'))).toBe(true);
    expect(calls.at(-1)).toContain('CONTINUE');
  });

  it('runs the container as nobody special, with a file system that it cannot change', () => {
    const serve = run().calls.find((call) => call.includes('server.ts'));
    for (const flag of [
      '--user 1000:1000',
      '--read-only',
      '--cap-drop ALL',
      '--security-opt no-new-privileges',
      '--restart always',
      '--stop-timeout 30',
      '--log-opt awslogs-group=/aws/ec2/ticketing-dev',
      '--log-opt awslogs-stream=api/i-1',
      'ticketing@sha256:0 node server/src/main/server.ts',
    ]) {
      expect(serve).toContain(flag);
    }
  });

  it('leaves the schema alone where another role cares for it', () => {
    const { code, calls } = run({}, { migrates: false });
    expect(code).toBe(0);
    expect(calls.filter((call) => call.includes('migrate.ts'))).toEqual([]);
  });

  it('tries again what a young network may refuse', () => {
    const marks = join(folder, 'failed-once');
    const ran = run({ dnf: `[ -e '${marks}' ] || { touch '${marks}'; exit 1; }` });
    expect(lifecycleOf(ran)).toEqual(['CONTINUE']);
    expect(ran.log).toContain('Attempt 1 failed: dnf');
  });

  it('waits 30 times 10 s for health, then says so and gives the instance up', () => {
    const ran = run({ curl: 'case "$*" in *health*) exit 22 ;; esac; echo i-1' });
    expect(ran.code).toBe(1);
    expect(ran.calls.filter((call) => call.includes('/api/health'))).toHaveLength(30);
    expect(ran.calls.filter((call) => call === 'sleep 10')).toHaveLength(30);
    expect(lifecycleOf(ran)).toEqual(['ABANDON']);
    expect(ran.log).toContain('FAILED: not healthy within 300 s');
  });

  it.each([
    ['software', { dnf: 'exit 1' }],
    ['the image', { docker: 'case "$1" in pull) exit 1 ;; esac' }],
    ['the schema', { docker: 'case "$*" in *migrate*) exit 1 ;; esac' }],
    ['a secret', { aws: `case "$*" in *session*) exit 254 ;; esac\n${aws}` }],
    ['a key of a secret', { aws: `case "$*" in *database*) echo '{}'; exit ;; esac\n${aws}` }],
  ])('gives the instance up without %s, and never lets it in', (_what, stubs) => {
    const ran = run(stubs);
    expect(ran.code).not.toBe(0);
    expect(new Set(lifecycleOf(ran))).toEqual(new Set(['ABANDON']));
    expect(ran.log).not.toContain('Done.');
  });

  it('has nothing that Terraform would take for a template, and is small enough', () => {
    expect(userData(props)).not.toMatch(/[$%]\{/);
    expect(Buffer.byteLength(userData(props))).toBeLessThan(16_384);
  });

  it('is bash', () => {
    expect(spawnSync('bash', ['-n'], { input: userData(props) }).status).toBe(0);
  });
});

describe('the agent', () => {
  it('measures memory by group, and hands traces on', () => {
    const config: unknown = JSON.parse(
      agentConfig({ groupName: 'asg', logGroupName: 'logs', userDataLog: '/var/log/x' }),
    );
    expect(config).toMatchObject({
      agent: { omit_hostname: true },
      metrics: {
        namespace: 'CWAgent',
        metrics_collected: {
          mem: {
            measurement: ['mem_used_percent'],
            append_dimensions: { AutoScalingGroupName: 'asg' },
          },
        },
      },
      traces: { traces_collected: { otlp: {} } },
    });
  });
});

/** What it does, in so many rounds, on an instance in this state. */
function watch(state: string, health: string, rounds: number): string[] {
  const calls = join(folder, 'calls');
  const stub = (name: string, body: string): void => {
    writeFileSync(join(folder, name), `#!/bin/bash\necho "${name} $*" >>'${calls}'\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  stub('curl', `case "$*" in *instance-id) echo i-1 ;; *state) echo ${state} ;; esac`);
  stub('docker', `case "$1" in inspect) echo ${health} ;; esac`);
  stub('aws', '');
  // The loop ends with its pause.
  stub('sleep', `[ "$(grep -c '^sleep 5' '${calls}')" -le ${rounds} ]`);
  const script = watchScript({
    region: 'ap-northeast-2',
    groupName: 'asg',
    hookName: 'terminating',
    containerName: 'ticketing-app',
    drainSeconds: 60,
    stopSeconds: 30,
  });
  const env = { PATH: `${folder}:/usr/bin:/bin` };
  spawnSync('bash', ['-c', script], { env, timeout: 30_000 });
  const made = readFileSync(calls, 'utf8').trim().split('\n');
  return made.filter((call) => !/^(?:curl|sleep 5|docker inspect)/.test(call));
}

describe('the watch', () => {
  it('waits for the load balancer, stops the container, then lets the instance go', () => {
    expect(watch('Terminated', 'healthy', 3)).toEqual([
      'sleep 60',
      'docker stop -t 30 ticketing-app',
      expect.stringContaining('--lifecycle-action-result CONTINUE'),
    ]);
  });

  it('does nothing while all is well, or a container has just started', () => {
    expect(watch('InService', 'healthy', 70)).toEqual([]);
    expect(watch('InService', 'starting', 59)).toEqual([]);
  });

  it('reports an instance whose container has been sick for five minutes', () => {
    expect(watch('InService', 'unhealthy', 61)).toEqual([
      expect.stringMatching(/set-instance-health .*--instance-id i-1 .*Unhealthy/),
    ]);
  });
});
