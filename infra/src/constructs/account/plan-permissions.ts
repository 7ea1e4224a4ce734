/** What a job that plans may do: look at everything, and at no data. */
import type { PolicyStatement } from '../iam/policy.ts';
import { type PermissionsProps, stateStatements } from './state-permissions.ts';

/** Has no resource of its own: it only makes up a password. */
const randomPasswords: PolicyStatement = {
  sid: 'MakeUpPasswords',
  actions: ['secretsmanager:GetRandomPassword'],
  resources: ['*'],
};

/** Beside AWS's ReadOnlyAccess, which would read what buyers did too. */
export const planStatements = (props: PermissionsProps): readonly PolicyStatement[] => [
  ...stateStatements(props),
  randomPasswords,
  {
    sid: 'NoDataOfTheProduct',
    effect: 'Deny',
    actions: [
      'athena:GetQueryResults',
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'logs:FilterLogEvents',
      'logs:GetLogEvents',
      'logs:GetQueryResults',
      'logs:StartLiveTail',
      'rds:DownloadDBLogFilePortion',
      'secretsmanager:GetSecretValue',
      'sqs:ReceiveMessage',
      'xray:BatchGetTraces',
    ],
    resources: ['*'],
  },
  {
    sid: 'NoObjectsOfTheProduct',
    effect: 'Deny',
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: [`arn:aws:s3:::${props.prefix}*`],
  },
];
