/**
 * Both directions over two emulated regions: where the product runs afterwards, and what it sold.
 */
import { describe, expect, it } from 'vitest';
import { primaryRegion, type Region, standbyRegion } from '../../config/names.ts';
import { type FakeAws, fakeOperation } from '../support/fake-operation.ts';
import { failBackCommand } from './commands.ts';
import { failBackTable, failOverTable } from './model/due-step.ts';
import { createReceipt } from './replication.ts';
import { commonActions, type Direction, takeOver } from './take-over.ts';

type Database = { status: string; follows: string | undefined; createdMs: number };
type Size = { min: number; max: number; desired: number };

/** Seoul serves; Tokyo follows. Everything that changes is written down. */
function world(
  options: { readonly seoulIsSilent?: boolean; readonly unreceived?: readonly number[] } = {},
) {
  const log: string[] = [];
  const unreceived = [...(options.unreceived ?? [0])];
  let route = 'automatic';
  const databases: Record<Region, Map<string, Database>> = {
    [primaryRegion]: new Map([
      ['ticketing-prod-database', { status: 'available', follows: undefined, createdMs: 1 }],
    ]),
    [standbyRegion]: new Map([
      ['ticketing-prod-standby-database', { status: 'available', follows: 'seoul', createdMs: 2 }],
    ]),
    'us-east-1': new Map(),
  };
  const groups = new Map<string, Size>([
    ['ticketing-prod-asg-blue', { min: 2, max: 20, desired: 2 }],
    ['ticketing-prod-asg-green', { min: 0, max: 0, desired: 0 }],
    ['ticketing-prod-worker-asg', { min: 2, max: 4, desired: 2 }],
    ['ticketing-prod-standby-asg', { min: 0, max: 20, desired: 0 }],
    ['ticketing-prod-standby-worker-asg', { min: 0, max: 4, desired: 0 }],
  ]);
  const reach = (region: Region): void => {
    if (options.seoulIsSilent === true && region === primaryRegion) throw new Error('timed out');
  };
  const aws = (region: Region): FakeAws => ({
    databases: {
      instance: {
        async find(id: string) {
          reach(region);
          const found = databases[region].get(id);
          return found === undefined ? undefined : { id, arn: `arn:${id}`, ...found };
        },
        list: async (prefix: string) =>
          [...databases[region].keys()].filter((id) => id.startsWith(prefix)),
        async promote(id: string) {
          log.push(`promote ${id}`);
          Object.assign(databases[region].get(id) ?? {}, { follows: undefined });
        },
        async rename(id: string, to: string) {
          log.push(`rename ${id}`);
          const found = databases[region].get(id);
          if (found !== undefined) databases[region].set(to, found);
          databases[region].delete(id);
        },
        async createReplica({
          id,
          sourceArn,
          like,
        }: {
          id: string;
          sourceArn: string;
          like: string;
        }) {
          log.push(`replica ${id} of ${sourceArn} like ${like.slice(0, 40)}`);
          databases[region].set(id, { status: 'available', follows: sourceArn, createdMs: 9 });
        },
      } as never,
    },
    instanceGroups: {
      async find(name) {
        reach(region);
        const size = groups.get(name);
        if (size === undefined) return undefined;
        const { desired } = size;
        return {
          ...size,
          name,
          targetGroupArns: name.includes('worker') ? [] : [name],
          instances: desired,
          inService: desired,
        };
      },
      async resize(name, size) {
        log.push(`${name} ${size.desired}`);
        groups.set(name, size);
      },
    },
    loadBalancers: {
      find: async () => ({ arn: 'alb', arnSuffix: 'alb', dnsName: 'alb' }),
      httpsListener: async () => ({
        arn: 'https',
        weights: [{ targetGroupArn: 'ticketing-prod-asg-blue', weight: 100 }],
      }),
      async targets(name) {
        const desired = groups.get(name)?.desired ?? 0;
        return { healthy: desired, all: desired };
      },
    },
    healthChecks: {
      find: async () => ({ id: 'check', route: route as 'automatic' }),
      async setRoute(_id, to) {
        log.push(`route ${to}`);
        route = to;
      },
    },
    metrics: {
      latest: async ({ metric }) =>
        metric === 'ReplicaLag' ? 0 : unreceived.length > 1 ? unreceived.shift() : unreceived[0],
    },
    parameters: { read: async () => 'registry/ticketing@sha256:1', async write() {} },
  });
  const operation = fakeOperation({
    topology: 'disaster-recovery',
    environment: 'prod',
    aws,
    confirm: 'ticketing-prod-database',
  });
  const over = (given: Partial<Direction> = {}): Direction => ({
    from: primaryRegion,
    to: standbyRegion,
    fromIsLost: false,
    switchNow: true,
    route: 'standby',
    receipt: createReceipt(operation, primaryRegion),
    ...given,
  });
  const failOver = (given: Partial<Direction> = {}, on = operation) => {
    const direction = over(given);
    return takeOver(on, direction, failOverTable, commonActions(on, direction));
  };
  return { operation, log, failOver, databases, groups, over, route: () => route };
}

