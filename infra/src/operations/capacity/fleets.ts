/** What a deployment has to offer to a plan: its roles, their bounds, and where these are set. */
import { scalingConfig as recovery } from '../../config/disaster-recovery/scaling.ts';
import { scalingConfig as ec2 } from '../../config/ec2-aurora/scaling.ts';
import { clusterScalingConfig } from '../../config/eks/scaling.ts';
import { scalingConfig as fargate } from '../../config/fargate/scaling.ts';
import type { ScheduledCapacity } from '../../config/scaling-config.ts';
import type { RoleCapacity } from '../../forecast/plan/role-capacity.ts';
import type { DeployedRole } from '../../runtime/contract.ts';
import { other } from '../blue-green/release.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { coloursOf } from '../deploy/colours-of.ts';
import { clusterName, groupNames, roleParts, serviceName } from '../parts.ts';
import type { FloorSchedule } from './floor.ts';
import type { CapacityFile } from './read-sale.ts';
import { serviceSchedule } from './service-schedule.ts';

export type Bounds = {
  readonly min: number;
  readonly max: number;
  readonly schedule: readonly ScheduledCapacity[];
};

export function boundsOf({
  topology,
  environment,
}: Pick<Operation, 'topology' | 'environment'>): Readonly<Record<DeployedRole, Bounds>> {
  if (topology === 'eks') {
    const { api, worker } = clusterScalingConfig(environment);
    return { api: { ...api, schedule: [] }, worker: { ...worker, schedule: [] } };
  }
  if (topology === 'fargate') return fargate(environment);
  return (topology === 'ec2-aurora' ? ec2 : recovery)(environment);
}

/** Of each role that the file knows a bearing of; refuses roles that are not deployed here. */
export function rolesOf(operation: Operation, capacity: CapacityFile): readonly RoleCapacity[] {
  if (capacity.realtime !== undefined) {
    throw new OperatorError(
      `${operation.topology} deploys no processes of the role realtime: the API has the channel.`,
      'Leave it out, and count its connections into what a process of the API bears.',
    );
  }
  const bounds = boundsOf(operation);
  return roleParts.flatMap((role) => {
    const bearing = capacity[role];
    if (bearing === undefined) return [];
    const { perProcess, bootSeconds, step } = bearing;
    const { min, max } = bounds[role];
    return [{ role, perProcess, step, bootMs: bootSeconds * 1_000, min, max }];
  });
}

export type RoleSchedules = {
  readonly current: FloorSchedule;
  /** The colour at rest, where a plan would start instances that nobody asks. */
  readonly atRest?: FloorSchedule;
};

/** Where the scheduled actions of a role are; not on Kubernetes. */
export async function schedulesOf(
  operation: Operation,
  role: DeployedRole,
): Promise<RoleSchedules> {
  const { topology, name, region, programs } = operation;
  if (topology === 'fargate') {
    const service = serviceName(name, role);
    return { current: serviceSchedule(programs, { region, cluster: clusterName(name), service }) };
  }
  if (role === 'worker') return { current: groupSchedule(operation, groupNames.worker(name)) };
  if (topology === 'ec2-aurora') return { current: groupSchedule(operation, groupNames.api(name)) };
  const colour = await coloursOf(operation, '').ports.traffic();
  return {
    current: groupSchedule(operation, groupNames.api(name, colour)),
    atRest: groupSchedule(operation, groupNames.api(name, other(colour))),
  };
}

function groupSchedule({ aws }: Operation, group: string): FloorSchedule {
  const { groupSchedules, instanceGroups } = aws();
  return {
    target: group,
    list: () => groupSchedules.list(group),
    async now() {
      const found = await instanceGroups.find(group);
      if (found !== undefined) return found.min;
      throw new OperatorError(`There is no group ${group}.`, 'Apply the compute stack first.');
    },
    put: (floor) => groupSchedules.put(group, floor),
    remove: (action) => groupSchedules.remove(group, action),
  };
}
