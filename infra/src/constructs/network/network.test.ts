/** Three tiers, and who of them reaches the Internet. */
import { describe, expect, it } from 'vitest';
import type { NetworkConfig } from '../../config/network-config.ts';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createNetwork } from './network.ts';

const config: NetworkConfig = {
  cidr: '10.0.0.0/16',
  zones: ['ap-northeast-2a', 'ap-northeast-2c'],
  subnets: {
    public: ['10.0.0.0/24', '10.0.1.0/24'],
    application: ['10.0.16.0/22', '10.0.20.0/22'],
    data: ['10.0.8.0/24', '10.0.9.0/24'],
  },
  natGateways: 'per-zone',
  endpoints: [],
  flowLogRetentionDays: 7,
};

const networkOf = (natGateways: NetworkConfig['natGateways']) =>
  synthesise((stack) => {
    createNetwork(stack, 'network', {
      config: { ...config, natGateways },
      name: (part) => `ticketing-dev-${part}`,
    });
  });

describe('a network', () => {
  const network = networkOf('per-zone');

  it('has a subnet of each tier in each zone, none of which hands out public addresses', () => {
    const subnets = network.resources('aws_subnet');
    expect(subnets.map(({ cidr_block }) => cidr_block)).toHaveLength(6);
    expect(new Set(subnets.map(({ map_public_ip_on_launch }) => map_public_ip_on_launch))).toEqual(
      new Set([false]),
    );
  });

  it('has four route tables with a NAT gateway in each zone, three with one', () => {
    expect(network.resources('aws_route_table')).toHaveLength(4);
    expect(network.resources('aws_nat_gateway')).toHaveLength(2);
    const cheap = networkOf('one');
    expect(cheap.resources('aws_route_table')).toHaveLength(3);
    expect(cheap.resources('aws_nat_gateway')).toHaveLength(1);
  });

  it('gives the data tier no route at all', () => {
    const routes = network.resources('aws_route');
    expect(routes).toHaveLength(3);
    expect(JSON.stringify(routes)).not.toContain('routes-data');
    expect(JSON.stringify(network.resources('aws_route_table_association'))).toContain(
      'routes-data',
    );
  });

  it('empties the group that everything without a group would get', () => {
    expect(network.onlyOne('aws_default_security_group')).toMatchObject({
      ingress: [],
      egress: [],
    });
  });
});
