/**
 * Tasks that somebody starts and that end by themselves: one brings the schema to a release before
 * its services are replaced, one lets an operator in for an hour.
 */
import { Construct } from 'constructs';
import type { TaskSize } from '../../config/task-size.ts';
import { runtime } from '../../runtime/contract.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import type { LogGroup } from '../log-groups/log-group.ts';
import type { ApplicationProps } from './application-props.ts';
import { containerDefinition } from './container.ts';
import { writeLogs } from './container-statements.ts';
import { containerName } from './role-service.ts';
import { createTaskDefinition, type TaskDefinition } from './task-definition.ts';
import { createTaskRoles } from './task-roles.ts';

export type OneOffTasksProps = ApplicationProps & {
  /** Encrypts sessions of operators, and where they are recorded. */
  readonly sessions: { readonly keyArn: string; readonly logGroup: LogGroup };
};

export type OneOffTasks = { readonly migrate: TaskDefinition; readonly operator: TaskDefinition };

const size: TaskSize = { cpu: 512, memoryMib: 1_024 };
const operatorHourMs = 3_600_000;

export function createOneOffTasks(
  scope: Construct,
  id: string,
  props: OneOffTasksProps,
): OneOffTasks {
  const within = new Construct(scope, id);
  const make = (
    part: 'migrate' | 'operator',
    command: readonly string[],
    statements: readonly PolicyStatement[],
  ): TaskDefinition => {
    const name = props.name(part);
    const roles = createTaskRoles(within, `${part}-roles`, {
      ...props,
      name,
      secrets: Object.values(props.environment.secrets),
      logGroupArns: [props.logGroup.arn],
      statements,
    });
    const container = containerDefinition({
      ...props,
      name: containerName,
      command,
      logGroupName: props.logGroup.name,
      logPrefix: part,
      ports: [],
      health: 'none',
      // Sessions do not work in a read-only container; nothing reaches this one from outside.
      writableRoot: part === 'operator',
    });
    return createTaskDefinition(within, part, {
      family: name,
      size,
      architecture: props.architecture,
      roles,
      containers: [container],
    });
  };
  return {
    migrate: make('migrate', runtime.commands.migrate, []),
    operator: make(
      'operator',
      ['node', '--eval', `setTimeout(() => {}, ${operatorHourMs})`],
      sessionStatements(props),
    ),
  };
}

const sessionStatements = ({ sessions }: OneOffTasksProps): readonly PolicyStatement[] => [
  {
    // Channels of Session Manager have no ARN before they are open.
    sid: 'OpenSessions',
    actions: [
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ],
    resources: ['*'],
  },
  { sid: 'EncryptSessions', actions: ['kms:Decrypt'], resources: [sessions.keyArn] },
  {
    // The agent looks for its log group by listing them all.
    sid: 'FindTheLogOfSessions',
    actions: ['logs:DescribeLogGroups'],
    resources: ['*'],
  },
  ...writeLogs([sessions.logGroup.arn]),
];
