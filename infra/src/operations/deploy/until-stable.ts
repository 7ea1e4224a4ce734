/** A service on ECS: that it is there, and that a rollout of it has ended. */
import type { TaskService, TaskServices } from '../aws/task-services.ts';
import { OperatorError } from '../core/operator-error.ts';
import { patience, until, type Watch } from '../core/until.ts';

export const rolloutPatience = patience(
  30,
  'Read the events of the service and the logs of its newest tasks in CloudWatch.',
);

export async function findService(
  tasks: Pick<TaskServices, 'find'>,
  cluster: string,
  name: string,
): Promise<TaskService> {
  const service = await tasks.find(cluster, name);
  if (service !== undefined) return service;
  throw new OperatorError(
    `There is no service ${name} in ${cluster}.`,
    'Apply the compute stack first.',
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
