/**
 * A release on Fargate: new revisions with the new image, the migration first (migrations only add,
 * so that the old code goes on working), then the payment simulator, then the services one after
 * the other. A revision is a copy of the newest one of its family, not of the one that runs: the
 * newest has what Terraform applied since, which reaches a service by way of a release only. ECS
 * itself takes a service back whose new tasks do not become healthy; then the services before it
 * return to what ran before.
 */
import type { TaskServices } from '../aws/task-services.ts';
import { messageOf, OperatorError } from '../core/operator-error.ts';
import { patience, until, type Watch } from '../core/until.ts';
import { deploySimulator } from './deploy-simulator.ts';
import { findService, rolloutPatience, untilStable } from './until-stable.ts';

export type TaskRelease = {
  readonly cluster: string;
  /** In the order in which they are updated; families of tasks have the names of their services. */
  readonly services: readonly string[];
  /** The service of the payment simulator, and its family. */
  readonly simulator: string;
  /** The family of the task that migrates the schema. */
  readonly migrateFamily: string;
  readonly repository: string;
  readonly image: string;
};

type Before = { readonly service: string; readonly taskDefinition: string };

const migratePatience = patience(
  30,
  'Read the log of the task: another migration may hold a lock.',
);

export async function deployTasks(
  watch: Watch,
  tasks: TaskServices,
  release: TaskRelease,
): Promise<void> {
  const { cluster, services, simulator, repository, image } = release;
  const found = await Promise.all(services.map((name) => findService(tasks, cluster, name)));
  await findService(tasks, cluster, simulator);
  await migrate(watch, tasks, release, found[0]?.network);
  await deploySimulator(watch, tasks, { ...release, service: simulator });
  const begun: Before[] = [];
  try {
    for (const { name, taskDefinition } of found) {
      const revision = await tasks.registerImage(name, repository, image);
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
