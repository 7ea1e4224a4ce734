/** Seoul and Tokyo in memory, for moves between them: databases, groups, simulators, the route. */
import { primaryRegion, type Region, standbyRegion } from '../../config/names.ts';
import { failOverTable } from '../fail-over/model/due-step.ts';
import { createReceipt } from '../fail-over/replication.ts';
import { commonActions, type Direction, takeOver } from '../fail-over/take-over.ts';
import { type FakeAws, fakeOperation } from './fake-operation.ts';
import { fakeTasks } from './fake-tasks.ts';

type Database = { status: string; follows: string | undefined; createdMs: number };
type Size = { min: number; max: number; desired: number };

const imageAt = (region: Region, digest: string): string =>
  `111122223333.dkr.ecr.${region}.amazonaws.com/ticketing@sha256:${digest}`;

const simulatorOf = (
  name: string,
  region: Region,
  log: string[],
  state?: 'given-up' | 'never-starts',
) =>
  fakeTasks({
    families: { [name]: [{ image: imageAt(region, '1'), settings: '' }] },
    services: { [name]: { family: name, runs: state === undefined ? 1 : 'failed' } },
    log,
    ...(state === 'never-starts' ? { failing: name } : {}),
  });

/** Seoul serves; Tokyo follows. Everything that changes is written down. */
export function fakeRegions(
  options: {
    readonly seoulIsSilent?: boolean;
    readonly unreceived?: readonly number[];
    /** Of Tokyo: started before its image was there. */
    readonly simulator?: 'given-up' | 'never-starts';
    /** What Tokyo was told last; the simulators run 1. */
    readonly image?: string;
  } = {},
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
  const payments = {
    [primaryRegion]: simulatorOf('ticketing-prod-payments', primaryRegion, log),
    [standbyRegion]: simulatorOf(
      'ticketing-prod-standby-payments',
      standbyRegion,
      log,
      options.simulator,
    ),
    'us-east-1': fakeTasks({ families: {}, services: {} }),
  };
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
    taskServices: payments[region].tasks,
    parameters: {
      read: async () => imageAt(standbyRegion, options.image ?? '1'),
      async write() {},
    },
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
