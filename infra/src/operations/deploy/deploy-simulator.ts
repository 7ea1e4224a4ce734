/**
 * The payment simulator's part of a release and of a fail-over. It is one task, and it ends before
 * the next one starts, so it is replaced only when something differs. It comes before the processes
 * that call it: releases next to each other understand each other, as with migrations, so when the
 * processes go back it stays. ECS takes it back by itself when its new task does not start.
 */
import type { Region } from '../../config/names.ts';
import { imageIn } from '../../config/settings.ts';
import type { TaskService, TaskServices } from '../aws/task-services.ts';
import type { Operation } from '../core/operation.ts';
import type { Watch } from '../core/until.ts';
import { clusterName, serviceName } from '../parts.ts';
import { findService, untilStable } from './until-stable.ts';

export type SimulatorRelease = {
  readonly cluster: string;
  /** And the family of its tasks. */
  readonly service: string;
  readonly repository: string;
  readonly image: string;
};

/** Wherever the image comes from, it is this region's copy of it that is meant. */
export function simulatorIn(
  { settings, nameIn }: Pick<Operation, 'settings' | 'nameIn'>,
  region: Region,
  image: string,
): SimulatorRelease {
  const name = nameIn(region);
  return {
    cluster: clusterName(name),
    service: serviceName(name, 'payments'),
    repository: imageIn(settings.imageRepository, region),
    image: imageIn(image, region),
  };
}

const isRunning = ({ rollout, running }: TaskService): boolean =>
  rollout.state === 'COMPLETED' && running > 0;

/** Whether payments work, with this image. */
export async function runsImage(
  tasks: Pick<TaskServices, 'find' | 'revision'>,
  { cluster, service, image }: SimulatorRelease,
): Promise<boolean> {
  const found = await tasks.find(cluster, service);
  if (found === undefined || !isRunning(found)) return false;
  return (await tasks.revision(found.taskDefinition)).images.includes(image);
}

/** Ends when it runs the image with the newest revision's settings; throws when it does not. */
export async function deploySimulator(
  watch: Watch,
  tasks: Pick<TaskServices, 'find' | 'revision' | 'registerImage' | 'update'>,
  { cluster, service, repository, image }: SimulatorRelease,
): Promise<void> {
  const found = await findService(tasks, cluster, service);
  const newest = await tasks.revision(service);
  const hasImage = newest.images.includes(image);
  if (hasImage && newest.arn === found.taskDefinition && isRunning(found)) {
    watch.say(`${service}: ${newest.arn} goes on.`);
    return;
  }
  const revision = hasImage ? newest.arn : await tasks.registerImage(service, repository, image);
  watch.say(`${service}: ${found.taskDefinition} becomes ${revision}. Payments wait meanwhile.`);
  // Forced: a service that ECS has given up on starts nothing by itself, not even when its image
  // has arrived since.
  await tasks.update(cluster, service, { taskDefinition: revision, desired: 1, restart: true });
  await untilStable(watch, tasks, cluster, service, revision);
}

/** The same in a region, by the names that the constructs give. */
export const bringSimulator = (
  operation: Operation,
  region: Region,
  image: string,
): Promise<void> =>
  deploySimulator(
    operation,
    operation.aws(region).taskServices,
    simulatorIn(operation, region, image),
  );
