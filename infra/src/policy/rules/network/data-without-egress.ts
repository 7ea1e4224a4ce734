/** Databases and caches open no connections of their own. */
import { dataGroups } from '../../reading/data-tier.ts';
import { securityRules } from '../../reading/security-rules.ts';
import { type Rule, violation } from '../../rule.ts';

export const dataWithoutEgress: Rule = {
  id: 'data-without-egress',
  title: 'Databases and caches open no connections to addresses',
  reason: 'Answers need no rule; whatever else leaves the data tier is data on its way out.',
  check: (graph) => {
    const groups = dataGroups(graph);
    return securityRules(graph).flatMap(({ resource, group, inbound, cidrs, prefixLists }) =>
      !inbound && group !== undefined && groups.has(group) && cidrs.length + prefixLists.length > 0
        ? [violation(resource, 'lets the data tier out.', 'Remove the rule.')]
        : [],
    );
  },
};
