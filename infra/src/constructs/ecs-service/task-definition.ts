/** A task on Fargate. Old revisions stay: going back to one is how a release is undone. */
import {
  EcsTaskDefinition,
  type EcsTaskDefinitionVolume,
} from '@cdktn/provider-aws/lib/ecs-task-definition/index.js';
import { Fn } from 'cdktn';
import type { Construct } from 'constructs';
import type { TasksConfig } from '../../config/compute-config.ts';
import type { TaskSize } from '../../config/task-size.ts';
import { type ContainerDefinition, dataVolume } from './container.ts';
import { escapeStrings } from './escape-strings.ts';
import type { TaskRoles } from './task-roles.ts';

export type TaskDefinitionProps = {
  readonly family: string;
  readonly size: TaskSize;
  readonly architecture: TasksConfig['architecture'];
  readonly roles: TaskRoles;
  readonly containers: readonly ContainerDefinition[];
  /** What `runtime.dataDir` is kept on; thrown away with the task when absent. */
  readonly data?: Omit<EcsTaskDefinitionVolume, 'name'>;
};

export type TaskDefinition = { readonly arn: string; readonly family: string };

export function createTaskDefinition(
  scope: Construct,
  id: string,
  props: TaskDefinitionProps,
): TaskDefinition {
  const task = new EcsTaskDefinition(scope, id, {
    family: props.family,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: String(props.size.cpu),
    memory: String(props.size.memoryMib),
    runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: props.architecture },
    executionRoleArn: props.roles.executionRoleArn,
    taskRoleArn: props.roles.taskRoleArn,
    volume: [{ name: dataVolume, ...props.data }],
    containerDefinitions: Fn.jsonencode(escapeStrings(props.containers)),
    // Terraform compares with the revision that it made itself. The newest one is a release's, with
    // another image: compared with that, every plan after a release would replace this. What
    // Terraform applies is the newest again, and the next release copies it.
    trackLatest: false,
    skipDestroy: true,
    tags: { Name: props.family },
  });
  return { arn: task.arn, family: props.family };
}
