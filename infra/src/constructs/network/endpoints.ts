/**
 * Private ways to AWS services: traffic stays off the NAT gateways, and what runs without a route
 * to the Internet still reaches them.
 */
import { VpcEndpoint } from '@cdktn/provider-aws/lib/vpc-endpoint/index.js';
import { Construct } from 'constructs';
import type { EndpointService } from '../../config/network-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { Network } from './network.ts';

export type EndpointsProps = {
  readonly name: Name;
  readonly region: string;
  readonly network: Network;
  readonly services: readonly EndpointService[];
  /** Admits the application to interface endpoints. */
  readonly securityGroupId: string;
};

/** These are routes, not network interfaces, and cost nothing. */
const gatewayServices: ReadonlySet<EndpointService> = new Set(['s3', 'dynamodb']);

export function createEndpoints(scope: Construct, id: string, props: EndpointsProps): void {
  const { name, region, network, services, securityGroupId } = props;
  const within = new Construct(scope, id);
  for (const service of services) {
    const part = service.replaceAll('.', '-');
    const common = {
      vpcId: network.vpcId,
      serviceName: `com.amazonaws.${region}.${service}`,
      tags: { Name: name(`endpoint-${part}`) },
    };
    if (gatewayServices.has(service)) {
      new VpcEndpoint(within, part, {
        ...common,
        vpcEndpointType: 'Gateway',
        routeTableIds: [...network.routeTableIds],
      });
    } else {
      new VpcEndpoint(within, part, {
        ...common,
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds: [...network.applicationSubnetIds],
        securityGroupIds: [securityGroupId],
      });
    }
  }
}
