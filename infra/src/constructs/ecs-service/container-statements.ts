/** What whoever starts a container of ours needs, on instances and on Fargate alike. */
import type { SecretReference } from '../../runtime/contract.ts';
import type { PolicyStatement } from '../iam/policy.ts';

export const pullImage = (repositoryArn: string): readonly PolicyStatement[] => [
  {
    // The token is for the whole registry: it has no resource that could be named.
    sid: 'SignInAtTheRegistry',
    actions: ['ecr:GetAuthorizationToken'],
    resources: ['*'],
  },
  {
    sid: 'PullTheImage',
    actions: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
    resources: [repositoryArn],
  },
];

/** Exactly these secrets, and their key only by way of Secrets Manager. */
export const readSecrets = (
  secrets: readonly SecretReference[],
  keyArn: string,
  region: string,
): readonly PolicyStatement[] =>
  secrets.length === 0
    ? []
    : [
        {
          sid: 'ReadItsSecrets',
          actions: ['secretsmanager:GetSecretValue'],
          resources: [...new Set(secrets.map(({ secretArn }) => secretArn))],
        },
        {
          sid: 'DecryptItsSecrets',
          actions: ['kms:Decrypt'],
          resources: [keyArn],
          conditions: {
            StringEquals: { 'kms:ViaService': [`secretsmanager.${region}.amazonaws.com`] },
          },
        },
      ];

export const writeLogs = (logGroupArns: readonly string[]): readonly PolicyStatement[] => [
  {
    sid: 'WriteItsLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    resources: logGroupArns.map((arn) => `${arn}:*`),
  },
];

export const sendTraces: readonly PolicyStatement[] = [
  {
    // X-Ray has one collection an account: these actions know no resource.
    sid: 'SendTraces',
    actions: [
      'xray:PutTraceSegments',
      'xray:PutTelemetryRecords',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:GetSamplingStatisticSummaries',
    ],
    resources: ['*'],
  },
];
