/** The graph of security groups: what is reachable from where. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createSecurityGroups } from './security-groups.ts';

const { resources } = synthesise((stack) => {
  createSecurityGroups(stack, 'groups', {
    name: (part) => `ticketing-dev-${part}`,
    vpcId: 'vpc-1',
    ports: { application: 8080, database: 5432, cache: 6379 },
  });
});

const ingress = resources('aws_vpc_security_group_ingress_rule');
const egress = resources('aws_vpc_security_group_egress_rule');

describe('security groups', () => {
  it('admit the Internet to the load balancer only, on 80 and 443', () => {
    const open = ingress.filter(({ cidr_ipv4 }) => cidr_ipv4 !== undefined);
    expect(open.map(({ from_port, to_port }) => [from_port, to_port])).toEqual([
      [443, 443],
      [80, 80],
    ]);
    for (const { security_group_id } of open) expect(security_group_id).toContain('groups_alb');
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
