/** Stacks are planned and applied in their order; what would lose data is refused. */
import { describe, expect, it } from 'vitest';
import { type Ports, runStacks, type Stack } from './run-stacks.ts';
import { hasDrift, hasFailed, summaryOf } from './summary.ts';

const stacks: readonly Stack[] = (['network', 'data', 'compute'] as const).map((lifetime) => ({
  name: `fargate-dev-${lifetime}`,
  lifetime,
  directory: lifetime,
}));

const plan = (actions: Readonly<Record<string, readonly string[]>>, outputs = {}): string =>
  JSON.stringify({
    format_version: '1.2',
    resource_changes: Object.entries(actions).map(([address, names]) => ({
      address,
      mode: address.startsWith('data.') ? 'data' : 'managed',
      change: { actions: names },
    })),
    output_changes: outputs,
  });

type World = {
  readonly plans?: Readonly<Record<string, string>>;
  /** `<directory> <command>` and what it says. */
  readonly failures?: Readonly<Record<string, string>>;
};

/** A Terraform that plans what it is told to, and remembers what it was asked. */
function world({ plans = {}, failures = {} }: World) {
  const calls: string[] = [];
  const ports: Ports = {
    async terraform(directory, args) {
      calls.push(`${directory} ${args.join(' ')}`);
      const stderr = failures[`${directory} ${args[0]}`];
      if (stderr !== undefined) return { exitCode: 1, stdout: '', stderr };
      const stdout = args[0] === 'show' ? (plans[directory] ?? plan({})) : '';
      return { exitCode: 0, stdout, stderr: '' };
    },
    keepPlan: () => {},
    report: () => {},
  };
  const did = (command: string): string[] =>
    calls.filter((call) => call.split(' ')[1] === command).map((call) => call.split(' ')[0] ?? '');
  return { ports, calls, did };
}

const look = { apply: false, allowDeletions: false };
const change = { apply: true, allowDeletions: false };

describe('a plan', () => {
  it('looks at every stack, changes none and locks none', async () => {
    const { ports, calls, did } = world({});
    const results = await runStacks(stacks, ports, look);
    expect(results.map(({ status }) => status)).toEqual(['planned', 'planned', 'planned']);
    expect(did('apply')).toEqual([]);
    expect(calls.filter((call) => call.includes(' plan '))).toHaveLength(3);
    expect(
      calls.filter((call) => call.includes(' plan ') && !call.includes('-lock=false')),
    ).toEqual([]);
    expect(hasDrift(results)).toBe(false);
  });

  it('waits for stacks whose outputs an earlier one is yet to make', async () => {
    const { ports } = world({
      plans: { network: plan({ 'aws_vpc.one': ['create'] }, { id: { actions: ['create'] } }) },
      failures: {
        'data plan': '│ Error: Unsupported attribute',
        'compute plan': 'Error: the same',
      },
    });
    const results = await runStacks(stacks, ports, look);
    expect(results.map(({ status }) => status)).toEqual(['planned', 'waiting', 'waiting']);
    expect(hasFailed(results)).toBe(false);
    expect(hasDrift(results)).toBe(true);
  });

  it('fails when there is nothing to wait for, and says why', async () => {
    const { ports } = world({ failures: { 'data plan': '╷\n│ Error: Access denied\n│ more' } });
    const results = await runStacks(stacks, ports, look);
    expect(results[1]).toMatchObject({
      status: 'failed',
      reason: 'terraform plan: Error: Access denied',
    });
    expect(results[2]?.status).toBe('planned');
    expect(hasFailed(results)).toBe(true);
  });

  it('tells creating, updating, replacing and deleting apart from reading', async () => {
    const { ports } = world({
      plans: {
        network: plan({
          'aws_vpc.a': ['create'],
          'aws_vpc.b': ['update'],
          'aws_vpc.c': ['delete', 'create'],
          'aws_vpc.d': ['create', 'delete'],
          'aws_vpc.e': ['delete'],
          'aws_vpc.f': ['no-op'],
          'data.aws_region.g': ['read'],
        }),
      },
    });
    const results = await runStacks(stacks, ports, look);
    expect(results[0]).toMatchObject({
      changes: {
        created: 1,
        updated: 1,
        replaced: ['aws_vpc.c', 'aws_vpc.d'],
        deleted: ['aws_vpc.e'],
      },
    });
    const text = summaryOf('fargate in dev', results);
    expect(text).toContain('| fargate-dev-network | planned | 1 | 1 | 2 | 1 |');
    expect(text).toContain('replaces `aws_vpc.c`, `aws_vpc.d`');
    expect(text).toContain('deletes `aws_vpc.e`');
  });

  it('does not take something else for a plan without changes', async () => {
    const { ports } = world({ plans: { network: '{}' } });
    await expect(runStacks(stacks, ports, look)).rejects.toThrow('not the JSON of a plan');
  });
});

describe('an application', () => {
  const deleting = plan({ 'aws_db_instance.main': ['delete', 'create'] });

  it('applies the plan it has read, and only where there is something to do', async () => {
    const { ports, calls, did } = world({
      plans: { data: plan({ 'aws_s3_bucket.b': ['create'] }) },
    });
    const results = await runStacks(stacks, ports, change);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
    expect(did('apply')).toEqual(['data']);
    expect(calls.find((call) => call.startsWith('data apply'))).toMatch(/ stack\.tfplan$/);
  });

  it('applies new outputs, though no resource changes', async () => {
    const { ports, did } = world({ plans: { network: plan({}, { id: { actions: ['update'] } }) } });
    await runStacks(stacks, ports, change);
    expect(did('apply')).toEqual(['network']);
  });

  it('refuses to replace what keeps data, and goes no further', async () => {
    const { ports, did } = world({ plans: { data: deleting } });
    const results = await runStacks(stacks, ports, change);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'refused']);
    expect(did('apply')).toEqual([]);
    expect(hasFailed(results)).toBe(true);
    expect(summaryOf('fargate in dev', results)).toContain('aws_db_instance.main');
  });

  it('replaces it when somebody says so', async () => {
    const { ports, did } = world({ plans: { data: deleting } });
    await runStacks(stacks, ports, { apply: true, allowDeletions: true });
    expect(did('apply')).toEqual(['data']);
  });

  it('replaces what every release replaces without asking', async () => {
    const { ports, did } = world({ plans: { compute: deleting } });
    await runStacks(stacks, ports, change);
    expect(did('apply')).toEqual(['compute']);
  });

  it('stops at the first failure', async () => {
    const { ports, did } = world({
      plans: { network: plan({ 'aws_vpc.a': ['create'] }), data: plan({ b: ['create'] }) },
      failures: { 'network apply': 'Error: VpcLimitExceeded' },
    });
    const results = await runStacks(stacks, ports, change);
    expect(results).toEqual([
      {
        stack: 'fargate-dev-network',
        status: 'failed',
        reason: 'terraform apply: Error: VpcLimitExceeded',
      },
    ]);
    expect(did('apply')).toEqual(['network']);
  });
});

it('a summary stays short enough for a comment', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`aws_instance.n${index}`, ['delete']]),
  );
  const { ports } = world({ plans: { compute: plan(many) } });
  const text = summaryOf('fargate in dev', await runStacks(stacks, ports, look));
  expect(text).toContain('and 960 more');
  expect(text.length).toBeLessThan(5_000);
});
