/** What a job that releases may do: bring a new version of the product into what is there. */
import type { PolicyStatement } from '../iam/policy.ts';
import type { PermissionsProps } from './state-permissions.ts';

export function releaseStatements(props: PermissionsProps): readonly PolicyStatement[] {
  const { accountId, project, prefix, regions, stateBucketArn, stateKeyArn } = props;
  const arns = (service: string, rest: string): string[] =>
    regions.map((region) => `arn:aws:${service}:${region}:${accountId}:${rest}`);
  return [
    {
      sid: 'SignInToRegistry',
      // Answers with a password for all registries that other statements permit.
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'],
    },
    {
      sid: 'PushImages',
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:DescribeImages',
        'ecr:GetDownloadUrlForLayer',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      resources: arns('ecr', `repository/${project}*`),
    },
    {
      sid: 'UploadFiles',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
      resources: [`arn:aws:s3:::${prefix}site-*`, `arn:aws:s3:::${prefix}site-*/*`],
    },
    {
      // Where a deployment encrypts them with a key of its own.
      sid: 'EncryptFiles',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: arns('kms', 'key/*'),
      conditions: {
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [`alias/${prefix}data`] },
      },
    },
    {
      sid: 'NameTheImage',
      actions: ['ssm:GetParameter', 'ssm:PutParameter'],
      resources: arns('ssm', `parameter/${project}/*`),
    },
    {
      // Two releases at the same time would switch each other's colours.
      sid: 'HoldTheReleaseLock',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [`${stateBucketArn}/locks/*`],
    },
    {
      sid: 'EncryptTheLock',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [stateKeyArn],
    },
    {
      sid: 'Invalidate',
      actions: ['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'],
      resources: [`arn:aws:cloudfront::${accountId}:distribution/*`],
    },
    {
      sid: 'RollOut',
      actions: [
        'autoscaling:CancelInstanceRefresh',
        'autoscaling:RollbackInstanceRefresh',
        'autoscaling:SetDesiredCapacity',
        'autoscaling:StartInstanceRefresh',
        'autoscaling:UpdateAutoScalingGroup',
        'ecs:RunTask',
        'ecs:StopTask',
        'ecs:UpdateService',
        'elasticloadbalancing:CreateRule',
        'elasticloadbalancing:DeleteRule',
        'elasticloadbalancing:ModifyListener',
        'elasticloadbalancing:ModifyRule',
      ],
      resources: [
        ...arns('autoscaling', `autoScalingGroup:*:autoScalingGroupName/${prefix}*`),
        ...arns('ecs', `service/${prefix}*`),
        ...arns('ecs', `task/${prefix}*`),
        ...arns('ecs', `task-definition/${prefix}*`),
        ...arns('elasticloadbalancing', `listener/app/${prefix}*`),
        ...arns('elasticloadbalancing', `listener-rule/app/${prefix}*`),
      ],
    },
    {
      sid: 'NewVersions',
      // New versions have no names yet.
      actions: ['ec2:CreateLaunchTemplateVersion', 'ecs:RegisterTaskDefinition', 'ecs:TagResource'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': regions } },
    },
    {
      sid: 'RolesOfTheProduct',
      actions: ['iam:PassRole'],
      resources: [`arn:aws:iam::${accountId}:role/${prefix}*`],
      conditions: {
        StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'] },
      },
    },
    {
      sid: 'Watch',
      // Reading calls without resources in their permissions.
      actions: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeInstanceRefreshes',
        'cloudwatch:DescribeAlarms',
        'cloudfront:ListDistributions',
        'cloudwatch:GetMetricData',
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:DescribeTasks',
        'ecs:ListTasks',
        'eks:DescribeCluster',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      resources: ['*'],
    },
  ];
}
