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
  'elasticfilesystem',
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
  'servicediscovery',
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
  // Part of making a vault.
  'backup-storage:MountCapsule',
  'ec2:Describe*',
  'ec2:Get*',
  'ecr:PutReplicationConfiguration',
  'ecs:CreateCluster',
  'ecs:DeregisterTaskDefinition',
  'ecs:RegisterTaskDefinition',
  'eks:CreateCluster',
  'grafana:CreateWorkspace',
  'kms:CreateKey',
  'lambda:CreateEventSourceMapping',
  'logs:CreateDelivery',
  // WAF, ElastiCache and Managed Prometheus ask for these on behalf of whoever switches logs on.
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DeleteQueryDefinition',
  'logs:DeleteResourcePolicy',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutQueryDefinition',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  // Makes up a text for secrets and reads none.
  'secretsmanager:GetRandomPassword',
  'servicediscovery:CreatePrivateDnsNamespace',
  'sns:SetSubscriptionAttributes',
  'sns:Unsubscribe',
  // Managed Grafana becomes an application of Identity Center, and gets its administrators there.
  'sso:AssociateProfile',
  'sso:CreateManagedApplicationInstance',
  'sso:DeleteManagedApplicationInstance',
  'sso:DescribeRegisteredRegions',
  'sso:DisassociateProfile',
  'sso:GetManagedApplicationInstance',
  'sso:GetProfile',
  'sso:GetSharedSsoConfiguration',
  'sso:ListProfileAssociations',
  'sso:ListProfiles',
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
  {
    // That of our groups of instances carries our name and our tags; a group is told to use it.
    sid: 'OwnRoleOfAutoScaling',
    actions: [
      'iam:DeleteServiceLinkedRole',
      'iam:GetServiceLinkedRoleDeletionStatus',
      'iam:PassRole',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateRoleDescription',
    ],
    resources: [
      `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/` +
        `AWSServiceRoleForAutoScaling_${prefix}*`,
    ],
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
  {
    // Its bucket is called like those of the topologies.
    sid: 'NotTheRecordsOfTheTrail',
    effect: 'Deny',
    actions: ['s3:Delete*', 's3:Put*'],
    resources: [`arn:aws:s3:::${prefix}trail-*`],
  },
];
