/** Redis and tables are restored beside what there is, as it was, and with its settings. */
import { describe, expect, it } from 'vitest';
import type { RedisGroupState } from '../aws/redis-groups.ts';
import { type FakeOptions, fakeOperation } from '../support/fake-operation.ts';
import { restoreCommand } from './restore-command.ts';

const flags = {
  what: undefined,
  at: undefined,
  snapshot: undefined,
  group: undefined,
  swap: false,
};
const store = 'ticketing-dev-redis-store';
const like: RedisGroupState = {
  status: 'available',
  clusterMode: false,
  memberIds: ['r-001'],
  versions: ['7.1.0'],
  nodeType: 'cache.t3.micro',
  host: 'host',
  snapshotMemberId: 'r-001',
  subnetGroup: 'data',
  securityGroupIds: ['sg-redis'],
  parameterGroup: 'noeviction',
  kmsKeyId: 'key',
  replicated: false,
};

/** A group needs so many looks before it can be used. */
const redis = (
  given: Pick<FakeOptions, 'confirm' | 'dryRun'>,
  secret: string | null = JSON.stringify({ password: 'token' }),
) => {
  const made: unknown[][] = [];
  let looks = 0;
  const operation = fakeOperation({
    ...given,
    aws: {
      redisGroups: {
        async find(id) {
          if (id === store) return like;
          if (made.length === 0 || id !== `${store}-restored`) return undefined;
          looks += 1;
          return { ...like, status: looks < 3 ? 'creating' : 'available' };
        },
        async restore(...wanted) {
          made.push(wanted);
        },
      },
      secrets: {
        read: async (name) => (name === `${store}-auth-token` ? (secret ?? undefined) : undefined),
      },
    },
  });
  return { operation, made, looks: () => looks };
};

describe('restoring Redis', () => {
  const wanted = { ...flags, what: 'redis', snapshot: 'nightly' };

  it('makes another group like the old one, with its token, and waits for it', async () => {
    const { operation, made, looks } = redis({ confirm: store });
    await restoreCommand.run(operation, wanted);
    expect(made).toEqual([[`${store}-restored`, 'nightly', like, 'token']]);
    expect(looks()).toBe(3);
  });

  it('needs no token where there is none', async () => {
    const { operation, made } = redis({ confirm: store }, null);
    await restoreCommand.run(operation, wanted);
    expect(made).toEqual([[`${store}-restored`, 'nightly', like, undefined]]);
  });

  it.each([
    ['without a snapshot', { ...wanted, snapshot: undefined }, store, /Which snapshot/],
    ['of a group that is not there', { ...wanted, group: 'other' }, 'other', /There is no other/],
    ['that nobody has named', wanted, undefined, /nightly will be restored beside/],
    ['of another group than the named one', wanted, 'ticketing-dev-redis-cache', /names/],
  ])('is refused %s', async (_why, given, confirm, problem) => {
    const { operation, made } = redis(confirm === undefined ? {} : { confirm });
    await expect(restoreCommand.run(operation, given)).rejects.toThrow(problem);
    expect(made).toEqual([]);
  });

  it('only says what it would do in a dry run', async () => {
    const { operation, made } = redis({ dryRun: true });
    await restoreCommand.run(operation, wanted);
    expect(made).toEqual([]);
    expect(operation.lines).toEqual([expect.stringContaining(`create ${store}-restored`)]);
  });
});

const tables = (given: Pick<FakeOptions, 'confirm' | 'dryRun' | 'interruptedAtMs'>) => {
  const made: { from: string; to: string; atMs: number | undefined; looks: number }[] = [];
  const operation = fakeOperation({
    ...given,
    aws: {
      tables: {
        async restore(from, to, atMs) {
          made.push({ from, to, atMs, looks: 0 });
        },
        async status(name) {
          const found = made.find(({ to }) => to === name);
          if (found === undefined) return undefined;
          found.looks += 1;
          return found.looks < 3 ? 'CREATING' : 'ACTIVE';
        },
      },
    },
  });
  return { operation, made };
};

describe('restoring tables', () => {
  const wanted = { ...flags, what: 'tables', at: '2026-11-20T09:00:00Z' };
  const confirm = 'ticketing-dev-tables';

  it('puts each of them beside itself, as of that moment, one after the other', async () => {
    const { operation, made } = tables({ confirm });
    await restoreCommand.run(operation, wanted);
    expect(made.map(({ from }) => from)).toContain('ticketing-dev-ticket-tickets');
    expect(made).toHaveLength(6);
    for (const { from, to, atMs, looks } of made) {
      expect([to, atMs, looks]).toEqual([`${from}-restore`, Date.UTC(2026, 10, 20, 9), 3]);
    }
  });

  it('takes the latest moment when none is named', async () => {
    const { operation, made } = tables({ confirm });
    await restoreCommand.run(operation, { ...wanted, at: undefined });
    expect(made.map(({ atMs }) => atMs)).toEqual(Array(6).fill(undefined));
  });

  it('begins no other table while one is not there yet', async () => {
    const { operation, made } = tables({ confirm, interruptedAtMs: 15_000 });
    await expect(restoreCommand.run(operation, wanted)).rejects.toThrow(/Interrupted/);
    expect(made).toHaveLength(1);
  });

  it.each([
    ['to a moment that has not come', { ...wanted, at: '2026-11-21T09:00:00Z' }, confirm, /no mom/],
    ['that nobody has named', wanted, undefined, /Every table/],
  ])('is refused %s', async (_why, given, named, problem) => {
    const { operation, made } = tables(named === undefined ? {} : { confirm: named });
    await expect(restoreCommand.run(operation, given)).rejects.toThrow(problem);
    expect(made).toEqual([]);
  });

  it('only says what it would do in a dry run', async () => {
    const { operation, made } = tables({ dryRun: true });
    await restoreCommand.run(operation, wanted);
    expect(made).toEqual([]);
    expect(operation.lines).toHaveLength(6);
  });
});

it('nothing is restored when nobody says what', async () => {
  await expect(restoreCommand.run(fakeOperation(), flags)).rejects.toThrow(/What is to be/);
});
