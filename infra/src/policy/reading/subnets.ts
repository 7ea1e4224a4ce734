/** Where the traffic of a subnet may go. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import { blocksOf, isPresent, type Json, type JsonObject } from './json.ts';

export type SubnetRoute = {
  readonly gateways: readonly Resource[];
  /** To everywhere, whatever stands at its end. */
  readonly isDefault: boolean;
};

/** The subnets that a value names, each of them once. */
export const subnetsIn = (
  graph: DeploymentGraph,
  from: Resource,
  value: Json | undefined,
): readonly Resource[] => [
  ...new Set(
    graph
      .targetsOf(from, value)
      .map(({ resource }) => resource)
      .filter(({ type }) => type === 'aws_subnet'),
  ),
];

/** `undefined` when no route table is associated: the VPC's main one counts then. */
export function routesOf(graph: DeploymentGraph, subnet: Resource): SubnetRoute[] | undefined {
  const tables = graph
    .referrersOf(subnet, 'aws_route_table_association')
    .flatMap((association) => graph.targetsOf(association, association.values.route_table_id))
    .map(({ resource }) => resource);
  if (tables.length === 0) return undefined;
  return tables.flatMap((table) =>
    blocksOf(table.values.route)
      .map((block) => routeOf(graph, table, block))
      .concat(
        graph.referrersOf(table, 'aws_route').map((route) => routeOf(graph, route, route.values)),
      ),
  );
}

const gatewayArguments = [
  'gateway_id',
  'nat_gateway_id',
  'egress_only_gateway_id',
  'network_interface_id',
  'transit_gateway_id',
];

const routeOf = (graph: DeploymentGraph, from: Resource, values: JsonObject): SubnetRoute => ({
  gateways: gatewayArguments
    .map((name) => values[name])
    .filter(isPresent)
    .flatMap((value) => graph.targetsOf(from, value))
    .map(({ resource }) => resource),
  isDefault: [
    values.destination_cidr_block,
    values.destination_ipv6_cidr_block,
    values.cidr_block,
    values.ipv6_cidr_block,
  ].some((cidr) => cidr === '0.0.0.0/0' || cidr === '::/0'),
});

/** Has a route to an Internet gateway: what stands in it can be reached from outside. */
export const isPublic = (graph: DeploymentGraph, subnet: Resource): boolean =>
  (routesOf(graph, subnet) ?? []).some(({ gateways }) =>
    gateways.some(({ type }) => type === 'aws_internet_gateway'),
  );
