/** Who may call the simulator, and whom it calls: its journal, AWS, its webhook. */
import { SecurityGroup } from '@cdktn/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktn/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktn/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { SecurityGroups } from '../security/security-groups.ts';
import { simulatorPort } from './simulator-environment.ts';

export type SimulatorSecurityProps = {
  readonly name: Name;
  readonly vpcId: string;
  readonly groups: Pick<SecurityGroups, 'applicationId' | 'endpointsId'>;
};

export type SimulatorSecurity = { readonly simulatorId: string; readonly journalId: string };

const nfsPort = 2_049;

export function createSimulatorSecurity(
  scope: Construct,
  id: string,
  { name, vpcId, groups }: SimulatorSecurityProps,
): SimulatorSecurity {
  const within = new Construct(scope, id);
  const groupOf = (part: string, description: string): string =>
    new SecurityGroup(within, part, {
      name: name(`${part}-sg`),
      description,
      vpcId,
      tags: { Name: name(`${part}-sg`) },
    }).id;
  const simulatorId = groupOf('payments', 'Payment simulator, from the application only');
  const journalId = groupOf('payments-journal', 'Journal of payments, from the simulator only');

  /** Both halves of one permitted connection. */
  const permit = (what: string, from: string, to: string, port: number): void => {
    const range = { ipProtocol: 'tcp', fromPort: port, toPort: port, description: what };
    new VpcSecurityGroupEgressRule(within, `${what}-out`, {
      ...range,
      securityGroupId: from,
      referencedSecurityGroupId: to,
    });
    new VpcSecurityGroupIngressRule(within, `${what}-in`, {
      ...range,
      securityGroupId: to,
      referencedSecurityGroupId: from,
    });
  };
  permit('application-to-payments', groups.applicationId, simulatorId, simulatorPort);
  permit('payments-to-journal', simulatorId, journalId, nfsPort);
  permit('payments-to-endpoints', simulatorId, groups.endpointsId, 443);
  new VpcSecurityGroupEgressRule(within, 'payments-to-https', {
    securityGroupId: simulatorId,
    cidrIpv4: '0.0.0.0/0',
    ipProtocol: 'tcp',
    fromPort: 443,
    toPort: 443,
    description: 'Webhooks to the public API, AWS services without an endpoint',
  });
  return { simulatorId, journalId };
}
