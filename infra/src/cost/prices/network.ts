/** Gateways, endpoints, addresses, load balancers, and bytes on their way. */
import { price, samePrice } from './price.ts';

export const networkPrices = {
  natGateway: price('h', 0.059, 0.062, 0.045, 'listed'),
  natGatewayData: price('GB', 0.059, 0.062, 0.045, 'listed'),
  /** In each zone. */
  interfaceEndpoint: price('h', 0.013, 0.014, 0.01, 'listed'),
  interfaceEndpointData: samePrice('GB', 0.01, 'listed'),
  publicAddress: samePrice('h', 0.005, 'listed'),
  loadBalancer: price('h', 0.0225, 0.0243, 0.0225, 'listed'),
  loadBalancerUnit: samePrice('h', 0.008, 'listed'),
  /** To the Internet, the first 10 TB a month. */
  out: price('GB', 0.126, 0.114, 0.09, 'listed'),
  /** For each direction. */
  betweenZones: samePrice('GB', 0.01, 'listed'),
  betweenRegions: price('GB', 0.08, 0.09, 0.02, 'listed'),
} as const;
