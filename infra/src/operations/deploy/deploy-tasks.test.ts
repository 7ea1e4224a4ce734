/** A release on Fargate: the order, what it copies, and what runs after a failure. */
import { describe, expect, it } from 'vitest';
import { fakeOperation } from '../support/fake-operation.ts';
import { fakeTasks, type FakeTasksOptions } from '../support/fake-tasks.ts';
import { deployTasks } from './deploy-tasks.ts';

const release = {
  cluster: 'cluster',
  services: ['api', 'worker'],
  simulator: 'payments',
  migrateFamily: 'migrate',
  repository: 'repository',
  image: 'new',
};
const first = [{ image: 'old', settings: 'first' }];

const ecs = (options: Partial<FakeTasksOptions> = {}) =>
  fakeTasks({
    families: { api: first, worker: first, payments: first, migrate: first },
    services: {
      api: { family: 'api', runs: 1 },
      worker: { family: 'worker', runs: 1 },
      payments: { family: 'payments', runs: 1 },
    },
    ...options,
  });

const deployed = ({ tasks }: ReturnType<typeof ecs>): Promise<void> =>
  deployTasks(fakeOperation(), tasks, release);

describe('a release on Fargate', () => {
  it('migrates the schema before any code that needs it, then brings payments', async () => {
    const made = ecs();
    await deployed(made);
    expect(made.log).toEqual([
      'register migrate:2 like migrate:1',
      'run migrate:2',
      'register payments:2 like payments:1',
      'update payments to payments:2, forced',
      'register api:2 like api:1',
      'update api to api:2',
      'register worker:2 like worker:1',
      'update worker to worker:2',
    ]);
  });

  /** Terraform has applied other settings; the services ignore the revision that it made. */
  const applied = [...first, { image: 'old', settings: 'applied' }];

  it('brings what Terraform applied since the last release', async () => {
    const made = ecs({
      families: { api: applied, worker: first, payments: first, migrate: first },
    });
    await deployed(made);
    expect(made.running('api')).toBe('new with applied');
    expect(made.running('worker')).toBe('new with first');
  });

  it('goes back to what ran before, not to what Terraform applied', async () => {
    const families = { api: applied, worker: applied, payments: first, migrate: first };
    const made = ecs({ families, failing: 'worker' });
    await expect(deployed(made)).rejects.toThrow(/ECS gave up on worker/);
    expect(['api', 'worker'].map(made.running)).toEqual(['old with first', 'old with first']);
  });

  it('changes no service after a migration that failed', async () => {
    const made = ecs({ migrationExitCode: 1 });
    await expect(deployed(made)).rejects.toThrow(/exit code 1/);
    expect(made.log).toEqual(['register migrate:2 like migrate:1', 'run migrate:2']);
  });

  it('replaces no process when the simulator does not start', async () => {
    const made = ecs({ failing: 'payments' });
    await expect(deployed(made)).rejects.toThrow(/ECS gave up on payments/);
    expect(['api', 'worker'].map(made.running)).toEqual(['old with first', 'old with first']);
  });

  it.each(['api', 'worker', 'payments'])('begins nothing when %s is missing', async (missing) => {
    const made = ecs();
    const tasks = {
      ...made.tasks,
      find: async (cluster: string, name: string) =>
        name === missing ? undefined : made.tasks.find(cluster, name),
    };
    await expect(deployed({ ...made, tasks })).rejects.toThrow(`no service ${missing}`);
    expect(made.log).toEqual([]);
  });
});
