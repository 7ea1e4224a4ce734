/**
 * What a job that applies may do: build everything of its environment, and not touch what
 * watches and limits it.
 */
import type { PolicyStatement } from '../iam/policy.ts';
import { type PermissionsProps, stateStatements } from './state-permissions.ts';

/** Services in which topologies make things: everything, on what belongs to the account. */
const services = [
  'acm',
  'application-autoscaling',
  'aps',
  'autoscaling',
  'backup',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'ecr',
  'ecs',
  'eks',
  'elasticache',
  'elasticloadbalancing',
  'events',
  'grafana',
  'kms',
  'lambda',
  'logs',
  'rds',
  'scheduler',
  'schemas',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'wafv2',
  'xray',
] as const;

/** Calls that make something, or look for it, before it has a name that could be permitted. */
const nameless = [
  'acm:RequestCertificate',
  'aps:CreateWorkspace',
  'ec2:Describe*',
  'ec2:Get*',
  'ecs:DeregisterTaskDefinition',
  'eks:CreateCluster',
  'grafana:CreateWorkspace',
  'kms:CreateKey',
  'lambda:CreateEventSourceMapping',
  'logs:CreateDelivery',
  'logs:DeleteResourcePolicy',
  'logs:PutResourcePolicy',
] as const;

export function applyStatements(props: PermissionsProps): readonly PolicyStatement[] {
  const { accountId, prefix, regions, stateBucketArn } = props;
  const inOurRegions = { StringEquals: { 'aws:RequestedRegion': regions } };
  return [
    ...stateStatements(props),
    { sid: 'WriteStates', actions: ['s3:PutObject'], resources: [`${stateBucketArn}/*`] },
    {
      sid: 'BuildInOurRegions',
      actions: [...services, 'apigateway'].map((service) => `${service}:*`),
      resources: [
        ...services.map((service) => `arn:aws:${service}:*:${accountId}:*`),
        // These belong to no account: dashboards to no region, images and rule groups to AWS.
        'arn:aws:apigateway:*::/*',
        `arn:aws:cloudwatch::${accountId}:dashboard/*`,
        'arn:aws:ec2:*::image/*',
        'arn:aws:ec2:*::snapshot/*',
        'arn:aws:wafv2:*:*:*/managedruleset/*',
      ],
      conditions: inOurRegions,
    },
    { sid: 'BuildNameless', actions: nameless, resources: ['*'], conditions: inOurRegions },
    {
      sid: 'BuildWhatHasNoRegion',
      actions: ['cloudfront:*', 'route53:*', 's3:*'],
      resources: [
        `arn:aws:cloudfront::${accountId}:*`,
        'arn:aws:route53:::*',
        `arn:aws:s3:::${prefix}*`,
      ],
    },
    {
      sid: 'NamelessWithoutRegion',
      actions: ['route53:CreateHealthCheck', 'route53:CreateHostedZone', 'route53:List*'],
      resources: ['*'],
    },
    ...roleStatements(props),
    ...guards(props),
  ];
}

const roleStatements = ({ accountId, prefix }: PermissionsProps): readonly PolicyStatement[] => [
  {
    sid: 'OwnRoles',
    actions: ['iam:*'],
    resources: ['role', 'policy', 'instance-profile'].map(
      (kind) => `arn:aws:iam::${accountId}:${kind}/${prefix}*`,
    ),
  },
  {
    sid: 'RolesOfServices',
    actions: ['iam:CreateServiceLinkedRole', 'iam:GetRole'],
    resources: [`arn:aws:iam::${accountId}:role/aws-service-role/*`],
  },
];

/** What `apply` may not do, whatever else permits it: the account stack is applied by a person. */
const guards = ({
  accountId,
  prefix,
  stateBucketArn,
  stateKeyArn,
}: PermissionsProps): readonly PolicyStatement[] => [
  {
    sid: 'NotItself',
    effect: 'Deny',
    actions: ['iam:*'],
    resources: [
      `arn:aws:iam::${accountId}:role/${prefix}github-*`,
      `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com`,
    ],
  },
  {
    sid: 'NoUsers',
    effect: 'Deny',
    actions: ['iam:CreateUser', 'iam:CreateAccessKey', 'iam:CreateLoginProfile'],
    resources: ['*'],
  },
  {
    sid: 'NotTheStateBucket',
    effect: 'Deny',
    actions: ['s3:DeleteBucket*', 's3:DeleteObjectVersion', 's3:PutBucket*', 's3:PutEncryption*'],
    resources: [stateBucketArn, `${stateBucketArn}/*`],
  },
  {
    sid: 'NotTheStateKey',
    effect: 'Deny',
    actions: ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'],
    resources: [stateKeyArn],
  },
  {
    sid: 'NotTheTrail',
    effect: 'Deny',
    actions: ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging', 'cloudtrail:UpdateTrail'],
    resources: ['*'],
  },
];
