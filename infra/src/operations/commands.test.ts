/** Commands as a whole, over ports that remember what was asked of them. */
import { describe, expect, it } from 'vitest';
import type { RedisGroupState } from './aws/redis-groups.ts';
import { takeSteps } from './core/steps.ts';
import { stopCommand, startCommand } from './dev/stop-start.ts';
import { destroyCommand } from './destroy/destroy.ts';
import { compareQuotas } from './health/check-quotas.ts';
import { neededQuotas, vcpusOf } from './health/needed-quotas.ts';
import { watchErrors } from './health/watch-errors.ts';
import { compareVersions, upgradeSteps } from './redis/upgrade-redis.ts';
import { rotateStep } from './secrets/rotate-secrets.ts';
import { restoreStateCommand, unlockStateCommand } from './state/state-commands.ts';
import { fakeOperation } from './support/fake-operation.ts';
import { memoryBuckets } from './support/memory-buckets.ts';

const place = { namespace: undefined, context: undefined };

const stoppable = (followers: readonly string[] = []) => {
  const log: string[] = [];
  let status = 'available';
  const operation = fakeOperation({
    topology: 'fargate',
    aws: {
      databases: {
        instance: {
          find: async (id: string) => ({ kind: 'instance', id, status, followers }) as never,
          async stop(id: string) {
            log.push(`stop ${id}`);
            status = 'stopped';
          },
          async start(id: string) {
            log.push(`start ${id}`);
            status = 'available';
          },
        } as never,
      },
      taskServices: {
        async update(_cluster, name, { desired }) {
          log.push(`${name} ${desired}`);
        },
      },
    },
  });
  return { operation, log };
};

describe('stop and start', () => {
  it('end the processes before the database, and start it before them', async () => {
    const { operation, log } = stoppable();
    await stopCommand.run(operation, place);
    await startCommand.run(operation, place);
    expect(log).toEqual([
      'ticketing-dev-api 0',
      'ticketing-dev-worker 0',
      'stop ticketing-dev-database',
      'start ticketing-dev-database',
      'ticketing-dev-api 1',
      'ticketing-dev-worker 1',
    ]);
  });

  it('leave a database with replicas alone', async () => {
    const { operation, log } = stoppable(['replica']);
    await stopCommand.run(operation, place);
    expect(log).not.toContain('stop ticketing-dev-database');
  });

  it('are not for prod', async () => {
    const { operation } = stoppable();
    await expect(stopCommand.run({ ...operation, environment: 'prod' }, place)).rejects.toThrow(
      /prod/,
    );
  });
});

describe('destroy', () => {
  const flags = { 'yes-destroy': undefined, 'no-snapshots': false };

  it('wants prod to be named on the command line, and nothing else', async () => {
    const prod = fakeOperation({ environment: 'prod', confirm: 'ticketing-prod' });
    await expect(destroyCommand.run(prod, flags)).rejects.toThrow(/named on the command line/);
    const named = { 'yes-destroy': 'ticketing-prod', 'no-snapshots': true };
    await expect(destroyCommand.run(prod, named)).rejects.toThrow(/without snapshots/);
  });

  it('wants others to be confirmed by name', async () => {
    await expect(destroyCommand.run(fakeOperation(), flags)).rejects.toThrow(/ticketing-dev/);
    const wrong = fakeOperation({ confirm: 'ticketing-staging' });
    await expect(destroyCommand.run(wrong, flags)).rejects.toThrow(/ticketing-staging/);
  });
});

const storedVersions = async () => [
  { versionId: 'v2', modifiedMs: 2, bytes: 9, isCurrent: true },
  { versionId: 'v1', modifiedMs: 1, bytes: 8, isCurrent: false },
];

const bucketOfStates = async (locked: boolean) => {
  const buckets = memoryBuckets();
  const bucket = 'ticketing-terraform-state-111122223333';
  const key = 'fargate/dev/fargate-dev-data.tfstate';
  const options = { contentType: 'application/json' };
  await buckets.put(bucket, key, 'newest', options);
  const lock = JSON.stringify({ ID: 'lock-1', Who: 'somebody', Operation: 'OperationTypeApply' });
  if (locked) await buckets.put(bucket, `${key}.tflock`, lock, options);
  buckets.log.length = 0;
  const aws = { buckets: { ...buckets, versions: storedVersions } };
  const operation = fakeOperation({ aws, confirm: 'fargate-dev-data' });
  return { operation, buckets, key };
};

describe('states', () => {
  const stack = 'fargate-dev-data';

  it('are listed, and one of them is brought back when it is named', async () => {
    const { operation, buckets, key } = await bucketOfStates(false);
    await restoreStateCommand.run(operation, { stack, version: undefined });
    expect(operation.lines).toEqual([
      expect.stringMatching(/^v2.*current/),
      expect.stringMatching(/^v1/),
    ]);
    await restoreStateCommand.run(operation, { stack, version: 'v1' });
    expect(buckets.log).toEqual([`copy ${key} v1to ${key}`]);
  });

  it('are not touched while somebody works on them, nor with a version that is none', async () => {
    const { operation, buckets } = await bucketOfStates(true);
    const run = (version: string) => restoreStateCommand.run(operation, { stack, version });
    await expect(run('v1')).rejects.toThrow(/somebody/);
    await expect(run('v9')).rejects.toThrow(/no version v9/);
    expect(buckets.log).toEqual([]);
  });

  it('are unlocked by the id of the lock only', async () => {
    const { operation, buckets, key } = await bucketOfStates(true);
    await unlockStateCommand.run(operation, { stack, id: undefined });
    await expect(unlockStateCommand.run(operation, { stack, id: 'lock-2' })).rejects.toThrow(
      /not lock-2/,
    );
    expect(buckets.log).toEqual([]);
    await unlockStateCommand.run(operation, { stack, id: 'lock-1' });
    expect(buckets.log).toEqual([`remove ${key}.tflock`]);
  });
});

