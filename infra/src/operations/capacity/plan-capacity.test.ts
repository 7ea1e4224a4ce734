/** The command as a whole: files in, scheduled actions out. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syntheticHistory } from '../../forecast/back-test/synthetic-history.ts';
import type { ScheduledMinimum } from '../aws/group-schedules.ts';
import { fakeOperation, type FakeOptions } from '../support/fake-operation.ts';
import { planCapacityCommand } from './plan-capacity.ts';

let folder = '';
const file = (name: string): string => join(folder, name);
const write = (name: string, value: unknown): Promise<void> =>
  writeFile(file(name), JSON.stringify(value));

/** The clock of the operation stands at 2026-11-20T09:30Z. */
const sale = {
  id: 'spring',
  opensAt: '2026-11-20T11:00:00Z',
  organizer: 'han',
  genre: 'concert',
  capacity: 5_000,
  registrations: 12_000,
  arrivals: { fromMinute: -120, values: Array.from({ length: 30 }, () => 40) },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onsale-capacity-'));
  await write('sale.json', sale);
  await write('history.json', syntheticHistory(6, 30));
  await write('capacity.json', {
    api: { perProcess: 150, bootSeconds: 240, step: 2 },
    worker: { perProcess: 20, bootSeconds: 240, step: 1 },
  });
});
afterEach(() => rm(folder, { recursive: true }));

const given = (more: object = {}) => ({
  sale: file('sale.json'),
  history: file('history.json'),
  capacity: file('capacity.json'),
  remove: false,
  ...more,
});

const asg = 'ticketing-prod-asg';

/** Auto Scaling groups that do what is scheduled, as time passes. */
const groups = (options: FakeOptions = {}) => {
  const there = new Map<string, ScheduledMinimum[]>();
  const mins = new Map<string, number>();
  const log: string[] = [];
  const operation = fakeOperation({
    topology: 'ec2-aurora',
    environment: 'prod',
    ...options,
    aws: {
      instanceGroups: { find: async (name) => ({ min: mins.get(name) ?? 2 }) as never },
      groupSchedules: {
        list: async (name) => there.get(name) ?? [],
        async put(name, action) {
          log.push(`${name} ${action.min}`);
          const others = (there.get(name) ?? []).filter((one) => one.name !== action.name);
          there.set(name, [...others, action]);
        },
        async remove(name, removed) {
          log.push(`${name} -`);
          const others = (there.get(name) ?? []).filter((one) => one.name !== removed);
          there.set(name, others);
        },
      },
    },
  });
  const planned = () => (there.get(asg) ?? []).toSorted((one, other) => one.atMs - other.atMs);
  return {
    operation,
    there,
    log,
    planned,
    highest: () => Math.max(...planned().map(({ min }) => min)),
    /** The minimum that is in force after so many minutes. */
    pass: (minutes: number): number => {
      operation.pass(minutes * 60_000);
      const nowMs = operation.clock.nowMs();
      for (const { atMs, min } of planned()) if (atMs <= nowMs) mins.set(asg, min);
      there.set(
        asg,
        planned().filter(({ atMs }) => atMs > nowMs),
      );
      return mins.get(asg) ?? 2;
    },
  };
};

describe('plan-capacity on instances', () => {
  it('schedules minimums, and nothing the second time; removes them again', async () => {
    const { operation, there, log, planned, highest } = groups();
    await planCapacityCommand.run(operation, given());
    expect(planned().length).toBeGreaterThan(1);
    expect(highest()).toBeGreaterThan(4);
    // The evening's minimum of the configuration, at the end.
    expect(planned().at(-1)?.min).toBe(4);
    const before = log.length;
    await planCapacityCommand.run(operation, given());
    expect(log).toHaveLength(before);
    expect(operation.lines.at(-1)).toBe('Everything is planned like that already.');
    await planCapacityCommand.run(operation, given({ remove: true }));
    expect([...there.values()].flat()).toEqual([]);
  });

  it('replaces its plan long before, and only asks for more close to the opening', async () => {
    const { operation, highest, pass } = groups();
    await planCapacityCommand.run(operation, given());
    const first = highest();
    await write('sale.json', { ...sale, registrations: 4_000 });
    await planCapacityCommand.run(operation, given());
    const second = highest();
    expect(second).toBeLessThan(first);
    // 20 minutes before the opening.
    pass(70);
    await write('sale.json', { ...sale, registrations: 1_000 });
    await planCapacityCommand.run(operation, given());
    expect(highest()).toBe(second);
    expect(pass(8)).toBe(second);
    // The minimum is in force, and stays so.
    await planCapacityCommand.run(operation, given());
    expect(pass(6)).toBe(second);
    await write('sale.json', { ...sale, registrations: 40_000 });
    await planCapacityCommand.run(operation, given());
    expect(pass(2)).toBeGreaterThan(second);
  });

  it('gives back what is in force already when the plan is removed', async () => {
    const { operation, planned, pass } = groups();
    await planCapacityCommand.run(operation, given());
    expect(pass(80)).toBeGreaterThan(4);
    await planCapacityCommand.run(operation, given({ remove: true }));
    expect(planned()).toHaveLength(1);
    // It is evening in Seoul, where four are usual.
    expect(pass(2)).toBe(4);
  });

  it('says what it would do, and does it not', async () => {
    const { operation, log } = groups({ dryRun: true });
    await planCapacityCommand.run(operation, given());
    expect(log).toEqual([]);
    expect(operation.lines).toContainEqual(expect.stringMatching(/requests\/s, or less in 90 of/));
    expect(operation.lines).toContainEqual(expect.stringMatching(/would: ticketing-prod-asg: at/));
  });

  it('says when the maximum or the time does not suffice', async () => {
    await write('sale.json', { ...sale, registrations: 900_000, opensAt: '2026-11-20T09:35:00Z' });
    const { operation } = groups();
    await planCapacityCommand.run(operation, given());
    expect(operation.lines).toContainEqual(expect.stringMatching(/Warning: api needs .* is 20/));
    expect(operation.lines).toContainEqual(
      expect.stringMatching(/Warning: 20 of api come .* late/),
    );
  });
});

