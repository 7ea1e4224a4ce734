/**
 * A network of three tiers in each zone: public for load balancers, application for whatever runs
 * the product, data for what keeps its facts. The data tier has no route to the Internet.
 */
import { Eip } from '@cdktn/provider-aws/lib/eip/index.js';
import { InternetGateway } from '@cdktn/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktn/provider-aws/lib/nat-gateway/index.js';
import { RouteTable } from '@cdktn/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktn/provider-aws/lib/route-table-association/index.js';
import { Route } from '@cdktn/provider-aws/lib/route/index.js';
import { Subnet } from '@cdktn/provider-aws/lib/subnet/index.js';
import { DefaultSecurityGroup } from '@cdktn/provider-aws/lib/default-security-group/index.js';
import { Vpc } from '@cdktn/provider-aws/lib/vpc/index.js';
import { Construct } from 'constructs';
import type { NetworkConfig, tierNames } from '../../config/network-config.ts';
import type { Name } from '../../topologies/deployment.ts';

export type NetworkProps = {
  readonly config: NetworkConfig;
  readonly name: Name;
  /** Tags of subnets, by tier: Kubernetes finds its subnets by tags. */
  readonly subnetTags?: Partial<Record<Tier, Readonly<Record<string, string>>>>;
};

type Tier = (typeof tierNames)[number];

export type Network = {
  readonly vpcId: string;
  readonly cidr: string;
  readonly zones: readonly string[];
  readonly publicSubnetIds: readonly string[];
  readonly applicationSubnetIds: readonly string[];
  readonly dataSubnetIds: readonly string[];
  /** All of them, for gateway endpoints. */
  readonly routeTableIds: readonly string[];
  readonly natGatewayIds: readonly string[];
};

export function createNetwork(scope: Construct, id: string, props: NetworkProps): Network {
  const { config, name, subnetTags = {} } = props;
  const { zones } = config;
  const within = new Construct(scope, id);
  const vpc = new Vpc(within, 'vpc', {
    cidrBlock: config.cidr,
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags: { Name: name('vpc') },
  });
  // The group that everything without a group would get: emptied, so that it permits nothing.
  new DefaultSecurityGroup(within, 'default-security-group', {
    vpcId: vpc.id,
    ingress: [],
    egress: [],
    tags: { Name: name('default-closed') },
  });
  const internet = new InternetGateway(within, 'internet-gateway', {
    vpcId: vpc.id,
    tags: { Name: name('igw') },
  });

  const subnetsOf = (tier: Tier): Subnet[] =>
    zones.map(
      (zone, index) =>
        new Subnet(within, `${tier}-${letterOf(zone)}`, {
          vpcId: vpc.id,
          availabilityZone: zone,
          cidrBlock: config.subnets[tier][index] ?? '',
          mapPublicIpOnLaunch: false,
          tags: { ...subnetTags[tier], Name: name(`${tier}-${letterOf(zone)}`), Tier: tier },
        }),
    );
  const tableOf = (part: string, gateway: (table: RouteTable) => void): RouteTable => {
    const table = new RouteTable(within, `routes-${part}`, {
      vpcId: vpc.id,
      tags: { Name: name(`routes-${part}`) },
    });
    gateway(table);
    return table;
  };
  const associate = (part: string, subnet: Subnet, table: RouteTable): void => {
    new RouteTableAssociation(within, `association-${part}`, {
      subnetId: subnet.id,
      routeTableId: table.id,
    });
  };

  const publicSubnets = subnetsOf('public');
  const publicTable = tableOf('public', (table) => {
    new Route(within, 'route-public', {
      routeTableId: table.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: internet.id,
    });
  });
  for (const [index, subnet] of publicSubnets.entries()) {
    associate(`public-${letterOf(zones[index])}`, subnet, publicTable);
  }

  const natSubnets = config.natGateways === 'one' ? publicSubnets.slice(0, 1) : publicSubnets;
  const natGateways = natSubnets.map((subnet, index) => {
    const letter = letterOf(zones[index]);
    const address = new Eip(within, `nat-address-${letter}`, {
      domain: 'vpc',
      tags: { Name: name(`nat-${letter}`) },
    });
    return new NatGateway(within, `nat-${letter}`, {
      allocationId: address.id,
      subnetId: subnet.id,
      tags: { Name: name(`nat-${letter}`) },
      dependsOn: [internet],
    });
  });

  const applicationSubnets = subnetsOf('application');
  const applicationTables = natGateways.map((nat, index) => {
    const part = natGateways.length === 1 ? 'application' : `application-${letterOf(zones[index])}`;
    return tableOf(part, (table) => {
      new Route(within, `route-${part}`, {
        routeTableId: table.id,
        destinationCidrBlock: '0.0.0.0/0',
        natGatewayId: nat.id,
      });
    });
  });
  for (const [index, subnet] of applicationSubnets.entries()) {
    const table = applicationTables[index] ?? applicationTables[0];
    if (table !== undefined) associate(`application-${letterOf(zones[index])}`, subnet, table);
  }

  const dataSubnets = subnetsOf('data');
  const dataTable = tableOf('data', () => {});
  for (const [index, subnet] of dataSubnets.entries()) {
    associate(`data-${letterOf(zones[index])}`, subnet, dataTable);
  }

  return {
    vpcId: vpc.id,
    cidr: config.cidr,
    zones,
    publicSubnetIds: publicSubnets.map((subnet) => subnet.id),
    applicationSubnetIds: applicationSubnets.map((subnet) => subnet.id),
    dataSubnetIds: dataSubnets.map((subnet) => subnet.id),
    routeTableIds: [publicTable, ...applicationTables, dataTable].map((table) => table.id),
    natGatewayIds: natGateways.map((nat) => nat.id),
  };
}

/** `ap-northeast-2a` is `a`. */
const letterOf = (zone = ''): string => zone.slice(-1);