describe('an upgrade of Redis', () => {
  const state: RedisGroupState = {
    status: 'available',
    clusterMode: false,
    memberIds: ['r-001', 'r-002'],
    versions: ['7.0.7', '7.0.7'],
    nodeType: 'cache.t3.micro',
    host: 'host',
    snapshotMemberId: 'r-002',
    subnetGroup: undefined,
    securityGroupIds: [],
    parameterGroup: undefined,
    kmsKeyId: undefined,
    replicated: true,
  };

  it('saves first, and waits for every node', async () => {
    const log: string[] = [];
    const versions = ['7.0.7', '7.0.7'];
    const operation = fakeOperation({
      aws: {
        redisGroups: {
          async find() {
            const before = [...versions];
            if (log.includes('upgrade'))
              versions.splice(versions.indexOf('7.0.7') >>> 0, 1, '7.1.0');
            return { ...state, versions: before };
          },
          async snapshot() {
            log.push('snapshot');
          },
          snapshotStatus: async () => 'available',
          async upgrade() {
            log.push('upgrade');
          },
        },
      },
    });
    await takeSteps(operation, upgradeSteps(operation, 'r', state, '7.1', undefined));
    expect(log).toEqual(['snapshot', 'upgrade']);
    expect(operation.lines).toContain('r is upgraded: available, 7.1.0 7.0.7');
  });

  it('goes forward only, and not while something else happens', () => {
    const operation = fakeOperation({ aws: { redisGroups: {} } });
    const steps = (version: string, given: Partial<RedisGroupState> = {}) =>
      upgradeSteps(operation, 'r', { ...state, ...given }, version, undefined);
    expect(() => steps('6.2')).toThrow(/cannot go back/);
    expect(() => steps('7.1', { status: 'modifying' })).toThrow(/modifying/);
    expect(steps('7.0')).toEqual([]);
    expect(compareVersions('7.10', '7.9')).toBeGreaterThan(0);
  });
});

describe('a rotation', () => {
  it('ends when the new version is the current one', async () => {
    const states = [
      { lastRotatedMs: 1, pending: false },
      { lastRotatedMs: 1, pending: true },
      { lastRotatedMs: 2, pending: true },
      { lastRotatedMs: 2, pending: false },
    ];
    const operation = fakeOperation({
      aws: {
        secrets: {
          find: async () =>
            ({ arn: 'a', rotates: true, copyOf: undefined, ...states.shift() }) as never,
          async rotate() {},
        },
      },
    });
    await rotateStep(operation, 'secret').run();
    expect(states).toEqual([]);
  });

  it('is refused where there is none', async () => {
    const operation = fakeOperation({
      aws: { secrets: { find: async () => ({ rotates: false }) as never } },
    });
    await expect(rotateStep(operation, 'secret').run()).rejects.toThrow(/no rotation/);
  });
});

const need = (what: string, amount: number) => ({ service: 's', code: what, what, amount });

describe('quotas', () => {
  it('are compared with the largest that the configuration permits', () => {
    const amounts = Object.fromEntries(
      neededQuotas('ec2-aurora', 'prod').map(({ code, amount }) => [code, amount]),
    );
    // 20 for the API and the workers, two vCPUs each.
    expect(amounts['L-1216C47A']).toBeGreaterThanOrEqual(40);
    expect(amounts['L-0263D0A3']).toBe(2);
    expect(['t3.medium', 't3.xlarge', 'm6i.2xlarge'].map(vcpusOf)).toEqual([2, 4, 8]);
  });

  it('that are too low or unknown are named', async () => {
    const limits: Record<string, number> = { enough: 5, 'too few': 1 };
    const found = await compareQuotas(
      [need('enough', 5), need('too few', 2), need('unknown', 1), need('nothing', 0)],
      {
        async find(_service, code) {
          const value = limits[code];
          return value === undefined ? undefined : { name: code, value };
        },
      },
      () => {},
    );
    expect(found.map(({ what }) => what)).toEqual(['too few', 'unknown']);
  });
});

const watch = (counts: readonly (readonly [number, number])[], silenceIsFine = false) => {
  let look = 0;
  return watchErrors(fakeOperation(), {
    watchMs: 90_000,
    requestsMin: 100,
    silenceIsFine,
    async count() {
      const [requests, errors] = counts[Math.min(look, counts.length - 1)] ?? [0, 0];
      look += 1;
      return { requests, errors };
    },
  });
};

describe('watching errors', () => {
  it('ends well, at once when too many fail, and not in silence', async () => {
    await watch([[1_000, 10]]);
    await expect(
      watch([
        [50, 50],
        [1_000, 11],
      ]),
    ).rejects.toThrow('1.10 % of 1000');
    await expect(watch([[99, 0]])).rejects.toThrow(/too few/);
    await watch([[99, 0]], true);
  });
});