describe('what it is told', () => {
  it.each([
    [{ opensAt: '2026-11-20T09:00:00Z' }, /opened already/],
    [{ opensAt: 'tomorrow' }, /opensAt: is no time/],
    [{ id: 'Spring!' }, /id: is no id/],
    [{ capacity: 0 }, /sells nothing/],
    [{ arrivals: { fromMinute: -120, values: [1, -2] } }, /values\[1\]: is no number/],
  ])('is checked: %o', async (wrong, message) => {
    await write('sale.json', { ...sale, ...wrong });
    await expect(planCapacityCommand.run(groups().operation, given())).rejects.toThrow(message);
  });

  it('has roles that are deployed, and percentages', async () => {
    const { operation } = groups();
    const run = (more: object) => planCapacityCommand.run(operation, given(more));
    await expect(run({ percent: '101' })).rejects.toThrow(/50 to 99/);
    await expect(run({ capacity: undefined })).rejects.toThrow(/--capacity: is missing/);
    await expect(run({ history: file('none.json') })).rejects.toThrow(/cannot be read/);
    await write('capacity.json', { realtime: { perProcess: 9, bootSeconds: 9, step: 1 } });
    await expect(run({})).rejects.toThrow(/no processes of the role realtime/);
    await write('capacity.json', { web: {} });
    await expect(run({})).rejects.toThrow(/has web/);
  });
});

describe('plan-capacity elsewhere', () => {
  it('asks the AWS CLI on Fargate', async () => {
    const asked: string[] = [];
    const operation = fakeOperation({
      environment: 'prod',
      programs: {
        async run(program, args) {
          asked.push([program, ...args].join(' '));
          return { exitCode: 0, output: '{"ScheduledActions":[]}' };
        },
      },
    });
    await planCapacityCommand.run(operation, given());
    expect(asked[0]).toContain('aws application-autoscaling describe-scheduled-actions');
    expect(asked).toContainEqual(
      expect.stringMatching(
        /put-scheduled-action .* service\/ticketing-prod-cluster\/ticketing-prod-api .* at\(2026-11-20T1\d:\d\d:00\) --timezone UTC --scalable-target-action MinCapacity=\d+/,
      ),
    );
  });

  it('plans for the colour that gets traffic, and takes the plan of the other one away', async () => {
    const removed: string[] = [];
    const put: string[] = [];
    const operation = fakeOperation({
      topology: 'disaster-recovery',
      environment: 'prod',
      aws: {
        loadBalancers: {
          find: async () => ({ arn: 'alb', arnSuffix: 'alb', dnsName: 'alb' }),
          httpsListener: async () => ({
            arn: 'listener',
            weights: [
              { targetGroupArn: 'green', weight: 100 },
              { targetGroupArn: 'blue', weight: 0 },
            ],
          }),
        },
        instanceGroups: {
          find: async (name: string) =>
            ({ name, targetGroupArns: [name.endsWith('green') ? 'green' : 'blue'] }) as never,
        },
        groupSchedules: {
          list: async (group) =>
            group.endsWith('blue')
              ? [
                  {
                    name: 'capacity-spring-202611201040',
                    atMs: Date.UTC(2026, 10, 20, 10, 40),
                    min: 9,
                  },
                ]
              : [],
          async put(group) {
            put.push(group);
          },
          async remove(group) {
            removed.push(group);
          },
        },
      },
    });
    await planCapacityCommand.run(operation, given());
    expect(new Set(put)).toContain('ticketing-prod-asg-green');
    expect(put).not.toContain('ticketing-prod-asg-blue');
    expect(removed).toEqual(['ticketing-prod-asg-blue']);
  });

  it('writes a component for Git on Kubernetes, and takes it away', async () => {
    await writeFile(file('kustomization.yaml'), '# kept\nresources: [base]\n');
    const operation = fakeOperation({ topology: 'eks', environment: 'prod' });
    await expect(planCapacityCommand.run(operation, given())).rejects.toThrow(/--overlay/);
    await planCapacityCommand.run(operation, given({ overlay: folder }));
    await planCapacityCommand.run(operation, given({ overlay: folder }));
    const overlay = await readFile(file('kustomization.yaml'), 'utf8');
    expect(overlay).toMatch(/^# kept/);
    expect(overlay.match(/capacity-spring/g)).toHaveLength(1);
    const component = await readFile(file('capacity-spring/kustomization.yaml'), 'utf8');
    expect(component).toContain('kind: Component');
    expect(component).toContain('/spec/minReplicas');
    await planCapacityCommand.run(operation, given({ overlay: folder, remove: true }));
    expect(await readFile(file('kustomization.yaml'), 'utf8')).not.toContain('components');
  });
});
