/** Gateways, endpoints, load balancers. Visitors' bytes are in `traffic.ts`. */
import { primaryRegion } from '../../../config/names.ts';
import { textsOf } from '../../../policy/reading/json.ts';
import { networkPrices } from '../../prices/network.ts';
import { monthHours } from '../../prices/price.ts';
import { linesOf, type Rule, type Surroundings, textAt } from '../rule.ts';
import type { ModelResource } from '../scenario.ts';
import { balancerAddresses } from './containers.ts';

const inRegionOf = (resource: ModelResource, type: string, around: Surroundings) =>
  around.ofType(type).filter(({ region }) => region === resource.region);

const isInterface = (endpoint: ModelResource): boolean =>
  textAt(endpoint, 'vpc_endpoint_type') === 'Interface';

/** What instances and tasks of a standby use is nothing while none run. */
const isFirstRegion = (resource: ModelResource): boolean => resource.region === primaryRegion;

export const natGateway: Rule = (resource, around) => {
  const { natGb, awsServicesGb } = around.scenario.usage.network;
  const lines = linesOf(resource, 'network');
  const gateways = inRegionOf(resource, 'aws_nat_gateway', around).length;
  const hasEndpoints = inRegionOf(resource, 'aws_vpc_endpoint', around).some(isInterface);
  const gb = natGb + (hasEndpoints ? 0 : awsServicesGb);
  return [
    ...lines('NAT gateway', networkPrices.natGateway, monthHours),
    ...lines(
      'bytes through NAT',
      networkPrices.natGatewayData,
      isFirstRegion(resource) ? gb / gateways : 0,
    ),
  ];
};

export const endpoint: Rule = (resource, around) => {
  // Routes to S3 and DynamoDB cost nothing.
  if (!isInterface(resource)) return [];
  const lines = linesOf(resource, 'network');
  const endpoints = inRegionOf(resource, 'aws_vpc_endpoint', around).filter(isInterface).length;
  const { awsServicesGb } = around.scenario.usage.network;
  const zones = textsOf(resource.values.subnet_ids).length;
  return [
    ...lines('interface endpoint', networkPrices.interfaceEndpoint, zones * monthHours),
    ...lines(
      'bytes through endpoints',
      networkPrices.interfaceEndpointData,
      isFirstRegion(resource) ? awsServicesGb / endpoints : 0,
    ),
  ];
};

export const publicAddress: Rule = (resource) =>
  linesOf(resource, 'network')('public address', networkPrices.publicAddress, monthHours);

export const loadBalancer: Rule = (resource, { scenario: { usage } }) => {
  const lines = linesOf(resource, 'network');
  return [
    ...lines('load balancer', networkPrices.loadBalancer, monthHours),
    ...lines(
      'load balancer units',
      networkPrices.loadBalancerUnit,
      isFirstRegion(resource) ? usage.network.balancerUnits * monthHours : 0,
    ),
    ...lines('public addresses', networkPrices.publicAddress, balancerAddresses * monthHours),
  ];
};
