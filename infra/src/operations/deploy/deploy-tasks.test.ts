/** A release on Fargate: the order, and what runs after a failure. */
import { describe, expect, it } from 'vitest';
import type { TaskServices } from '../aws/task-services.ts';
import { fakeOperation } from '../support/fake-operation.ts';
import { deployTasks } from './deploy-tasks.ts';

const release = {
  cluster: 'cluster',
  services: ['api', 'worker'],
  migrateFamily: 'migrate',
  repository: 'repository',
  image: 'repository@sha256:new',
};

function ecs(options: {
  readonly failing?: string;
  readonly migration?: number;
  readonly missing?: string;
}) {
  const log: string[] = [];
  const running: Record<string, string> = { api: 'api:1', worker: 'worker:1' };
  const tasks: TaskServices = {
    async find(_cluster, name) {
      if (name === options.missing) return undefined;
      const taskDefinition = running[name] ?? '';
      // The circuit breaker has made the old revision the newest deployment again.
      const isRefused = options.failing === name && taskDefinition.endsWith(':2');
      return {
        name,
        taskDefinition,
        desired: 2,
        running: 2,
        rollout: {
          taskDefinition: isRefused ? `${name}:1` : taskDefinition,
          state: isRefused ? 'IN_PROGRESS' : 'COMPLETED',
          reason: isRefused ? 'tasks failed to start' : '',
        },
        network: undefined,
      };
    },
    async registerImage(from, _repository, image) {
      log.push(`register ${from} with ${image}`);
      return `${from.split(':')[0]}:2`;
    },
    imagesOf: async () => [],
    async update(_cluster, name, { taskDefinition = '' }) {
      log.push(`update ${name} to ${taskDefinition}`);
      running[name] = taskDefinition;
    },
    async runTask(_cluster, definition) {
      log.push(`run ${definition}`);
      return 'task';
    },
    findTask: async () => ({ status: 'STOPPED', exitCode: options.migration ?? 0, reason: '' }),
  };
  return { tasks, log, running };
}

describe('a release on Fargate', () => {
  it('migrates the schema before any code that needs it', async () => {
    const { tasks, log } = ecs({});
    await deployTasks(fakeOperation(), tasks, release);
    expect(log).toEqual([
      'register migrate with repository@sha256:new',
      'run migrate:2',
      'register api:1 with repository@sha256:new',
      'update api to api:2',
      'register worker:1 with repository@sha256:new',
      'update worker to worker:2',
    ]);
  });

  it('changes no service after a migration that failed', async () => {
    const { tasks, log, running } = ecs({ migration: 1 });
    await expect(deployTasks(fakeOperation(), tasks, release)).rejects.toThrow(/exit code 1/);
    expect(log.filter((line) => line.startsWith('update'))).toEqual([]);
    expect(running).toEqual({ api: 'api:1', worker: 'worker:1' });
  });

  it('notices that ECS took a service back, and takes back those before it', async () => {
    const { tasks, running } = ecs({ failing: 'worker' });
    await expect(deployTasks(fakeOperation(), tasks, release)).rejects.toThrow(
      /ECS gave up on worker/,
    );
    expect(running).toEqual({ api: 'api:1', worker: 'worker:1' });
  });

  it('begins nothing when a service is missing', async () => {
    const { tasks, log } = ecs({ missing: 'worker' });
    await expect(deployTasks(fakeOperation(), tasks, release)).rejects.toThrow(/no service worker/);
    expect(log).toEqual([]);
  });
});
