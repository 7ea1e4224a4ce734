/**
 * Who may talk to whom: one group a tier, and rules that name groups instead of addresses. Rules
 * are resources of their own, because groups that name each other in place could not be created.
 */
import { SecurityGroup } from '@cdktn/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktn/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktn/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';

export type SecurityGroupsProps = {
  readonly name: Name;
  readonly vpcId: string;
  /**
   * Who reaches the load balancer: a list of AWS's, e.g. of CloudFront. It counts as many rules as
   * it has ranges, nearly all of the 60 that a group may have, so each list has a group of its own.
   */
  readonly edgePrefixListId: string;
  /** Of Route 53, where health decides between regions. */
  readonly healthCheckersPrefixListId?: string;
  readonly ports: {
    readonly application: number;
    readonly database: number;
    readonly cache: number;
  };
};

export type SecurityGroups = {
  /** All groups of the load balancer. */
  readonly loadBalancerIds: readonly string[];
  readonly applicationId: string;
  readonly databaseId: string;
  readonly cacheId: string;
  /** Interface endpoints of the network. */
  readonly endpointsId: string;
};

const anywhere = '0.0.0.0/0';
const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

export function createSecurityGroups(
  scope: Construct,
  id: string,
  props: SecurityGroupsProps,
): SecurityGroups {
  const { name, vpcId, ports } = props;
  const within = new Construct(scope, id);
  const groupOf = (part: string, description: string): string =>
    new SecurityGroup(within, part, {
      name: name(`${part}-sg`),
      description,
      vpcId,
      tags: { Name: name(`${part}-sg`) },
    }).id;
  const loadBalancerId = groupOf('alb', 'Load balancer: HTTPS from CloudFront');
  const applicationId = groupOf('application', 'Whatever runs the product');
  const databaseId = groupOf('database', 'PostgreSQL, from the application only');
  const cacheId = groupOf('cache', 'Redis, from the application only');
  const endpointsId = groupOf('endpoints', 'Private ways to AWS services');

  /** Both halves of one permitted connection. */
  const permit = (what: string, from: string, to: string, port: number): void => {
    const range = { ipProtocol: 'tcp', fromPort: port, toPort: port };
    new VpcSecurityGroupEgressRule(within, `${what}-out`, {
      ...range,
      securityGroupId: from,
      referencedSecurityGroupId: to,
      description: what,
    });
    new VpcSecurityGroupIngressRule(within, `${what}-in`, {
      ...range,
      securityGroupId: to,
      referencedSecurityGroupId: from,
      description: what,
    });
  };

  new VpcSecurityGroupIngressRule(within, 'edge-to-alb', {
    ...https,
    securityGroupId: loadBalancerId,
    prefixListId: props.edgePrefixListId,
    description: 'CloudFront',
  });
  const loadBalancerIds = [loadBalancerId];
  if (props.healthCheckersPrefixListId !== undefined) {
    const healthId = groupOf('alb-health', 'Load balancer: health checks of Route 53');
    new VpcSecurityGroupIngressRule(within, 'health-checkers-to-alb', {
      ...https,
      securityGroupId: healthId,
      prefixListId: props.healthCheckersPrefixListId,
      description: 'Route 53',
    });
    loadBalancerIds.push(healthId);
  }
  permit('alb-to-application', loadBalancerId, applicationId, ports.application);
  permit('application-to-database', applicationId, databaseId, ports.database);
  permit('application-to-cache', applicationId, cacheId, ports.cache);
  permit('application-to-endpoints', applicationId, endpointsId, 443);
  new VpcSecurityGroupEgressRule(within, 'application-to-https', {
    securityGroupId: applicationId,
    cidrIpv4: anywhere,
    ...https,
    description: 'AWS services without an endpoint, payment providers',
  });
  return { loadBalancerIds, applicationId, databaseId, cacheId, endpointsId };
}
