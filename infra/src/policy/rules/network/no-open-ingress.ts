/** The Internet reaches load balancers on 80 and 443, and nothing else. */
import type { DeploymentGraph } from '../../graph.ts';
import {
  attachedTo,
  isOpen,
  type SecurityRule,
  securityRules,
} from '../../reading/security-rules.ts';
import { type Rule, violation } from '../../rule.ts';

export const noOpenIngress: Rule = {
  id: 'no-open-ingress',
  title: 'Only load balancers are open to the Internet, on 80 and 443',
  reason: 'Every other open port is found and tried within minutes.',
  check: (graph) =>
    securityRules(graph)
      .filter(({ inbound, cidrs }) => inbound && cidrs.some(isOpen))
      .filter((rule) => !isWebPort(rule) || !standsBeforeLoadBalancers(graph, rule))
      .map((rule) =>
        violation(
          rule.resource,
          `admits ${rule.cidrs.filter(isOpen).join(', ')} to ${portsOf(rule)}.`,
          'Name the security group of the caller instead, or a prefix list.',
        ),
      ),
};

const isWebPort = ({ protocol, fromPort, toPort }: SecurityRule): boolean =>
  ['tcp', '6'].includes(protocol) && fromPort === toPort && (fromPort === 80 || fromPort === 443);

/**
 * In a cluster the controller makes the load balancers, so their group is attached to nothing that
 * Terraform knows.
 */
function standsBeforeLoadBalancers(graph: DeploymentGraph, { group }: SecurityRule): boolean {
  if (group === undefined) return false;
  const attached = attachedTo(graph, group);
  return attached.length === 0
    ? graph.ofType('aws_eks_cluster').length > 0
    : attached.every(({ type }) => type === 'aws_lb');
}

const portsOf = ({ protocol, fromPort, toPort }: SecurityRule): string =>
  fromPort === undefined ? `everything (${protocol})` : `${protocol} ${fromPort}-${toPort}`;
