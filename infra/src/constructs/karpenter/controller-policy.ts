/**
 * What Karpenter may do: start and end instances that carry its cluster's tag, and nothing with
 * those of others. After the CloudFormation template that the project publishes with its releases
 * (karpenter.sh/docs/reference/cloudformation), narrowed to one region, account and node role.
 */
import type { PolicyStatement } from '../iam/policy.ts';

export type KarpenterPolicyProps = {
  readonly region: string;
  readonly accountId: string;
  readonly clusterName: string;
  readonly nodeRoleArn: string;
  readonly queueArn: string;
};

export const karpenterStatements = (props: KarpenterPolicyProps): readonly PolicyStatement[] => [
  ...instanceStatements(props),
  ...profileStatements(props),
  ...readStatements(props),
];

function instanceStatements({
  region,
  accountId,
  clusterName,
}: KarpenterPolicyProps): PolicyStatement[] {
  const shared = (type: string): string => `arn:aws:ec2:${region}::${type}/*`;
  const own = (type: string): string => `arn:aws:ec2:${region}:${accountId}:${type}/*`;
  const cluster = `kubernetes.io/cluster/${clusterName}`;
  const created = [
    'fleet',
    'instance',
    'volume',
    'network-interface',
    'launch-template',
    'spot-instances-request',
  ].map((type) => own(type));
  const requested = {
    StringEquals: {
      [`aws:RequestTag/${cluster}`]: ['owned'],
      'aws:RequestTag/eks:eks-cluster-name': [clusterName],
    },
    StringLike: { 'aws:RequestTag/karpenter.sh/nodepool': ['*'] },
  };
  const owned = {
    StringEquals: { [`aws:ResourceTag/${cluster}`]: ['owned'] },
    StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': ['*'] },
  };
  return [
    {
      sid: 'StartFromImagesInNetworks',
      actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
      resources: [
        shared('image'),
        shared('snapshot'),
        own('capacity-reservation'),
        own('security-group'),
        own('subnet'),
      ],
    },
    {
      sid: 'StartFromOwnTemplates',
      actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
      resources: [own('launch-template')],
      conditions: owned,
    },
    {
      sid: 'StartTagged',
      actions: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:RunInstances'],
      resources: created,
      conditions: requested,
    },
    {
      sid: 'TagWhatIsCreated',
      actions: ['ec2:CreateTags'],
      resources: created,
      conditions: {
        ...requested,
        StringEquals: {
          ...requested.StringEquals,
          'ec2:CreateAction': ['CreateFleet', 'CreateLaunchTemplate', 'RunInstances'],
        },
      },
    },
    {
      sid: 'NameOwnInstances',
      actions: ['ec2:CreateTags'],
      resources: [own('instance')],
      conditions: {
        ...owned,
        StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': [clusterName] },
        'ForAllValues:StringEquals': {
          'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'],
        },
      },
    },
    {
      sid: 'EndOwn',
      actions: ['ec2:DeleteLaunchTemplate', 'ec2:TerminateInstances'],
      resources: [own('instance'), own('launch-template')],
      conditions: owned,
    },
  ];
}

function profileStatements(props: KarpenterPolicyProps): PolicyStatement[] {
  const { region, accountId, clusterName, nodeRoleArn } = props;
  const profiles = [`arn:aws:iam::${accountId}:instance-profile/*`];
  const cluster = `kubernetes.io/cluster/${clusterName}`;
  const tags = (kind: 'RequestTag' | 'ResourceTag') => ({
    [`aws:${kind}/${cluster}`]: ['owned'],
    [`aws:${kind}/topology.kubernetes.io/region`]: [region],
  });
  const request = { ...tags('RequestTag'), 'aws:RequestTag/eks:eks-cluster-name': [clusterName] };
  const requestedClass = { 'aws:RequestTag/karpenter.k8s.aws/ec2nodeclass': ['*'] };
  const ownedClass = { 'aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass': ['*'] };
  return [
    {
      sid: 'GiveNodesTheirRole',
      actions: ['iam:PassRole'],
      resources: [nodeRoleArn],
      conditions: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com'] } },
    },
    {
      sid: 'CreateProfiles',
      actions: ['iam:CreateInstanceProfile'],
      resources: profiles,
      conditions: { StringEquals: request, StringLike: requestedClass },
    },
    {
      sid: 'TagOwnProfiles',
      actions: ['iam:TagInstanceProfile'],
      resources: profiles,
      conditions: {
        StringEquals: { ...tags('ResourceTag'), ...request },
        StringLike: { ...ownedClass, ...requestedClass },
      },
    },
    {
      sid: 'ChangeOwnProfiles',
      actions: [
        'iam:AddRoleToInstanceProfile',
        'iam:DeleteInstanceProfile',
        'iam:RemoveRoleFromInstanceProfile',
      ],
      resources: profiles,
      conditions: { StringEquals: tags('ResourceTag'), StringLike: ownedClass },
    },
    { sid: 'ReadProfiles', actions: ['iam:GetInstanceProfile'], resources: profiles },
    {
      sid: 'ListProfiles',
      actions: ['iam:ListInstanceProfiles'],
      // Listing cannot be limited to resources; it is how left-over profiles are found.
      resources: ['*'],
    },
  ];
}

const readStatements = ({
  region,
  accountId,
  clusterName,
  queueArn,
}: KarpenterPolicyProps): PolicyStatement[] => [
  {
    sid: 'LookAround',
    actions: [
      'ec2:DescribeCapacityReservations',
      'ec2:DescribeImages',
      'ec2:DescribeInstanceStatus',
      'ec2:DescribeInstanceTypeOfferings',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeInstances',
      'ec2:DescribeLaunchTemplates',
      'ec2:DescribePlacementGroups',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSpotPriceHistory',
      'ec2:DescribeSubnets',
    ],
    // EC2 knows no resources for descriptions; the region is as narrow as it gets.
    resources: ['*'],
    conditions: { StringEquals: { 'aws:RequestedRegion': [region] } },
  },
  {
    sid: 'FindImages',
    actions: ['ssm:GetParameter'],
    resources: [`arn:aws:ssm:${region}::parameter/aws/service/*`],
  },
  {
    sid: 'ReadPrices',
    actions: ['pricing:GetProducts'],
    // The price list is public and has no resources.
    resources: ['*'],
  },
  {
    sid: 'ReceiveInterruptions',
    actions: [
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
    ],
    resources: [queueArn],
  },
  {
    sid: 'FindCluster',
    actions: ['eks:DescribeCluster'],
    resources: [`arn:aws:eks:${region}:${accountId}:cluster/${clusterName}`],
  },
];