const moved = [
  'promote ticketing-prod-standby-database',
  'ticketing-prod-standby-asg 2',
  'ticketing-prod-standby-worker-asg 2',
  'route standby',
];
const fenced = [
  'ticketing-prod-asg-blue 0',
  'ticketing-prod-asg-green 0',
  'ticketing-prod-worker-asg 0',
];

describe('a planned fail-over', () => {
  it('ends Seoul, waits for what it wrote, promotes, starts, and only then moves requests', async () => {
    const { log, failOver, operation } = world({ unreceived: [900_000, 70_000, 100] });
    await failOver();
    expect(log).toEqual([...fenced, ...moved]);
    expect(operation.lines.join('\n')).toMatch(/900000 bytes are missing|70000 bytes are missing/);
  });

  it('does nothing twice', async () => {
    const { log, failOver } = world();
    await failOver();
    log.length = 0;
    await failOver();
    expect(log).toEqual([]);
  });

  it('promotes nothing that never receives everything', async () => {
    const { log, failOver } = world({ unreceived: [70_000] });
    await expect(failOver()).rejects.toThrow(/70000 bytes/);
    expect(log).toEqual(fenced);
  });

  it('only tells in a dry run', async () => {
    const { log, failOver, operation } = world();
    await failOver({}, { ...operation, dryRun: true });
    expect(log).toEqual([]);
    expect(operation.lines.at(-1)).toMatch(/fence, receive, promote/);
  });
});

describe('a fail-over without Seoul', () => {
  it('asks a person first', async () => {
    const { log, failOver } = world({ seoulIsSilent: true });
    await expect(failOver()).rejects.toThrow(/nobody knows whether it still sells/);
    expect(log).toEqual([]);
  });

  it('then goes without asking Seoul for anything', async () => {
    const { log, failOver } = world({ seoulIsSilent: true });
    await failOver({ fromIsLost: true });
    expect(log).toEqual(moved);
  });
});

const unexpected = async (): Promise<never> => {
  throw new Error('It was prepared already.');
};

describe('a return', () => {
  it('is refused while Seoul serves: its database is not touched', async () => {
    const { log, operation } = world();
    await expect(failBackCommand.run(operation, { switch: true })).rejects.toThrow(/no fail-over/);
    expect(log).toEqual([]);
  });

  it('is prepared without disturbing Tokyo, and happens when somebody says so', async () => {
    const { log, failOver, operation, groups, route } = world();
    await failOver();
    log.length = 0;
    await failBackCommand.run(operation, { switch: false });
    expect(log).toEqual([
      'rename ticketing-prod-database',
      expect.stringMatching(
        /^replica ticketing-prod-database of arn:.*standby.* like .*before-failover/,
      ),
    ]);
    log.length = 0;
    const direction: Direction = {
      from: standbyRegion,
      to: primaryRegion,
      fromIsLost: false,
      switchNow: true,
      route: 'automatic',
      receipt: createReceipt(operation, standbyRegion),
    };
    await takeOver(operation, direction, failBackTable, {
      ...commonActions(operation, direction),
      refuse: unexpected,
      'set-aside': unexpected,
      replicate: unexpected,
      'await-replica': unexpected,
      prepared: unexpected,
    });
    expect(log).toEqual([
      'ticketing-prod-standby-asg 0',
      'ticketing-prod-standby-worker-asg 0',
      'promote ticketing-prod-database',
      'ticketing-prod-asg-blue 2',
      'ticketing-prod-worker-asg 2',
      'route automatic',
    ]);
    expect([route(), groups.get('ticketing-prod-asg-green')?.desired]).toEqual(['automatic', 0]);
  });
});
