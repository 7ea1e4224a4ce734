/**
 * Two roles of a task. The execution role is ECS's: it fetches the image and the secrets before the
 * container starts. The task role is the container's own, and knows nothing of either.
 */
import { Construct } from 'constructs';
import type { SecretReference } from '../../runtime/contract.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { createServiceRole } from '../iam/service-role.ts';
import { pullImage, readSecrets, writeLogs } from './container-statements.ts';

export type TaskRolesProps = {
  /** `ticketing-dev-api`; the roles are this with `-execution` and `-task`. */
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly repositoryArn: string;
  readonly secrets: readonly SecretReference[];
  readonly secretsKeyArn: string;
  readonly logGroupArns: readonly string[];
  /** What the container itself may do. */
  readonly statements: readonly PolicyStatement[];
};

export type TaskRoles = { readonly executionRoleArn: string; readonly taskRoleArn: string };

export function createTaskRoles(scope: Construct, id: string, props: TaskRolesProps): TaskRoles {
  const within = new Construct(scope, id);
  const trust = {
    services: ['ecs-tasks.amazonaws.com'],
    // ECS may act for this account only, not for another one that knows the role's name.
    conditions: { StringEquals: { 'aws:SourceAccount': [props.accountId] } },
  };
  const execution = createServiceRole(within, 'execution', {
    ...trust,
    name: `${props.name}-execution`,
    statements: [
      ...pullImage(props.repositoryArn),
      ...readSecrets(props.secrets, props.secretsKeyArn, props.region),
      ...writeLogs(props.logGroupArns),
    ],
  });
  const task = createServiceRole(within, 'task', {
    ...trust,
    name: `${props.name}-task`,
    statements: props.statements,
  });
  return { executionRoleArn: execution.arn, taskRoleArn: task.arn };
}
