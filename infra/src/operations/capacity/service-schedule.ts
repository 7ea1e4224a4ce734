/**
 * Scheduled actions of a service on ECS, which Application Auto Scaling keeps. By the AWS CLI, which
 * operators have: the infrastructure's packages have no client of that service.
 */
import { OperatorError } from '../core/operator-error.ts';
import { mustRun, type Programs } from '../core/programs.ts';
import { pick } from '../smoke-test/http.ts';
import type { Floor, FloorSchedule } from './floor.ts';

export type ServicePlace = {
  readonly region: string;
  readonly cluster: string;
  readonly service: string;
};

export function serviceSchedule(
  programs: Programs,
  { region, cluster, service }: ServicePlace,
): FloorSchedule {
  const ask = (verb: string, which: string, args: readonly string[] = []): Promise<string> =>
    mustRun(programs, 'aws', [
      'application-autoscaling',
      verb,
      '--region',
      region,
      '--service-namespace',
      'ecs',
      which,
      `service/${cluster}/${service}`,
      '--scalable-dimension',
      'ecs:service:DesiredCount',
      ...args,
      '--output',
      'json',
    ]);
  return {
    target: service,
    async list() {
      const answer = await ask('describe-scheduled-actions', '--resource-id');
      const found = pick(JSON.parse(answer), 'ScheduledActions');
      return Array.isArray(found) ? found.flatMap(floorOf) : [];
    },
    async now() {
      const answer = await ask('describe-scalable-targets', '--resource-ids');
      const min = pick(JSON.parse(answer), 'ScalableTargets', 0, 'MinCapacity');
      if (typeof min === 'number') return min;
      throw new OperatorError(`${service} does not scale.`, 'Apply the compute stack first.');
    },
    async put({ name, atMs, min }) {
      await ask('put-scheduled-action', '--resource-id', [
        '--scheduled-action-name',
        name,
        '--schedule',
        `at(${new Date(atMs).toISOString().slice(0, 19)})`,
        '--timezone',
        'UTC',
        '--scalable-target-action',
        `MinCapacity=${min}`,
      ]);
    },
    async remove(name) {
      await ask('delete-scheduled-action', '--resource-id', ['--scheduled-action-name', name]);
    },
  };
}

/** None for what is repeated. */
function floorOf(action: unknown): Floor[] {
  const name = pick(action, 'ScheduledActionName');
  const min = pick(action, 'ScalableTargetAction', 'MinCapacity');
  const [, at] = /^at\((.+)\)$/.exec(String(pick(action, 'Schedule'))) ?? [];
  if (typeof name !== 'string' || typeof min !== 'number' || at === undefined) return [];
  return [{ name, atMs: Date.parse(`${at}Z`), min }];
}
