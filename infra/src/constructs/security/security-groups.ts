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
  readonly ports: {
    readonly application: number;
    readonly database: number;
    readonly cache: number;
  };
};

export type SecurityGroups = {
  readonly loadBalancerId: string;
  readonly applicationId: string;
  readonly databaseId: string;
  readonly cacheId: string;
  /** Interface endpoints of the network. */
  readonly endpointsId: string;
};

const anywhere = '0.0.0.0/0';

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
  const loadBalancerId = groupOf('alb', 'Load balancer: HTTP and HTTPS from the Internet');
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

  for (const port of [80, 443]) {
    new VpcSecurityGroupIngressRule(within, `internet-to-alb-${port}`, {
      securityGroupId: loadBalancerId,
      cidrIpv4: anywhere,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      description: `Port ${port} from the Internet`,
    });
  }
  permit('alb-to-application', loadBalancerId, applicationId, ports.application);
  permit('application-to-database', applicationId, databaseId, ports.database);
  permit('application-to-cache', applicationId, cacheId, ports.cache);
  permit('application-to-endpoints', applicationId, endpointsId, 443);
  new VpcSecurityGroupEgressRule(within, 'application-to-https', {
    securityGroupId: applicationId,
    cidrIpv4: anywhere,
    ipProtocol: 'tcp',
    fromPort: 443,
    toPort: 443,
    description: 'AWS services without an endpoint, payment providers',
  });
  return { loadBalancerId, applicationId, databaseId, cacheId, endpointsId };
}
