/**
 * A release on Fargate: new revisions with the new image, the migration first (migrations only add,
 * so that the old code goes on working), then the services one after the other. ECS itself takes a
 * service back whose new tasks do not become healthy; then the services before it are taken back as
 * well.
 */
import type { TaskServices } from '../aws/task-services.ts';
import { messageOf, OperatorError } from '../core/operator-error.ts';
import { patience, until, type Watch } from '../core/until.ts';

export type TaskRelease = {
  readonly cluster: string;
  /** In the order in which they are updated. */
  readonly services: readonly string[];
  /** The family of the task that migrates the schema. */
  readonly migrateFamily: string;
  readonly repository: string;
  readonly image: string;
};

type Before = { readonly service: string; readonly taskDefinition: string };

const rolloutPatience = patience(
  30,
  'Read the events of the service and the logs of its newest tasks in CloudWatch.',
);
const migratePatience = patience(
  30,
  'Read the log of the task: another migration may hold a lock.',
);

export async function deployTasks(
  watch: Watch,
  tasks: TaskServices,
  release: TaskRelease,
): Promise<void> {
  const { cluster, services, repository, image } = release;
  const found = await Promise.all(
    services.map(async (name) => {
      const service = await tasks.find(cluster, name);
      if (service !== undefined) return service;
      throw new OperatorError(
        `There is no service ${name} in ${cluster}.`,
        'Apply the compute stack first.',
      );
    }),
  );
  await migrate(watch, tasks, release, found[0]?.network);
  const begun: Before[] = [];
  try {
    for (const { name, taskDefinition } of found) {
      const revision = await tasks.registerImage(taskDefinition, repository, image);
      watch.say(`${name}: ${taskDefinition} becomes ${revision}.`);
      begun.push({ service: name, taskDefinition });
      await tasks.update(cluster, name, { taskDefinition: revision });
      await untilStable(watch, tasks, cluster, name, revision);
    }
  } catch (error) {
    watch.say(`${messageOf(error)} The release is taken back.`);
    await takeBack({ ...watch, interrupted: () => false }, tasks, cluster, begun);
    throw new OperatorError(
      `The release failed and was taken back. ${messageOf(error)}`,
      rolloutPatience.remedy,
    );
  }
}

/** Ends only with exit code 0. */
async function migrate(
  watch: Watch,
  tasks: TaskServices,
  { cluster, migrateFamily, repository, image }: TaskRelease,
  network: Parameters<TaskServices['runTask']>[2],
): Promise<void> {
  const revision = await tasks.registerImage(migrateFamily, repository, image);
  const arn = await tasks.runTask(cluster, revision, network);
  watch.say(`The schema is migrated by ${arn}.`);
  const { exitCode, reason } = await until(watch, 'migration', migratePatience, async () => {
    const run = await tasks.findTask(cluster, arn);
    return run.status === 'STOPPED' ? { done: run } : { missing: run.status };
  });
  if (exitCode === 0) return;
  throw new OperatorError(
    `The migration failed with exit code ${exitCode ?? 'none'}: ${reason}. No service was changed.`,
    'Read its log. Migrations run in transactions: a failed one left nothing behind.',
  );
}

export const untilStable = (
  watch: Watch,
  tasks: Pick<TaskServices, 'find'>,
  cluster: string,
  name: string,
  revision?: string,
): Promise<true> =>
  until(watch, `rollout of ${name}`, rolloutPatience, async () => {
    const service = await tasks.find(cluster, name);
    if (service === undefined) throw new Error(`${name} has vanished.`);
    const { rollout, running, desired } = service;
    // The circuit breaker makes the old revision the newest deployment again.
    if (
      rollout.state === 'FAILED' ||
      (revision !== undefined && rollout.taskDefinition !== revision)
    ) {
      throw new OperatorError(`ECS gave up on ${name}: ${rollout.reason}`, rolloutPatience.remedy);
    }
    return rollout.state === 'COMPLETED' && running >= desired
      ? { done: true as const }
      : { missing: `${running} of ${desired} tasks run` };
  });

async function takeBack(
  watch: Watch,
  tasks: TaskServices,
  cluster: string,
  begun: readonly Before[],
): Promise<void> {
  for (const { service, taskDefinition } of begun.toReversed()) {
    await tasks.update(cluster, service, { taskDefinition });
    await untilStable(watch, tasks, cluster, service, taskDefinition);
  }
}
