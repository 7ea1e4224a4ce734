/** What the smaller controllers of the cluster may do in AWS, each for what it is told of. */
import type { PolicyStatement } from '../../iam/policy.ts';

/** Writes the records of one name and the TXT records that mark them as its own. */
export const externalDnsStatements = (
  hostedZoneId: string,
  originDomain: string,
): readonly PolicyStatement[] => [
  {
    sid: 'WriteOrigin',
    actions: ['route53:ChangeResourceRecordSets'],
    resources: [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
    conditions: {
      'ForAllValues:StringLike': {
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
          originDomain,
          // The registry's own: `aaaa-origin.…`, `cname-origin.…`.
          `*-${originDomain}`,
        ],
      },
      'ForAllValues:StringEquals': {
        'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME', 'TXT'],
      },
    },
  },
  {
    sid: 'ReadZone',
    actions: ['route53:ListResourceRecordSets', 'route53:ListTagsForResource'],
    resources: [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
  },
  {
    sid: 'FindZones',
    actions: ['route53:ListHostedZones'],
    // Listing cannot be limited to a zone.
    resources: ['*'],
  },
];

/** Reads the secrets that pods get, and no other. */
export const externalSecretsStatements = (
  secretArns: readonly string[],
  keyArns: readonly string[],
): readonly PolicyStatement[] => [
  {
    sid: 'ReadSecrets',
    actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    resources: secretArns,
  },
  ...(keyArns.length === 0
    ? []
    : [{ sid: 'Decrypt', actions: ['kms:Decrypt'], resources: keyArns }]),
];

/** Asks how many messages wait. */
export const kedaStatements = (queueArns: readonly string[]): readonly PolicyStatement[] =>
  queueArns.length === 0
    ? []
    : [
        {
          sid: 'MeasureQueues',
          actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
          resources: queueArns,
        },
      ];

export const metricsCollectorStatements = (workspaceArn: string): readonly PolicyStatement[] => [
  { sid: 'WriteMetrics', actions: ['aps:RemoteWrite'], resources: [workspaceArn] },
];

export const tracesCollectorStatements: readonly PolicyStatement[] = [
  {
    sid: 'WriteTraces',
    actions: [
      'xray:GetSamplingRules',
      'xray:GetSamplingStatisticSummaries',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
    // X-Ray knows no resources for these.
    resources: ['*'],
  },
];

/** Figures of the services around the cluster: load balancer, caches, tables. */
export const cloudwatchExporterStatements: readonly PolicyStatement[] = [
  {
    sid: 'ReadMetrics',
    actions: [
      'cloudwatch:GetMetricData',
      'cloudwatch:GetMetricStatistics',
      'cloudwatch:ListMetrics',
      'tag:GetResources',
    ],
    // CloudWatch and the tagging service know no resources for these.
    resources: ['*'],
  },
];
