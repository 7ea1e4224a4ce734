/** Subnets of databases and caches have no route to the Internet, in either direction. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { dataSubnets } from '../../reading/data-tier.ts';
import { routesOf } from '../../reading/subnets.ts';
import { complain, type Rule } from '../../rule.ts';

export const dataWithoutInternet: Rule = {
  id: 'data-without-internet',
  title: 'Data subnets have no route to the Internet',
  reason: 'A mistake in a security group then still exposes nothing.',
  check: (graph) =>
    complain(
      [...dataSubnets(graph)],
      (subnet) => complaintOf(graph, subnet),
      'Associate a route table without routes to gateways.',
    ),
};

const gatewayTypes: ReadonlySet<string> = new Set([
  'aws_internet_gateway',
  'aws_nat_gateway',
  'aws_egress_only_internet_gateway',
]);

function complaintOf(graph: DeploymentGraph, subnet: Resource): string | undefined {
  const routes = routesOf(graph, subnet);
  if (routes === undefined) return 'keeps data and has no route table of its own.';
  return routes.some(
    ({ isDefault, gateways }) => isDefault || gateways.some(({ type }) => gatewayTypes.has(type)),
  )
    ? 'keeps data and has a route to the Internet.'
    : undefined;
}
