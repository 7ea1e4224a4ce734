/** The graph of security groups: what is reachable from where. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createSecurityGroups } from './security-groups.ts';

const { resources } = synthesise((stack) => {
  createSecurityGroups(stack, 'groups', {
    name: (part) => `ticketing-dev-${part}`,
    vpcId: 'vpc-1',
    edgePrefixListId: 'pl-edge',
    healthCheckersPrefixListId: 'pl-health',
    ports: { application: 8080, database: 5432, cache: 6379 },
  });
});

const ingress = resources('aws_vpc_security_group_ingress_rule');
const egress = resources('aws_vpc_security_group_egress_rule');

describe('security groups', () => {
  it('admit nobody by address, and the lists of AWS to the load balancer on 443 only', () => {
    expect(ingress.filter(({ cidr_ipv4 }) => cidr_ipv4 !== undefined)).toEqual([]);
    const listed = ingress.filter(({ prefix_list_id }) => prefix_list_id !== undefined);
    expect(listed.map(({ prefix_list_id, from_port }) => [prefix_list_id, from_port])).toEqual([
      ['pl-edge', 443],
      ['pl-health', 443],
    ]);
    for (const { security_group_id } of listed) expect(security_group_id).toContain('groups_alb');
  });

  it.each([
    [8080, 'groups_application', 'groups_alb'],
    [5432, 'groups_database', 'groups_application'],
    [6379, 'groups_cache', 'groups_application'],
    [443, 'groups_endpoints', 'groups_application'],
  ])('admit port %i to %s from %s', (port, to, from) => {
    const rule = ingress.find(
      ({ from_port, referenced_security_group_id }) =>
        from_port === port && String(referenced_security_group_id).includes(from),
    );
    expect(rule?.security_group_id).toContain(to);
  });

  it('let nothing out of the database and the cache', () => {
    const sources = egress.map(({ security_group_id }) => String(security_group_id));
    expect(sources).toHaveLength(5);
    expect(sources.filter((source) => /groups_(?:database|cache)/.test(source))).toEqual([]);
  });
});
