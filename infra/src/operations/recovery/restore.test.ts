/** Restoring: the order of names, so that nothing is overwritten, and moments that exist. */
import { describe, expect, it } from 'vitest';
import type { DatabaseState } from '../aws/databases.ts';
import { takeSteps } from '../core/steps.ts';
import { fakeOperation } from '../support/fake-operation.ts';
import { restoreDatabaseSteps } from './restore-database.ts';
import { momentOf } from './restore-command.ts';

const source: DatabaseState = {
  kind: 'cluster',
  id: 'aurora',
  arn: 'arn',
  status: 'available',
  host: 'host',
  engineVersion: '17',
  follows: undefined,
  followers: [],
  isProtected: true,
  secretArn: undefined,
  members: ['writer', 'reader'],
  multiAz: true,
  createdMs: 0,
  latestRestorableMs: undefined,
  pending: [],
};

const move = (all: Set<string>, from: string, to: string): void => {
  if (!all.delete(from)) throw new Error(`There is no ${from}.`);
  if (all.has(to)) throw new Error(`${to} exists.`);
  all.add(to);
};

function rds(given: readonly string[]) {
  const names = new Set(given);
  const servers = new Set(['writer', 'reader']);
  const log: string[] = [];
  const operation = fakeOperation({
    topology: 'ec2-aurora',
    aws: {
      databases: {
        cluster: {
          find: async (id: string) => (names.has(id) ? { ...source, id } : undefined),
          async restore(_from: string, to: string) {
            log.push(`restore ${to}`);
            names.add(to);
          },
          rename: async (from: string, to: string) => move(names, from, to),
          memberStatus: async (id: string) => (servers.has(id) ? 'available' : undefined),
          async addMember(_cluster: string, id: string) {
            servers.add(id);
          },
          renameMember: async (from: string, to: string) => move(servers, from, to),
        } as never,
      },
    },
  });
  return { operation, names, servers, log };
}

const restore = { source, restoredId: 'aurora-restored', atMs: undefined, stamp: 'before-1' };

describe('restoring a cluster', () => {
  it('puts one with as many servers beside the old one', async () => {
    const { operation, names, servers } = rds(['aurora']);
    await takeSteps(operation, restoreDatabaseSteps(operation, { ...restore, swap: false }));
    expect([...names].toSorted()).toEqual(['aurora', 'aurora-restored']);
    expect([...servers].toSorted()).toEqual([
      'reader',
      'reader-restored',
      'writer',
      'writer-restored',
    ]);
  });

  it('swaps names without losing the old one', async () => {
    const { operation, names, servers } = rds(['aurora']);
    await takeSteps(operation, restoreDatabaseSteps(operation, { ...restore, swap: true }));
    expect([...names].toSorted()).toEqual(['aurora', 'aurora-before-1']);
    expect([...servers].toSorted()).toEqual([
      'reader',
      'reader-before-1',
      'writer',
      'writer-before-1',
    ]);
  });

  it('goes on with one that was restored before', async () => {
    const { operation, log } = rds(['aurora', 'aurora-restored']);
    await takeSteps(operation, restoreDatabaseSteps(operation, { ...restore, swap: false }));
    expect(log).toEqual([]);
  });

  it('only says what it would do in a dry run', async () => {
    const { operation, names } = rds(['aurora']);
    const dry = { ...operation, dryRun: true };
    await takeSteps(dry, restoreDatabaseSteps(operation, { ...restore, swap: true }));
    expect([...names]).toEqual(['aurora']);
    expect(operation.lines).toHaveLength(9);
  });
});

describe('a moment', () => {
  const nowMs = Date.UTC(2026, 10, 20, 10);

  it('is in UTC and over', () => {
    expect(momentOf('2026-11-20T09:59:00Z', nowMs)).toBe(nowMs - 60_000);
    expect(momentOf(undefined, nowMs)).toBeUndefined();
  });

  it.each([
    'yesterday',
    '2026-11-20',
    '2026-11-20T09:00:00',
    '2026-11-20T10:00:01Z',
    '2026-13-01T00:00:00Z',
  ])('%s is refused', (text) => {
    expect(() => momentOf(text, nowMs)).toThrow(/no moment/);
  });
});
