/** Databases and caches are reachable from the application's security group only. */
import type { Resource } from '../../graph.ts';
import { dataGroups } from '../../reading/data-tier.ts';
import { attachedTo, isOpen, securityRules } from '../../reading/security-rules.ts';
import { type Rule, violation } from '../../rule.ts';

export const dataFromApplicationOnly: Rule = {
  id: 'data-from-application-only',
  title: 'Databases and caches admit the security group of the application only',
  reason: 'An address range admits whatever will stand in it some day.',
  check: (graph) => {
    const groups = dataGroups(graph);
    const rules = securityRules(graph).filter(({ inbound }) => inbound);
    const facesInternet = (peer: Resource): boolean =>
      attachedTo(graph, peer).some(({ type }) => type === 'aws_lb') ||
      rules.some(({ group, cidrs }) => group === peer && cidrs.some(isOpen));
    return rules.flatMap(({ resource, group, cidrs, prefixLists, peers }) => {
      if (group === undefined || !groups.has(group)) return [];
      if (cidrs.length > 0 || prefixLists.length > 0) {
        return [violation(resource, 'admits addresses to the data tier.', remedy)];
      }
      return peers.some(facesInternet)
        ? [violation(resource, 'admits what the Internet reaches to the data tier.', remedy)]
        : [];
    });
  },
};

const remedy = 'Name the security group of the application.';
