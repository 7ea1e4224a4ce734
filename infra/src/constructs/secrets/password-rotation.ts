/** Rotates the password of an RDS instance with replicas, which RDS cannot manage by itself. */
import { join } from 'node:path';
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunction } from '@cdktn/provider-aws/lib/lambda-function/index.js';
import { LambdaPermission } from '@cdktn/provider-aws/lib/lambda-permission/index.js';
import { SecretsmanagerSecretRotation } from '@cdktn/provider-aws/lib/secretsmanager-secret-rotation/index.js';
import { AssetType, Fn, TerraformAsset } from 'cdktn';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { Database } from '../database/database.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { createServiceRole } from '../iam/service-role.ts';
import { rotationWindow } from './managed-rotation.ts';

export type PasswordRotationProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly database: Pick<Database, 'secretArn' | 'identifier' | 'arn'>;
  readonly days: number;
  /** Encrypts the secret. */
  readonly keyArn: string;
  readonly logsKeyArn: string;
  readonly logRetentionDays: number;
  /** A queue for calls that failed for good, without a key or with this one. */
  readonly deadLetterArn: string;
};

export function createPasswordRotation(
  scope: Construct,
  id: string,
  props: PasswordRotationProps,
): void {
  const { name, accountId, database, days } = props;
  const within = new Construct(scope, id);
  const functionName = name('rotate-database-password');
  const logs = new CloudwatchLogGroup(within, 'logs', {
    name: `/aws/lambda/${functionName}`,
    retentionInDays: props.logRetentionDays,
    kmsKeyId: props.logsKeyArn,
  });
  const role = createServiceRole(within, 'role', {
    name: functionName,
    services: ['lambda.amazonaws.com'],
    statements: statementsOf(props, logs.arn),
  });
  const code = new TerraformAsset(within, 'code', {
    path: join(import.meta.dirname, 'rotation-function'),
    type: AssetType.ARCHIVE,
  });
  const rotate = new LambdaFunction(within, 'function', {
    functionName,
    description: 'Gives the database a new password, and the secret after it',
    runtime: 'nodejs24.x',
    architectures: ['arm64'],
    handler: 'index.handler',
    filename: code.path,
    sourceCodeHash: Fn.filebase64sha256(code.path),
    role: role.arn,
    timeout: 900,
    memorySize: 256,
    kmsKeyArn: props.keyArn,
    environment: { variables: { DATABASE_ID: database.identifier } },
    loggingConfig: { logFormat: 'JSON', logGroup: logs.name },
    deadLetterConfig: { targetArn: props.deadLetterArn },
    tags: { Name: functionName },
  });
  const permission = new LambdaPermission(within, 'permission', {
    functionName: rotate.functionName,
    action: 'lambda:InvokeFunction',
    principal: 'secretsmanager.amazonaws.com',
    sourceAccount: accountId,
    sourceArn: database.secretArn,
  });
  new SecretsmanagerSecretRotation(within, 'rotation', {
    secretId: database.secretArn,
    rotationLambdaArn: rotate.arn,
    // The password is new anyway, and the first rotation needs what is made here.
    rotateImmediately: false,
    rotationRules: { automaticallyAfterDays: days, duration: rotationWindow },
    dependsOn: [permission],
  });
}

const statementsOf = (
  { database, keyArn, deadLetterArn }: PasswordRotationProps,
  logsArn: string,
): readonly PolicyStatement[] => [
  {
    sid: 'ThisSecret',
    actions: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    resources: [database.secretArn],
  },
  // It makes up a text and touches nothing; AWS knows no resource for it.
  { sid: 'RandomText', actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] },
  {
    sid: 'ThisDatabase',
    actions: ['rds:ModifyDBInstance', 'rds:DescribeDBInstances'],
    resources: [database.arn],
  },
  { sid: 'ItsKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] },
  { sid: 'DeadLetters', actions: ['sqs:SendMessage'], resources: [deadLetterArn] },
  {
    sid: 'WriteLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${logsArn}:*`],
  },
];
