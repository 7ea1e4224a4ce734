/** Rules of security groups, in any of the three ways in which Terraform lets them be written. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import {
  blocksOf,
  isPresent,
  type Json,
  type JsonObject,
  listOf,
  numberOf,
  textOf,
  textsOf,
} from './json.ts';

export type SecurityRule = {
  /** Where it is written. */
  readonly resource: Resource;
  /** Whose rule it is; unknown for groups outside of the deployment. */
  readonly group: Resource | undefined;
  readonly inbound: boolean;
  readonly protocol: string;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  /** IPv4 and IPv6. */
  readonly cidrs: readonly string[];
  readonly prefixLists: readonly Json[];
  /** Groups on the other side. */
  readonly peers: readonly Resource[];
};

const groupTypes = ['aws_security_group', 'aws_default_security_group'] as const;
const ruleTypes = [
  'aws_security_group_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
] as const;

export function securityRules(graph: DeploymentGraph): SecurityRule[] {
  const inPlace = graph.ofType(...groupTypes).flatMap((group) => {
    const { ingress, egress } = group.values;
    const inward = blocksOf(ingress).map((block) => inPlaceRule(graph, group, block, true));
    return inward.concat(blocksOf(egress).map((block) => inPlaceRule(graph, group, block, false)));
  });
  return [...inPlace, ...graph.ofType(...ruleTypes).map((rule) => separateRule(graph, rule))];
}

const groupsIn = (graph: DeploymentGraph, from: Resource, value: Json | undefined): Resource[] =>
  graph.targetsOf(from, value).map(({ resource }) => resource);

const inPlaceRule = (
  graph: DeploymentGraph,
  group: Resource,
  block: JsonObject,
  inbound: boolean,
): SecurityRule => ({
  resource: group,
  group,
  inbound,
  ...partsOf(block),
  peers: groupsIn(graph, group, block.security_groups),
});

const separateRule = (graph: DeploymentGraph, resource: Resource): SecurityRule => {
  const { type, security_group_id, referenced_security_group_id, source_security_group_id } =
    resource.values;
  return {
    resource,
    group: groupsIn(graph, resource, security_group_id)[0],
    inbound: resource.type.endsWith('ingress_rule') || type === 'ingress',
    ...partsOf(resource.values),
    peers: groupsIn(graph, resource, referenced_security_group_id ?? source_security_group_id),
  };
};

const partsOf = (block: JsonObject) => ({
  protocol: textOf(block.ip_protocol) ?? textOf(block.protocol) ?? '-1',
  fromPort: numberOf(block.from_port),
  toPort: numberOf(block.to_port),
  cidrs: textsOf([
    ...listOf(block.cidr_blocks),
    ...listOf(block.ipv6_cidr_blocks),
    ...listOf(block.cidr_ipv4),
    ...listOf(block.cidr_ipv6),
  ]),
  prefixLists: [...listOf(block.prefix_list_ids), ...listOf(block.prefix_list_id)].filter(
    isPresent,
  ),
});

/** The whole Internet, or a part of it so large that it may as well be. */
export const isOpen = (cidr: string): boolean => {
  const length = Number(cidr.split('/')[1]);
  return cidr.includes(':') ? length < 16 : length < 8;
};

/** What a group is attached to: rules and other groups only speak of it. */
export const attachedTo = (graph: DeploymentGraph, group: Resource): Resource[] =>
  graph.referrersOf(group).filter(({ type }) => !type.includes('security_group'));
