/** The four steps against clients that behave as AWS does, and steps that are repeated. */
import { beforeEach, describe, expect, it } from 'vitest';
import { rotatePassword, type RotationPorts } from './rotation-function/rotate-password.mjs';

type Stored = { text?: string; stages: string[] };

let versions: Map<string, Stored>;
let asked: string[];
let statuses: { status: string; isPending: boolean }[];
let waitedMs: number;

const notFound = (): Error =>
  Object.assign(new Error('none'), { name: 'ResourceNotFoundException' });

const ports: RotationPorts = {
  databaseId: 'ticketing-prod-database',
  wait: (milliseconds) => {
    waitedMs += milliseconds;
    return Promise.resolve();
  },
  secrets: {
    describeSecret: () =>
      Promise.resolve({
        VersionIdsToStages: Object.fromEntries(
          [...versions].map(([id, { stages }]) => [id, stages]),
        ),
      }),
    getSecretValue({ VersionId, VersionStage }) {
      const found = [...versions].find(
        ([id, { stages }]) => (VersionId ?? id) === id && stages.includes(VersionStage),
      )?.[1];
      if (found?.text === undefined) return Promise.reject(notFound());
      return Promise.resolve({ SecretString: found.text });
    },
    getRandomPassword: ({ PasswordLength }) =>
      Promise.resolve({ RandomPassword: 'n'.repeat(PasswordLength) }),
    putSecretValue({ ClientRequestToken, SecretString, VersionStages }) {
      versions.set(ClientRequestToken, { text: SecretString, stages: [...VersionStages] });
      return Promise.resolve();
    },
    updateSecretVersionStage({ VersionStage, MoveToVersionId, RemoveFromVersionId }) {
      const from = versions.get(RemoveFromVersionId);
      if (from === undefined) return Promise.reject(notFound());
      from.stages = ['AWSPREVIOUS'];
      versions.get(MoveToVersionId)?.stages.push(VersionStage);
      return Promise.resolve();
    },
  },
  databases: {
    modifyDBInstance({ DBInstanceIdentifier, MasterUserPassword, ApplyImmediately }) {
      asked.push(`${DBInstanceIdentifier} ${MasterUserPassword} ${ApplyImmediately}`);
      return Promise.resolve();
    },
    describeDBInstances() {
      const [now = { status: 'available', isPending: false }] = statuses.splice(0, 1);
      return Promise.resolve({
        DBInstances: [
          {
            DBInstanceStatus: now.status,
            PendingModifiedValues: now.isPending ? { MasterUserPassword: '****' } : {},
          },
        ],
      });
    },
  },
};

const step = (Step: string, ClientRequestToken = 'new'): Promise<void> =>
  rotatePassword({ SecretId: 'secret', ClientRequestToken, Step }, ports);
const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

beforeEach(() => {
  const text = JSON.stringify({ username: 'ticketing', password: 'old' });
  versions = new Map([
    ['old', { text, stages: ['AWSCURRENT'] }],
    ['new', { stages: ['AWSPENDING'] }],
  ]);
  asked = [];
  statuses = [];
  waitedMs = 0;
});

describe('rotating the password', () => {
  it('keeps the user, sets a new password at once, and makes it current last', async () => {
    for (const one of steps) await step(one);
    const password = 'n'.repeat(40);
    expect(JSON.parse(versions.get('new')?.text ?? '')).toEqual({
      username: 'ticketing',
      password,
    });
    expect(asked).toEqual([`ticketing-prod-database ${password} true`]);
    expect(versions.get('new')?.stages).toContain('AWSCURRENT');
    expect(versions.get('old')?.stages).toEqual(['AWSPREVIOUS']);
  });

  it('goes on with the password it began with when a step is repeated', async () => {
    await step('createSecret');
    const text = JSON.stringify({ username: 'ticketing', password: 'first' });
    versions.set('new', { text, stages: ['AWSPENDING'] });
    await step('createSecret');
    await step('setSecret');
    await step('setSecret');
    expect(asked).toEqual(Array(2).fill('ticketing-prod-database first true'));
  });

  it('does nothing when it is over', async () => {
    for (const one of [...steps, ...steps]) await step(one);
    expect(asked).toHaveLength(1);
  });

  it('waits until RDS has really set it', async () => {
    await step('createSecret');
    await step('setSecret');
    statuses = [
      { status: 'available', isPending: true },
      { status: 'resetting-master-credentials', isPending: true },
      { status: 'resetting-master-credentials', isPending: false },
    ];
    await step('testSecret');
    expect(waitedMs).toBe(30_000 + 3 * 10_000);
  });

  it('gives up before Lambda does, and the old secret stays current', async () => {
    statuses = Array.from({ length: 1_000 }, () => ({ status: 'modifying', isPending: true }));
    await expect(step('testSecret')).rejects.toThrow('has not taken the password in time');
    expect(waitedMs).toBeLessThan(15 * 60_000);
    expect(versions.get('old')?.stages).toEqual(['AWSCURRENT']);
  });

  it('refuses versions that are not pending, and steps that do not exist', async () => {
    await expect(step('setSecret', 'other')).rejects.toThrow('not part of this secret');
    versions.set('stale', { stages: ['AWSPREVIOUS'] });
    await expect(step('setSecret', 'stale')).rejects.toThrow('not AWSPENDING');
    await expect(step('dance')).rejects.toThrow('unknown');
  });
});
