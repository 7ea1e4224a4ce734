/** The public tier, and what a network lets through. */
import { textOf } from '../../policy/reading/json.ts';
import type { Box, Tier } from './picture.ts';
import {
  amount,
  countOf,
  type RegionResources,
  targetOf,
  word,
  zoneLetter,
  zonesOf,
} from './region-resources.ts';

export const tierTitles = {
  public: 'Public',
  application: 'Application, private',
  data: 'Data, no way to the Internet',
} as const;
export type TierName = keyof typeof tierTitles;

/** `Public  10.0.1.0/24 10.0.2.0/24`. */
export function tierTitle(here: RegionResources, tier: TierName): string {
  const ranges = here
    .ofType('aws_subnet')
    .filter((subnet) => word(subnet, 'tags', 'Tier') === tier)
    .map((subnet) => word(subnet, 'cidr_block'));
  return `${tierTitles[tier]} · ${ranges.join(' · ')}`;
}

export const zoneLettersOf = (here: RegionResources): string =>
  [
    ...new Set(
      here.ofType('aws_subnet').map((subnet) => zoneLetter(word(subnet, 'availability_zone'))),
    ),
  ]
    .toSorted()
    .join(' ');

export function publicTier(here: RegionResources): Tier {
  return {
    title: tierTitle(here, 'public'),
    ports: entranceOf(here),
    boxes: [...balancers(here), ...gateways(here)],
  };
}

function balancers(here: RegionResources): readonly Box[] {
  const firewalls = here
    .ofType('aws_wafv2_web_acl')
    .filter((acl) => word(acl, 'scope') === 'REGIONAL');
  const rules = firewalls.reduce((sum, { values }) => sum + listLength(values.rule), 0);
  const guard = `firewall, ${countOf(rules, 'rule')}`;
  const own = here.ofType('aws_lb').map((balancer): Box => {
    const groups = here.ofType('aws_lb_target_group').length;
    return {
      kind: 'network',
      title: 'Load balancer',
      lines: [guard, `${countOf(groups, 'target group')}, ${tlsOf(here)}`],
      zones: zonesOf(here, balancer, 'subnets'),
    };
  });
  if (own.length > 0 || here.ofType('aws_eks_cluster').length === 0) return own;
  return [
    {
      kind: 'network',
      title: 'Load balancer',
      lines: [guard, 'made by the cluster from a Gateway'],
      zones: zoneLettersOf(here),
    },
  ];
}

/** `ELBSecurityPolicy-TLS13-1-2-2021-06` takes 1.2 and 1.3. */
function tlsOf(here: RegionResources): string {
  const policies = here.ofType('aws_lb_listener').map((listener) => word(listener, 'ssl_policy'));
  const oldest = /-TLS13-1-(\d)/.exec(policies.join(' '))?.[1];
  return oldest === undefined ? 'TLS' : `TLS 1.${oldest}+`;
}

function gateways(here: RegionResources): readonly Box[] {
  const zones = here
    .ofType('aws_nat_gateway')
    .map((gateway) =>
      zoneLetter(textOf(targetOf(here, gateway, 'subnet_id')?.values.availability_zone) ?? ''),
    );
  const endpoints = here.ofType('aws_vpc_endpoint');
  return [
    {
      kind: 'network',
      title: countOf(zones.length, 'NAT gateway'),
      lines: [`${countOf(endpoints.length, 'VPC endpoint')} beside them`],
      zones: zones.toSorted().join(' '),
    },
  ];
}

/** Who reaches the load balancer: lists of addresses that AWS keeps, or everybody. */
export function entranceOf(here: RegionResources): string {
  const rules = here
    .ofType('aws_vpc_security_group_ingress_rule')
    .filter((rule) => rule.values.referenced_security_group_id === undefined);
  const lists = rules.flatMap((rule) =>
    here.graph
      .targetsOf(rule, rule.values.prefix_list_id)
      .map(({ resource }) => listTitles.get(word(resource, 'name').split('.').slice(3).join('.'))),
  );
  const ports = [...new Set(rules.map((rule) => word(rule, 'from_port')))].join(', ');
  const isListed = lists.length === rules.length && !lists.includes(undefined);
  return `port ${ports}, from ${isListed ? `${lists.join(' and ')} only` : 'everywhere'}`;
}

const listTitles = new Map([
  ['cloudfront.origin-facing', 'CloudFront'],
  ['route53-healthchecks', 'Route 53'],
]);

/** Ports that the groups of a tier admit from another group. */
export function portsInto(here: RegionResources, groups: readonly string[]): string {
  const ports = here
    .ofType('aws_vpc_security_group_ingress_rule')
    .filter((rule) => {
      const into = targetOf(here, rule, 'security_group_id');
      const isFromGroup = rule.values.referenced_security_group_id !== undefined;
      return into !== undefined && isFromGroup && groups.some((name) => named(into.address, name));
    })
    .map((rule) => amount(rule, 'from_port'))
    .filter((port) => port > 0);
  const sorted = [...new Set(ports)].toSorted((one, other) => one - other);
  return `${sorted.length === 1 ? 'port' : 'ports'} ${sorted.join(', ')}`;
}

const named = (address: string, group: string): boolean => address.includes(`.security_${group}_`);

export const listLength = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
