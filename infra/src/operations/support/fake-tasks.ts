/**
 * ECS in memory: families with their revisions, services, and a circuit breaker. A revision is
 * written `<family>:<number>`; what Terraform applies is a revision that nothing runs yet.
 */
import type { TaskServices } from '../aws/task-services.ts';

export type FakeRevision = { readonly image: string; readonly settings: string };

export type FakeService = {
  readonly family: string;
  /** Runs this revision; `failed`: ECS gave up on it, and nothing runs. */
  readonly runs: number | 'failed';
};

export type FakeTasksOptions = {
  readonly families: Readonly<Record<string, readonly FakeRevision[]>>;
  readonly services: Readonly<Record<string, FakeService>>;
  /** What ECS gives up on, once it has to run another revision. */
  readonly failing?: string;
  readonly migrationExitCode?: number;
  /** Also gets what happens, in order. */
  readonly log?: string[];
};

export function fakeTasks(options: FakeTasksOptions) {
  const { failing, migrationExitCode = 0, log = [] } = options;
  const families = new Map(
    Object.entries(options.families).map(([family, revisions]) => [family, [...revisions]]),
  );
  const services = new Map(
    Object.entries(options.services).map(([name, { family, runs }]) => [
      name,
      {
        revision: `${family}:${runs === 'failed' ? 1 : runs}`,
        isUp: runs !== 'failed',
        failed: '',
      },
    ]),
  );
  const at = (familyOrArn: string): { readonly arn: string } & FakeRevision => {
    const [family = '', number] = familyOrArn.split(':');
    const revisions = families.get(family) ?? [];
    const nth = number === undefined ? revisions.length : Number(number);
    const found = revisions[nth - 1];
    if (found === undefined) throw new Error(`There is no ${familyOrArn}.`);
    return { arn: `${family}:${nth}`, ...found };
  };
  const tasks: TaskServices = {
    async find(_cluster, name) {
      const found = services.get(name);
      if (found === undefined) return undefined;
      const { revision, isUp, failed } = found;
      const state = isUp ? 'COMPLETED' : 'FAILED';
      return {
        name,
        taskDefinition: revision,
        desired: 1,
        running: isUp ? 1 : 0,
        // The circuit breaker has made the old revision the newest deployment again.
        rollout:
          failed === ''
            ? { taskDefinition: revision, state, reason: isUp ? '' : 'no image' }
            : { taskDefinition: failed, state: 'IN_PROGRESS', reason: 'tasks failed to start' },
        network: undefined,
      };
    },
    async revision(familyOrArn) {
      const { arn, image } = at(familyOrArn);
      return { arn, images: [image] };
    },
    async registerImage(familyOrArn, _repository, image) {
      const { arn, settings } = at(familyOrArn);
      const [family = ''] = arn.split(':');
      families.get(family)?.push({ image, settings });
      log.push(`register ${at(family).arn} like ${arn}`);
      return at(family).arn;
    },
    async update(_cluster, name, { taskDefinition, restart }) {
      const found = services.get(name);
      if (found === undefined) throw new Error(`There is no ${name}.`);
      const revision = taskDefinition ?? found.revision;
      const starts = restart === true || revision !== found.revision;
      const isRefused = failing === name && revision !== found.revision && found.failed === '';
      services.set(name, {
        revision,
        isUp: starts || found.isUp,
        failed: isRefused ? found.revision : '',
      });
      log.push(`update ${name} to ${revision}${restart === true ? ', forced' : ''}`);
    },
    async runTask(_cluster, definition) {
      log.push(`run ${definition}`);
      return 'task';
    },
    findTask: async () => ({ status: 'STOPPED', exitCode: migrationExitCode, reason: '' }),
  };
  /** What a service runs. */
  const running = (name: string): string => {
    const { image, settings } = at(services.get(name)?.revision ?? 'none');
    return `${image} with ${settings}`;
  };
  return { tasks, log, running };
}
