/**
 * What the AWS Load Balancer Controller needs to make load balancers from Gateways. Its published
 * policy also writes security groups, and reaches Shield, Cognito and every web ACL: here the
 * groups come from Terraform and one web ACL is named, so the controller runs with the rest off and
 * may do none of it.
 */
import type { PolicyStatement } from '../../iam/policy.ts';

export type LoadBalancerControllerProps = {
  readonly region: string;
  readonly accountId: string;
  readonly clusterName: string;
  /** The only web ACL that it may put before a load balancer. */
  readonly webAclArn: string;
};

const own = 'elbv2.k8s.aws/cluster';

export const loadBalancerControllerStatements = ({
  region,
  accountId,
  clusterName,
  webAclArn,
}: LoadBalancerControllerProps): readonly PolicyStatement[] => {
  const elb = (path: string): string =>
    `arn:aws:elasticloadbalancing:${region}:${accountId}:${path}`;
  const balancers = [elb('loadbalancer/app/*/*')];
  const listeners = [elb('listener/app/*/*/*'), elb('listener-rule/app/*/*/*/*')];
  const targetGroups = [elb('targetgroup/*/*')];
  const tagged = { StringEquals: { [`aws:ResourceTag/${own}`]: [clusterName] } };
  const tagging = { StringEquals: { [`aws:RequestTag/${own}`]: [clusterName] } };
  return [
    {
      sid: 'LookAround',
      actions: [
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeTags',
        'ec2:DescribeVpcs',
        'ec2:GetSecurityGroupsForVpc',
        'acm:DescribeCertificate',
        'acm:ListCertificates',
        'elasticloadbalancing:DescribeCapacityReservation',
        'elasticloadbalancing:DescribeListenerAttributes',
        'elasticloadbalancing:DescribeListenerCertificates',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancerAttributes',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeSSLPolicies',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroupAttributes',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
        'elasticloadbalancing:DescribeTrustStores',
      ],
      // Reading of this kind cannot be limited to resources.
      resources: ['*'],
    },
    {
      sid: 'CreateTagged',
      actions: [
        'elasticloadbalancing:CreateLoadBalancer',
        'elasticloadbalancing:CreateTargetGroup',
      ],
      resources: [...balancers, ...targetGroups],
      conditions: tagging,
    },
    {
      // Only in the act of creation: who may tag what exists could make anything its own.
      sid: 'TagWhatIsCreated',
      actions: ['elasticloadbalancing:AddTags'],
      resources: [...balancers, ...targetGroups],
      conditions: {
        StringEquals: {
          ...tagging.StringEquals,
          'elasticloadbalancing:CreateAction': ['CreateLoadBalancer', 'CreateTargetGroup'],
        },
      },
    },
    {
      sid: 'TagListenersThatAreCreated',
      actions: ['elasticloadbalancing:AddTags'],
      resources: listeners,
      conditions: tagging,
    },
    {
      sid: 'ChangeOwn',
      actions: [
        'elasticloadbalancing:AddListenerCertificates',
        'elasticloadbalancing:AddTags',
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:CreateRule',
        'elasticloadbalancing:DeleteListener',
        'elasticloadbalancing:DeleteLoadBalancer',
        'elasticloadbalancing:DeleteRule',
        'elasticloadbalancing:DeleteTargetGroup',
        'elasticloadbalancing:ModifyListener',
        'elasticloadbalancing:ModifyListenerAttributes',
        'elasticloadbalancing:ModifyLoadBalancerAttributes',
        'elasticloadbalancing:ModifyRule',
        'elasticloadbalancing:ModifyTargetGroup',
        'elasticloadbalancing:ModifyTargetGroupAttributes',
        'elasticloadbalancing:RemoveListenerCertificates',
        'elasticloadbalancing:RemoveTags',
        'elasticloadbalancing:SetIpAddressType',
        'elasticloadbalancing:SetRulePriorities',
        'elasticloadbalancing:SetSecurityGroups',
        'elasticloadbalancing:SetSubnets',
      ],
      resources: [...balancers, ...listeners, ...targetGroups],
      conditions: tagged,
    },
    {
      sid: 'RegisterPods',
      actions: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
      resources: targetGroups,
      conditions: tagged,
    },
    {
      sid: 'PutTheFirewallBefore',
      actions: [
        'wafv2:AssociateWebACL',
        'wafv2:DisassociateWebACL',
        'wafv2:GetWebACL',
        'wafv2:GetWebACLForResource',
      ],
      resources: [webAclArn, ...balancers],
    },
    {
      sid: 'LetItStandBefore',
      actions: ['elasticloadbalancing:SetWebAcl'],
      resources: balancers,
      conditions: tagged,
    },
    {
      sid: 'FirstLoadBalancerOfTheAccount',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [
        `arn:aws:iam::${accountId}:role/aws-service-role/elasticloadbalancing.amazonaws.com/*`,
      ],
      conditions: {
        StringEquals: { 'iam:AWSServiceName': ['elasticloadbalancing.amazonaws.com'] },
      },
    },
  ];
};
