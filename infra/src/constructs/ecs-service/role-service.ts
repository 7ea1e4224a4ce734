/** One role of the product as a service on Fargate: its permissions, its task, its scaling. */
import { Construct } from 'constructs';
import type { RoleScaling, TargetTracking } from '../../config/scaling-config.ts';
import type { TaskSize } from '../../config/task-size.ts';
import { type DeployedRole, runtime } from '../../runtime/contract.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import type { LogGroup } from '../log-groups/log-group.ts';
import type { ApplicationProps } from './application-props.ts';
import { collectorDefinition } from './collector.ts';
import { type ContainerDefinition, containerDefinition } from './container.ts';
import { sendTraces, writeLogs } from './container-statements.ts';
import { createService, type Service, type ServiceProps } from './service.ts';
import { createTaskDefinition, type TaskDefinition } from './task-definition.ts';
import { createTaskRoles } from './task-roles.ts';

export type RoleServiceProps = ApplicationProps &
  Pick<
    ServiceProps,
    'cluster' | 'network' | 'securityGroupIds' | 'target' | 'queueNames' | 'rollbackAlarmNames'
  > & {
    readonly role: DeployedRole;
    readonly size: TaskSize;
    readonly scaling: RoleScaling<TargetTracking>;
    /** Absent: no metrics of the product in CloudWatch, and no traces. */
    readonly collector?: { readonly image: string; readonly metricsLogGroup: LogGroup };
    /** What the product itself may do, e.g. take messages from a queue. */
    readonly statements?: readonly PolicyStatement[];
  };

export type RoleService = {
  readonly service: Service;
  readonly task: TaskDefinition;
  readonly containerName: string;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
};

export const containerName = 'app';

export function createRoleService(
  scope: Construct,
  id: string,
  props: RoleServiceProps,
): RoleService {
  const { role, environment, collector, logGroup, statements = [] } = props;
  const within = new Construct(scope, id);
  const name = props.name(role);
  const roles = createTaskRoles(within, 'roles', {
    name,
    region: props.region,
    accountId: props.accountId,
    repositoryArn: props.repositoryArn,
    secrets: Object.values(environment.secrets),
    secretsKeyArn: props.secretsKeyArn,
    logGroupArns: [logGroup.arn],
    statements: [
      ...(collector === undefined
        ? []
        : [...sendTraces, ...writeLogs([collector.metricsLogGroup.arn])]),
      ...statements,
    ],
  });
  const task = createTaskDefinition(within, 'task', {
    family: name,
    size: props.size,
    architecture: props.architecture,
    roles,
    containers: containersOf(props),
  });
  const service = createService(within, 'service', {
    ...props,
    name,
    taskDefinitionArn: task.arn,
    containerName,
  });
  return { service, task, containerName, ...roles };
}

function containersOf(props: RoleServiceProps): readonly ContainerDefinition[] {
  const { name, role, region, logGroup, collector } = props;
  const app = containerDefinition({
    name: containerName,
    image: props.image,
    command: runtime.commands.serve,
    environment: props.environment,
    region,
    logGroupName: logGroup.name,
    logPrefix: role,
    ports: props.target === undefined ? [] : [runtime.port],
    health: 'server',
  });
  if (collector === undefined) return [app];
  return [
    app,
    collectorDefinition({
      image: collector.image,
      region,
      role,
      namespace: name('app'),
      metricsLogGroupName: collector.metricsLogGroup.name,
      logGroupName: logGroup.name,
    }),
  ];
}
